"""The readiness profile as a drawing: a bar of knowledge for each dimension.

Plain numbers in units of the drawing; the template turns them into SVG. What is known
to be there is solid, what is unread is open, so that "not read" never looks like zero.
"""

from dataclasses import dataclass
from fractions import Fraction

from .models import Evidence, Verification

WIDTH = 400  # 100 %


@dataclass(frozen=True)
class Bar:
    """A dimension on the day asked about, and on an earlier day if there is one."""

    code: str
    name: str
    lowest: int  # where the solid part ends
    open_width: int  # how far the unread part reaches beyond it
    mean: int | None
    readiness: object
    then: object | None  # its readiness on the day compared with
    before: int | None  # where the solid part ended then


@dataclass(frozen=True)
class Profile:
    bars: tuple[Bar, ...]
    readiness: object
    rubric: object
    target: int
    then: object | None  # the history's point of the day compared with
    has_carried: bool  # whether a level of an earlier version counts in it
    width: int = WIDTH


def draw(progress, then=None):
    """The profile of one city's Progress; None where no rubric is published.

    `then` is a point of its history to compare with.
    """
    if progress is None:
        return None
    earlier = {d.code: d for d in then.readiness.dimensions} if then else {}
    bars = tuple(
        _bar(dimension, readiness, earlier.get(dimension.code))
        for dimension, readiness, _cells in progress.dimensions
    )
    rubric = progress.rubric
    return Profile(
        bars=bars,
        readiness=progress.readiness,
        rubric=rubric,
        target=_x(rubric.target()),
        then=then,
        has_carried=any(c.carried and not c.verified for c in progress.cells),
    )


def _bar(dimension, readiness, then):
    lowest, highest = _x(readiness.lowest), _x(readiness.highest)
    is_compared = then is not None and then.read > 0
    return Bar(
        code=dimension.code,
        name=dimension.name,
        lowest=lowest,
        open_width=highest - lowest,
        mean=None if readiness.mean is None else _x(readiness.mean),
        readiness=readiness,
        then=then,
        before=_x(then.lowest) if is_compared else None,
    )


def _x(share):
    return round((share or Fraction(0)) * WIDTH)


@dataclass(frozen=True)
class Row:
    """An indicator, who verified its level, and the evidence, public or not."""

    cell: object
    verdict: object | None
    evidence: list


@dataclass(frozen=True)
class Section:
    dimension: object
    readiness: object
    rows: tuple[Row, ...]


def sections(progress):
    """Each dimension with its indicators and what stands behind their levels."""
    verified = [cell.verified for cell in progress.cells if cell.verified]
    verdicts = Verification.objects.by_reading(
        verified, Verification.Verdict.VERIFIED, progress.known_at
    )
    evidence = Evidence.objects.behind(verified)
    return tuple(
        Section(dimension, readiness, tuple(_rows(cells, verdicts, evidence)))
        for dimension, readiness, cells in progress.dimensions
    )


def _rows(cells, verdicts, evidence):
    for cell in cells:
        key = cell.verified.pk if cell.verified else None
        yield Row(cell, verdicts.get(key), evidence.get(key, []))
