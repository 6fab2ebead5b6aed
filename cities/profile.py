"""The readiness profile as a drawing: a bar of knowledge for each dimension.

Plain numbers in units of the drawing; the template turns them into SVG. What is known
to be there is solid, what is unread is open, so that "not read" never looks like zero.
"""

from dataclasses import dataclass
from fractions import Fraction

from .models import Evidence, Verification

WIDTH = 400  # 100 %
ROW = 34


@dataclass(frozen=True)
class Row:
    """An indicator, who verified its level, and the evidence open to the public."""

    cell: object
    verdict: object | None
    evidence: list


@dataclass(frozen=True)
class Bar:
    code: str
    name: str
    y: int
    lowest: int  # where the solid part ends
    open_width: int  # how far the unread part reaches beyond it
    mean: int | None
    readiness: object
    rows: tuple["Row", ...]


@dataclass(frozen=True)
class Profile:
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDTH


def draw(progress):
    """The profile of one city's Progress; None where no rubric is published."""
    if progress is None:
        return None
    verified = [cell.verified for cell in progress.cells if cell.verified]
    verdicts = Verification.objects.by_reading(verified, Verification.Verdict.VERIFIED)
    evidence = Evidence.objects.public_by_reading(verified)
    bars = tuple(
        _bar(place, dimension, readiness, _rows(cells, verdicts, evidence))
        for place, (dimension, readiness, cells) in enumerate(progress.dimensions)
    )
    return Profile(bars, height=ROW * len(bars))


def _rows(cells, verdicts, evidence):
    for cell in cells:
        key = cell.verified.pk if cell.verified else None
        yield Row(cell, verdicts.get(key), evidence.get(key, []))


def _bar(place, dimension, readiness, rows):
    lowest, highest = _x(readiness.lowest), _x(readiness.highest)
    return Bar(
        code=dimension.code,
        name=dimension.name,
        y=ROW * place,
        lowest=lowest,
        open_width=highest - lowest,
        mean=None if readiness.mean is None else _x(readiness.mean),
        readiness=readiness,
        rows=tuple(rows),
    )


def _x(share):
    return round((share or Fraction(0)) * WIDTH)
