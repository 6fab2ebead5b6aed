"""How ready a city is: levels in, a range with "n of m" out (rule 1 of the product).

An unread indicator is not a zero: it is what we do not know. So readiness is first a
range, from "all that is unread is worth nothing" to "all of it is worth everything",
and beside it the mean of what was read:

    lowest  = sum of levels / 4m                  m: applicable indicators
    highest = (sum of levels + 4 x unread) / 4m   n: those of them that were read
    mean    = sum of levels / 4n

It follows that a reading on an unread indicator can only narrow the range, and that
leaving a weak indicator unread can never raise the lowest. Where the rubric gives
weights, each indicator counts its weight times in every sum; n and m stay counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import NamedTuple

HIGHEST_LEVEL = 4
LEVELS = range(HIGHEST_LEVEL + 1)


@dataclass(frozen=True)
class Standing:
    """Where one city stands on one indicator of the rubric.

    `level` is the level (0-4) of the latest *verified* reading, None while there is
    none: what an officer reported and nobody verified is told by `is_reported` alone.
    `is_not_applicable` holds once a verified reading says so; a claim does not count.
    `weight` is a positive whole number or Fraction.

    Raises ValueError for a level outside 0-4, for a level on an indicator that does
    not apply, and for a weight of zero or less.
    """

    indicator: str
    dimension: str
    level: int | None
    is_not_applicable: bool
    is_reported: bool
    weight: Fraction | int = 1

    def __post_init__(self) -> None:
        if self.level is not None and self.level not in LEVELS:
            raise ValueError(f"{self.indicator}: level {self.level} is not 0 to 4")
        if self.level is not None and self.is_not_applicable:
            raise ValueError(f"{self.indicator}: has a level, yet is not applicable")
        if self.weight <= 0:
            raise ValueError(f"{self.indicator}: weight {self.weight} is not positive")


@dataclass(frozen=True)
class DimensionReadiness:
    """The numbers of `Readiness`, over the indicators of the dimension `code` alone."""

    code: str
    lowest: Fraction | None
    highest: Fraction | None
    mean: Fraction | None
    read: int
    applicable: int
    reported: int
    total: int


@dataclass(frozen=True)
class Readiness:
    """How ready a city is, and how much of the rubric that rests on.

    `lowest`, `highest` and `mean` are exact fractions of 1; the first two are None when
    no indicator applies, the mean when none was read. `read`, `applicable` and `total`
    count indicators; `reported` counts those with a newer reading that awaits its
    verification, which is shown beside the range and never enters it. `dimensions`
    come in the order in which they first appear.
    """

    lowest: Fraction | None
    highest: Fraction | None
    mean: Fraction | None
    read: int
    applicable: int
    reported: int
    total: int
    dimensions: tuple[DimensionReadiness, ...]


@dataclass(frozen=True)
class Sums:
    """What the numbers of a readiness are worked out from, each in weighted levels.

    `earned` is the sum of the levels that were read, `possible` what all applicable
    indicators would add up to at the highest level, `unread` how much of that no
    reading speaks of.
    """

    earned: Fraction | int
    possible: Fraction | int
    unread: Fraction | int

    @property
    def within_reach(self) -> Fraction | int:
        """The sum if all that is unread were at the highest level."""
        return self.earned + self.unread

    @property
    def read(self) -> Fraction | int:
        """What the indicators that were read would add up to at the highest level."""
        return self.possible - self.unread


class _Numbers(NamedTuple):
    """The fields that a city and a dimension share, in the order of both."""

    lowest: Fraction | None
    highest: Fraction | None
    mean: Fraction | None
    read: int
    applicable: int
    reported: int
    total: int


def readiness(standings: Iterable[Standing]) -> Readiness:
    """Return the readiness of one city from its standing on each indicator.

    Raises ValueError when an indicator comes twice: it would count twice.
    """
    standings = tuple(standings)
    if len({standing.indicator for standing in standings}) < len(standings):
        raise ValueError("an indicator has more than one standing")
    by_dimension: dict[str, list[Standing]] = {}
    for standing in standings:
        by_dimension.setdefault(standing.dimension, []).append(standing)
    told = {code: _Told.of(own) for code, own in by_dimension.items()}
    dimensions = tuple(
        DimensionReadiness(code, *own.numbers()) for code, own in told.items()
    )
    return Readiness(*_Told.all(told.values()).numbers(), dimensions)


def as_percent(share: Fraction) -> int:
    """Return a fraction of 1 in whole per cent, rounded down: 147/148 is 99.

    Down, because a city is not shown more than was found, and 100 % only once it is
    there; the worked example of rule 1 (43-73 %, 62 % of what was read) asks for it.
    """
    return floor(share * 100)


def sums(standings: Iterable[Standing]) -> Sums:
    """Return the sums behind the lowest, the highest and the mean."""
    return _Told.of(list(standings)).sums()


class _Told(NamedTuple):
    """What is added up of standings: of a dimension, then of all dimensions."""

    earned: Fraction | int
    possible: Fraction | int
    unread: Fraction | int
    read: int
    applicable: int
    reported: int
    total: int

    @classmethod
    def of(cls, standings: list[Standing]) -> "_Told":
        applicable = [each for each in standings if not each.is_not_applicable]
        read = [each for each in applicable if each.level is not None]
        possible = _points(applicable)
        return cls(
            earned=sum(each.weight * each.level for each in read),
            possible=possible,
            unread=possible - _points(read),
            read=len(read),
            applicable=len(applicable),
            reported=sum(each.is_reported for each in standings),
            total=len(standings),
        )

    @classmethod
    def all(cls, parts: Iterable["_Told"]) -> "_Told":
        return cls(*map(sum, zip(*parts, strict=True))) if parts else cls.of([])

    def sums(self) -> Sums:
        return Sums(self.earned, self.possible, self.unread)

    def numbers(self) -> _Numbers:
        worked = self.sums()
        return _Numbers(
            lowest=_share(worked.earned, worked.possible),
            highest=_share(worked.within_reach, worked.possible),
            mean=_share(worked.earned, worked.read),
            read=self.read,
            applicable=self.applicable,
            reported=self.reported,
            total=self.total,
        )


def _points(standings: Iterable[Standing]) -> Fraction | int:
    """Return what the indicators would add up to, were each at the highest level."""
    return HIGHEST_LEVEL * sum(each.weight for each in standings)


def _share(part: Fraction | int, whole: Fraction | int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
