"""The figures of one measure as a small drawing: plain numbers.

Along lie the years, the same in every drawing of a page, 0 to WIDTH; upright the value,
HEIGHT is the foot and 0 the top. A bar is an actual and begins at nothing, so that
twice as much is twice as high; the baseline is a line across, the targets are joined by
a dashed one. A bar far above what was aimed for would press the aim to the ground: it
is cut there and marked as cut. Its number is told in full.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

WIDTH = 1000
HEIGHT = 100
BAR = Decimal("0.56")  # of its year's place
WIDEST = Decimal(90)
TICK = Decimal("0.84")
TALLEST = Decimal("1.5")  # times the highest aim: there a bar is cut
MOST_YEARS = 6  # named on one axis


@dataclass(frozen=True)
class Mark:
    """A figure (an Outcome) and its place; `is_cut` if it reaches past the top."""

    figure: object
    x: int
    left: int
    right: int
    y: int
    is_cut: bool = False


@dataclass(frozen=True)
class Name:
    """The name of a year below the drawing: C.E. number, and where, as "12.5%"."""

    year: int
    place: str


@dataclass(frozen=True)
class Chart:
    bars: tuple[Mark, ...]
    baselines: tuple[tuple[Mark, int], ...]  # and up to where its line goes
    targets: tuple[Mark, ...]
    path: tuple[Mark, ...]  # from the first baseline by way of the targets
    names: tuple[Name, ...]
    zero: int  # how high nothing lies
    width: int = WIDTH
    height: int = HEIGHT

    def is_cut(self):
        return any(bar.is_cut for bar in self.bars)


def shared_years(all_series):
    """Every year (C.E.) from the first to the last of which any series speaks."""
    days = [year.period.last_day for series in all_series for year in series.years]
    if not days:
        return range(0)
    return range(min(days).year, max(days).year + 1)


def draw(series, years):
    """The Chart of a series over some years (C.E.); None where it has no figure."""
    figures = series.figures()
    if not figures:
        return None
    foot, top = _scale(figures)
    marks = {"baseline": [], "target": [], "actual": []}
    for figure in figures:
        marks[figure.kind].append(_mark(figure, years, foot, top))
    baselines, targets = marks["baseline"], marks["target"]
    return Chart(
        bars=tuple(marks["actual"]),
        baselines=tuple(_lines(baselines)),
        targets=tuple(targets),
        path=_path(baselines, targets),
        names=tuple(_names(years)),
        zero=_height(Decimal(0), foot, top),
    )


def _scale(figures):
    """The values at the foot and at the top; nothing lies between them."""
    values = [figure.value for figure in figures]
    foot, top = min(0, *values), max(0, *values)
    aims = [figure.value for figure in figures if figure.kind != "actual"]
    highest = max(aims, default=0)
    if highest > 0:
        top = min(top, highest * TALLEST)
    return Decimal(foot), Decimal(top if top > foot else foot + 1)


def _height(value, foot, top):
    return HEIGHT - round((min(value, top) - foot) * HEIGHT / (top - foot))


def _mark(figure, years, foot, top):
    share = Decimal(WIDTH) / len(years)
    x = share * (figure.period_on.year - years[0]) + share / 2
    wide = min(share * BAR, WIDEST) if figure.kind == "actual" else share * TICK
    return Mark(
        figure=figure,
        x=round(x),
        left=round(x - wide / 2),
        right=round(x + wide / 2),
        y=_height(figure.value, foot, top),
        is_cut=figure.value > top,
    )


def _lines(baselines):
    """Each baseline's line goes on to the next one, the last to the end."""
    for mark, following in pairwise([*baselines, None]):
        yield mark, following.left if following else WIDTH


def _path(baselines, targets):
    ahead = [mark for mark in targets if not baselines or mark.x >= baselines[0].x]
    return (*baselines[:1], *ahead) if len(ahead) + len(baselines[:1]) > 1 else ()


def _names(years):
    """The years that there is room to name, the last one always."""
    every = -(-len(years) // MOST_YEARS)
    for place, year in enumerate(years):
        if (len(years) - 1 - place) % every == 0:
            middle = Decimal(100 * place + 50) / len(years)
            yield Name(year, f"{middle:.1f}%")
