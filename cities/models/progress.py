"""How a city stands on each indicator: what the pages show and the rule is fed with."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from creativecity.thai_calendar import bangkok_day

from .. import scoring
from ..freshness import days_overdue, next_due
from ..turns import whose_turn
from .origin import CarriedLevel
from .rubric import Wording

# What an officer owes comes first; components/reading_state.html has the words.
CELL_STATES = ("returned", "unread", "carried", "reported", "verified")


@dataclass(frozen=True)
class Cell:
    """One indicator of one city: its newest verified reading and its newest word.

    `carried` is what it takes over where it has no verified reading of its own.
    """

    indicator: object
    wording: Wording
    verified: object | None
    spoken: object | None
    returned: object | None
    on: date
    asked_since: date
    confirmed_on: date | None = None
    carried: CarriedLevel | None = None

    def is_reported(self):
        """A newer reading than the verified one waits for a verdict."""
        if self.spoken is self.verified:  # as most are, of thousands that are asked
            return False
        return self.spoken != self.verified and not self.returned

    def state(self):
        """The CSS hook: one of CELL_STATES."""
        if self.returned:
            return "returned"
        if self.is_reported():
            return "reported"
        if self.verified:
            return "verified"
        return "carried" if self.carried else "unread"

    def counted(self):
        """What enters the range: the verified reading, else the level carried over."""
        return self.verified or self.carried

    def last_word_on(self):
        """The day that the newest reading, or "still true" about it, speaks of."""
        if self.spoken is None:
            return None
        return max(self.spoken.effective_on, self.confirmed_on or date.min)

    def due_on(self):
        """The day by which the city's next word is due."""
        return next_due(self.last_word_on(), self.asked_since)

    def days_overdue(self):
        return days_overdue(self.due_on(), self.on)

    def is_stale(self):
        """What was verified is more than a year old, and the city is to speak again.

        What waits for an agency, was returned or was never said is not stale.
        """
        return self.state() == "verified" and self.days_overdue() > 0

    def turn(self):
        """Who has the ball, and since when (cities/turns.py)."""
        return whose_turn(
            on=self.on,
            due_on=self.due_on(),
            asked_since=self.asked_since,
            spoken_on=self.spoken and bangkok_day(self.spoken.recorded_at),
            returned_on=self.returned and bangkok_day(self.returned.recorded_at),
            is_reported=self.is_reported(),
        )

    def days_waiting(self):
        return self.turn().days(self.on)

    def is_in(self, state):
        """Whether a list of cells in that state has this one; "" asks for any."""
        if state == "stale":
            return self.is_stale()
        return state in ("", self.state())

    def level_text(self):
        """The rubric's words for the verified level."""
        if self.verified is None or self.verified.level is None:
            return ""
        return self.wording.levels[self.verified.level]

    def standing(self):
        """What the rule of readiness asks of this cell."""
        counted = self.counted()
        return scoring.Standing(
            indicator=self.indicator.code,
            dimension=self.indicator.dimension_code,
            level=counted.level if counted else None,
            is_not_applicable=bool(counted and counted.is_not_applicable()),
            is_reported=self.is_reported(),
            weight=self.indicator.exact_weight,
        )


@dataclass(frozen=True)
class Progress:
    city: object
    rubric: object
    stage: str
    cells: tuple[Cell, ...]
    on: date
    known_at: int | None = None

    @classmethod
    def of(
        cls,
        city,
        rubric,
        stage,
        worded,
        verified,
        spoken,
        returned,
        confirmed,
        carried,
        *,
        on,
        known_at,
    ):
        """`worded` are the rubric's indicators with their words for that stage."""
        cells = []
        for indicator, wording in worded:
            key = (city.pk, indicator.pk)
            word = spoken.get(key)
            cells.append(
                Cell(
                    indicator=indicator,
                    wording=wording,
                    verified=verified.get(key),
                    spoken=word,
                    returned=returned.get(word.pk) if word else None,
                    on=on,
                    asked_since=rubric.published_on,
                    confirmed_on=confirmed.get(word.pk) if word else None,
                    carried=carried.get(key),
                )
            )
        return cls(city, rubric, stage, tuple(cells), on, known_at)

    @cached_property
    def readiness(self):
        return scoring.readiness(cell.standing() for cell in self.cells)

    @cached_property
    def dimensions(self):
        """(dimension, its readiness, its cells), in the rubric's order."""
        assessed = {d.code: d for d in self.readiness.dimensions}
        return [
            (dimension, assessed[dimension.code], tuple(cells))
            for dimension, cells in groupby(
                self.cells, key=lambda cell: cell.indicator.dimension
            )
        ]

    def stage_name(self):
        """Whose wording it asks in: a candidate's or a member's."""
        return Wording.Stage(self.stage).label

    def count(self, state):
        return sum(cell.is_in(state) for cell in self.cells)

    def cell(self, code):
        """The cell of an indicator by its code; None if the rubric has none such."""
        return next((c for c in self.cells if c.indicator.code == code), None)
