"""The slip ledger in a sentence or two: how much slipped, the furthest, and why.

A line slipped where its date lies, or what was done lay, after the first date agreed,
or where that date passed without it. What was retired nobody waits for: it is not
counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .models import Stage
from .slip import SlipLine
from .standing import State

#: Endings of a bid that hold a city up.
HURDLES = {Stage.Kind.NOT_NOMINATED, Stage.Kind.NOT_DESIGNATED}


@dataclass(frozen=True)
class SlipSummary:
    """The lines that count, and those of them that slipped, the furthest first."""

    lines: tuple[SlipLine, ...]
    slipped: tuple[SlipLine, ...]
    hurdles: tuple[Stage, ...] = ()

    def furthest(self) -> SlipLine | None:
        return self.slipped[0] if self.slipped else None

    def how_far(self) -> str:
        """How far the furthest slipped, in words."""
        line = self.slipped[0]
        return line.words() if line.slip_days() > 0 else line.state()

    def why(self) -> str:
        """The coded reason of its last re-dating, and what was added to it; or ""."""
        if not self.slipped[0].moves:
            return ""
        move = self.slipped[0].moves[-1]
        if not move.note:
            return move.reason
        return _("%(reason)s: %(note)s") % {"reason": move.reason, "note": move.note}

    def on_the_way(self) -> list[Stage]:
        """Endings of bids between the promise and what came of it, of a target."""
        line = self.slipped[0]
        if line.kind != "target":
            return []
        last = line.actual.last_day if line.actual else date.max
        return [s for s in self.hurdles if line.agreed_on <= s.effective_on <= last]


def summarise(lines: Iterable[SlipLine], bids: Iterable = ()) -> SlipSummary:
    """What a page says first of a city's lines; its bids tell what held it up."""
    counted = tuple(line for line in lines if line.retired is None)
    slipped = sorted(filter(has_slipped, counted), key=days_slipped, reverse=True)
    endings = [bid.ending() for bid in bids]
    hurdles = [stage for stage in endings if stage and stage.kind in HURDLES]
    return SlipSummary(counted, tuple(slipped), tuple(hurdles))


def has_slipped(line: SlipLine) -> bool:
    if line.standing.state in {State.OVERDUE, State.NOT_MET}:
        return True
    return line.slip_days() > 0 and not line.is_within()


def days_slipped(line: SlipLine) -> int:
    """Calendar days after the first date agreed, however they came about."""
    overdue = line.standing.days if line.standing.state == State.OVERDUE else 0
    return max(line.slip_days(), overdue or 0)
