"""How a city stands on each indicator: what the pages show and the rule is fed with."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from .. import scoring
from .rubric import Wording


@dataclass(frozen=True)
class Cell:
    """One indicator of one city: its newest verified reading and its newest word."""

    indicator: object
    wording: Wording
    verified: object | None
    spoken: object | None
    returned: object | None

    def is_reported(self):
        """A newer reading than the verified one waits for a verdict."""
        return self.spoken != self.verified and not self.returned

    def state(self):
        """The CSS hook: returned, reported, verified or unread."""
        if self.returned:
            return "returned"
        if self.is_reported():
            return "reported"
        return "verified" if self.verified else "unread"

    def level_text(self):
        """The rubric's words for the verified level."""
        if self.verified is None or self.verified.level is None:
            return ""
        return self.wording.levels[self.verified.level]

    def standing(self):
        """What the rule of readiness asks of this cell."""
        verified = self.verified
        return scoring.Standing(
            indicator=self.indicator.code,
            dimension=self.indicator.dimension.code,
            level=verified.level if verified else None,
            is_not_applicable=bool(verified and verified.is_not_applicable()),
            is_reported=self.is_reported(),
            weight=Fraction(self.indicator.weight),
        )


@dataclass(frozen=True)
class Progress:
    city: object
    rubric: object
    stage: str
    cells: tuple[Cell, ...]

    @classmethod
    def of(cls, city, rubric, verified, spoken, returned, *, is_member):
        stage = Wording.Stage.MEMBER if is_member else Wording.Stage.CANDIDATE
        cells = []
        for indicator in rubric.indicators():
            key = (city.pk, indicator.pk)
            word = spoken.get(key)
            cells.append(
                Cell(
                    indicator=indicator,
                    wording=indicator.wording(stage),
                    verified=verified.get(key),
                    spoken=word,
                    returned=returned.get(word.pk) if word else None,
                )
            )
        return cls(city, rubric, stage, tuple(cells))

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

    def count(self, state):
        return sum(cell.state() == state for cell in self.cells)

    def cell(self, code):
        """The cell of an indicator by its code; None if the rubric has none such."""
        return next((c for c in self.cells if c.indicator.code == code), None)
