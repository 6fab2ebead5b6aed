"""The slip ledger: one line a promise, with all its dates and why they moved.

A line holds plain values of one `Track`, as of the track's day. Days of slip are
calendar days between the last days of two periods (rule 9 of the product): positive
is late, negative early.
"""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from creativecity.bilingual import Bilingual
from creativecity.thai_calendar import PartialDate

from .slip_parts import Move, Remark, Request, days_between
from .slip_words import moved_words, slip_words
from .standing import Standing
from .standing_words import reason_words, state_words
from .track import Track


@dataclass(frozen=True)
class SlipLine:
    """A promise from its baseline to what came of it, as of one day.

    `kind` is "milestone" or "target". `done_as` says in words by what it was done,
    where that was not said outright. `source_codes` are of whatever the line rests on.
    """

    anchor: str
    code: str
    name_th: str
    name_en: str
    baseline: PartialDate
    standing: Standing
    kind: str = "milestone"
    is_key: bool = False
    agreed_on: date | None = None
    moves: tuple[Move, ...] = ()
    refusals: tuple[Request, ...] = ()
    wait: Request | None = None
    actual: PartialDate | None = None
    is_inferred: bool = False
    done_as: str = ""
    done_note: str = ""
    view: Remark | None = None
    retired: Remark | None = None
    source_codes: tuple[str, ...] = ()
    is_sample: bool = False
    is_report: bool = False

    name = Bilingual()

    def due(self, said_by: date | None = None) -> PartialDate:
        """The date that stands, or that stood once all of a day had been said."""
        moves = [m for m in self.moves if said_by is None or m.said_on <= said_by]
        return moves[-1].after if moves else self.baseline

    def times_moved(self) -> int:
        return len(self.moves)

    def slip_days(self) -> int:
        """From the baseline to the actual day, or to the date that stands."""
        return days_between(self.baseline, self.actual or self.due())

    def is_within(self) -> bool:
        """Whether it was done in the very period that was agreed first."""
        day = self.actual and self.actual.last_day
        return bool(day) and self.baseline.first_day <= day <= self.baseline.last_day

    def history(self) -> list:
        """Moves, requests and remarks in the order in which they were said."""
        said = [*self.moves, *self.refusals, self.wait, self.view, self.retired]
        return sorted(filter(None, said), key=lambda row: row.said_on)

    def words(self) -> str:
        return slip_words(self)

    def moved(self) -> str:
        return moved_words(self)

    def state(self) -> str:
        return state_words(self.standing)

    def reason(self) -> str:
        return reason_words(self.standing)


def slip_line(track: Track) -> SlipLine | None:
    """A milestone's line; None while its first date was not agreed."""
    baseline, milestone = track.baseline(), track.milestone
    if baseline is None:
        return None
    return SlipLine(
        anchor=f"step-{milestone.pk}",
        code=milestone.code,
        name_th=milestone.name_th,
        name_en=milestone.name_en,
        baseline=baseline.due(),
        standing=track.status(),
        is_key=milestone.is_key,
        agreed_on=baseline.effective_on,
        moves=tuple(_move(before, said) for before, said in track.moves()),
        refusals=tuple(_refusal(*pair) for pair in track.refusals()),
        wait=_request(track.open_request()),
        view=_view(track.view()),
        retired=_retired(track.retirement()),
        is_sample=milestone.is_sample,
        is_report=milestone.is_report(),
        **_done(track.actual()),
    )


def _done(done):
    """What the line says of its end: by a stage of the bid, or by a completion."""
    if done is None:
        return {}
    row, is_stage = done.row, hasattr(done.row, "kind")
    return {
        "actual": done.day,
        "is_inferred": bool(done.is_inferred),
        "done_as": str(row.get_kind_display()) if is_stage else "",
        # a stage's note is internal, a completion's is not
        "done_note": "" if is_stage else row.note,
        "source_codes": tuple(row.source_codes),
    }


def _move(before, said):
    return Move(
        before=before,
        after=said.due(),
        said_on=said.effective_on,
        reason=str(said.get_reason_display()),
        reason_code=said.reason,
        note=said.note,
        decision=said.decision,
    )


def _request(asked, **ruled):
    if asked is None:
        return None
    return Request(
        asked=asked.due(),
        said_on=asked.effective_on,
        reason=str(asked.get_reason_display()),
        note=asked.note,
        **ruled,
    )


def _refusal(asked, ruling):
    return _request(
        asked,
        kind="refused",
        decided_on=ruling.effective_on,
        why_refused=ruling.note,
        decision=ruling.decision,
    )


def _view(row):
    if row is None:
        return None
    words = str(row.get_view_display())
    return Remark("view", words, row.reason, row.effective_on, row.expires_on)


def _retired(row):
    return row and Remark("retired", "", row.reason, row.effective_on)


def dates_of(line: SlipLine) -> list[PartialDate]:
    """Every date that a line names, in no order."""
    requests = [row for row in (*line.refusals, line.wait) if row]
    moved = chain.from_iterable((move.before, move.after) for move in line.moves)
    asked = [row.asked for row in requests]
    return [line.baseline, *moved, *asked, *filter(None, [line.actual])]
