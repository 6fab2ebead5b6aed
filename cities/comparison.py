"""Which earlier day a city's readiness is compared with; no database, no clock.

It is the day that the reader asks for, else the end of the last year of the agreement's
term, else, where nothing was read by then, the newest point of the history that is at
least a year old: a day of which nothing is known has nothing to say about progress.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from creativecity.thai_calendar import add_years

from .history import Past, Point


class Reason(StrEnum):
    ASKED = "asked"
    REVIEW = "review"
    YEAR = "year"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Comparison:
    """The earlier point, None where there is nothing to compare with, and why it.

    `day` is that of the point, or the one asked for of which nothing is known.
    """

    reason: Reason
    day: date | None = None
    point: Point | None = None


def choose(
    past: Past, points: Sequence[Point], *, asked: date | None, review: date | None
) -> Comparison:
    """Return what to compare the last of `points`, the history oldest first, with.

    `asked` is the reader's day, `review` the end of the last year of the term; either
    may be None.
    """
    if asked:
        return Comparison(Reason.ASKED, asked, _read(past, asked))
    if review and (point := _read(past, review)):
        return Comparison(Reason.REVIEW, review, point)
    point = _a_year_before(points)
    if point is None:
        return Comparison(Reason.NOTHING)
    return Comparison(Reason.YEAR, point.day, point)


def _read(past: Past, day: date) -> Point | None:
    """The point of a day by which something was read."""
    return next((point for point in past.at(day) if point.readiness.read), None)


def _a_year_before(points: Sequence[Point]) -> Point | None:
    last = add_years(points[-1].day, -1)
    old = (p for p in reversed(points) if p.day <= last and p.readiness.read)
    return next(old, None)
