"""Two bids of one city, row by row: what each reached, when, and how far it slipped."""

from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from .bid_sides import Side
from .bids import Step
from .models.plan import OWN
from .stages import RANKS, days_between

#: What each rank of cities/stages.py is about.
STEPS = {
    0: _("Put forward"),
    1: _("National selection"),
    2: _("Submission"),
    3: _("UNESCO's decision"),
}


@dataclass(frozen=True)
class Reached:
    """A step of one bid, and (fewest, most) days since the one before, if known."""

    step: Step
    days: tuple | None


@dataclass(frozen=True)
class Compared:
    """The earlier call's bid first."""

    earlier: Side
    later: Side

    def sides(self):
        return (self.earlier, self.later)

    def step_rows(self):
        """(name, the two bids' `Reached` or None) of each step that either reached."""
        found = [_by_rank(side) for side in self.sides()]
        return [
            (name, [reached.get(rank) for reached in found])
            for rank, name in STEPS.items()
            if any(rank in reached for reached in found)
        ]

    def milestone_rows(self):
        """(name, the two lines or None) of each milestone that either bid has.

        Both plans follow a template, so the same code is the same step; a step of the
        city's own is the same by its name.
        """
        found = [_by_step(side) for side in self.sides()]
        steps = dict.fromkeys(step for lines in found for step in lines)
        rows = ([lines.get(step) for lines in found] for step in steps)
        return [(next(filter(None, lines)).name, lines) for lines in rows]

    def cited(self):
        return [row for side in self.sides() for row in side.cited()]


def _by_step(side):
    """What a step is known by in any bid, to its line.

    Of two of the same name in one bid the second goes by its code.
    """
    found = {}
    for code, line in side.lines.items():
        step = line.name_th if code.startswith(OWN) else code
        found[code if step in found else step] = line
    return found


def _by_rank(side):
    steps = side.bid.steps()
    return {
        RANKS[step.kind]: Reached(step, last and days_between(last.day, step.day))
        for last, step in pairwise([None, *steps])
    }
