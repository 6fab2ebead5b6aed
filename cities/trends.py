"""The history of readiness as small drawings on one scale: plain numbers.

Along lies time, 0 to WIDTH; upright a share of the whole, HEIGHT is nothing and 0 is
all of it. What is known to be there is a line of steps, for a level holds until the
next word; what was unread is hatched above it; the target is a thin line across.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from .history import Point
from .scoring import DimensionReadiness, Readiness

WIDTH = 1000
HEIGHT = 100
STEP = 15  # from hatch to hatch in a drawing of a third of the page
BETWEEN = 5  # and in one across all of it
MOST_YEARS = 6  # named on one axis


@dataclass(frozen=True)
class Place:
    x: int
    y: int


@dataclass(frozen=True)
class Hatch:
    x: int
    top: int
    foot: int


@dataclass(frozen=True)
class Run:
    """A stretch of time in which something applied: its two edges, hatched between.

    `between` are the hatches that a drawing has room for only where it is wide.
    """

    lowest: tuple[Place, ...]
    highest: tuple[Place, ...]
    hatches: tuple[Hatch, ...]
    between: tuple[Hatch, ...]

    def last(self) -> Place:
        return self.lowest[-1]


@dataclass(frozen=True)
class Trend:
    """One drawing: the whole (`code` is empty) or a dimension."""

    code: str
    name: str
    first: Readiness | DimensionReadiness | None
    last: Readiness | DimensionReadiness | None
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Year:
    x: int
    year: int  # C.E.
    is_named: bool


@dataclass(frozen=True)
class Trends:
    """The drawings, and what they share."""

    whole: Trend
    dimensions: tuple[Trend, ...]
    years: tuple[Year, ...]
    changes: tuple[tuple[int, str], ...]  # where another version begins, and which
    target: int  # how high the target lies
    first_day: date
    last_day: date
    rows: tuple[tuple[Point, tuple], ...]  # newest first, for the table
    width: int = WIDTH
    height: int = HEIGHT


def draw(
    points: Sequence[Point], names: dict[str, str], target: Fraction
) -> Trends | None:
    """Return the drawings of a history; None where it has fewer than two points.

    `names` are those of the dimensions by their code, in the order of the drawings.
    """
    if len(points) < 2:
        return None
    days = [point.day for point in points]
    codes = {p.day: {d.code: d for d in p.readiness.dimensions} for p in points}
    series = {code: [codes[day].get(code) for day in days] for code in names}
    return Trends(
        whole=_trend("", "", days, [p.readiness for p in points]),
        dimensions=tuple(
            _trend(code, names[code], days, own) for code, own in series.items()
        ),
        years=tuple(_years(days[0], days[-1])),
        changes=tuple(
            (_x(days, new.day), new.version)
            for old, new in pairwise(points)
            if old.version != new.version
        ),
        target=_y(target),
        first_day=days[0],
        last_day=days[-1],
        rows=tuple(
            (point, tuple(codes[point.day].get(code) for code in names))
            for point in reversed(points)
        ),
    )


def _x(days: Sequence[date], day: date) -> int:
    whole = (days[-1] - days[0]).days
    return round((day - days[0]).days * WIDTH / whole)


def _y(share: Fraction) -> int:
    return HEIGHT - round(share * HEIGHT)


def _trend(code, name, days, series) -> Trend:
    placed = [(_x(days, day), each) for day, each in zip(days, series, strict=True)]
    stretches = groupby(placed, key=lambda pair: pair[1] and pair[1].lowest is not None)
    runs = tuple(_run(list(group), code) for applies, group in stretches if applies)
    return Trend(code, name, series[0], series[-1], runs)


def _run(placed, code) -> Run:
    lowest = tuple(Place(x, _y(each.lowest)) for x, each in placed)
    highest = tuple(Place(x, _y(each.highest)) for x, each in placed)
    hatches = tuple(_hatches(lowest, highest, BETWEEN))
    return Run(
        lowest,
        highest,
        hatches=tuple(each for each in hatches if each.x % STEP == 0),
        between=tuple(each for each in hatches if each.x % STEP and not code),
    )


def _hatches(lowest, highest, step):
    for (foot, after), top in zip(pairwise(lowest), highest, strict=False):
        if top.y < foot.y:
            for x in range(-(-foot.x // step) * step, after.x, step):
                yield Hatch(x, top.y, foot.y)


def _years(first: date, last: date):
    """Each 1 January between two days; named as far as there is room."""
    years = range(first.year + 1, last.year + 1)
    every = -(-len(years) // MOST_YEARS) or 1
    for place, year in enumerate(reversed(years)):
        day = date(year, 1, 1)
        yield Year(_x([first, last], day), year, place % every == 0)
