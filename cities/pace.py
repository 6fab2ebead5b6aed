"""When the target would be reached at the present pace; no database, no clock.

The pace is that of the *lowest* value: what is verified to be there, whatever the
unread part may hold. It is measured over the last year, or since the first point of
the history while that is at least 90 days ago, and only within one version of the
rubric, for two versions are two yardsticks. It is a rule of three, no promise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import takewhile
from math import ceil

from .history import Point

SPAN = timedelta(days=365)
LEAST_SPAN = timedelta(days=90)
FARTHEST = timedelta(days=50 * 365)  # beyond it, nobody could mean the day


class State(StrEnum):
    REACHED = "reached"
    EXPECTED = "expected"
    NOT_AT_THIS_PACE = "not-at-this-pace"
    NOT_ENOUGH_DATA = "not-enough-data"


@dataclass(frozen=True)
class Pace:
    """What can be said of the way to the target, and what that rests on.

    `target` is a fraction of 1. `day` is the first point since which the target holds
    (reached) or the day on which it would be reached (expected), else None. `start`
    and `end` are the points that the pace is measured between, None where there are
    none.
    """

    state: State
    target: Fraction
    day: date | None = None
    start: Point | None = None
    end: Point | None = None


def pace(points: Sequence[Point], target: Fraction) -> Pace:
    """Return how the lowest value moves towards `target`; `points` oldest first."""
    end = points[-1] if points else None
    if end is None or not end.readiness.read:
        return Pace(State.NOT_ENOUGH_DATA, target, end=end)
    comparable = _by_one_version(points)
    if end.readiness.lowest >= target:
        return Pace(State.REACHED, target, _since(comparable, target), end=end)
    start = _start(comparable)
    if start is None:
        return Pace(State.NOT_ENOUGH_DATA, target, end=end)
    ahead = _ahead(start, end, target)
    if ahead is None:
        return Pace(State.NOT_AT_THIS_PACE, target, start=start, end=end)
    return Pace(State.EXPECTED, target, end.day + ahead, start, end)


def _by_one_version(points: Sequence[Point]) -> list[Point]:
    """The newest points that are by the version of the last, oldest first."""
    version = points[-1].version
    newest = takewhile(lambda point: point.version == version, reversed(points))
    return list(newest)[::-1]


def _since(points: Sequence[Point], target: Fraction) -> date:
    held = takewhile(
        lambda point: (point.readiness.lowest or 0) >= target, reversed(points)
    )
    return list(held)[-1].day


def _start(points: Sequence[Point]) -> Point | None:
    """The last point at least a year ago, else the first at least 90 days ago.

    Before anything was read there was no pace: not read is not zero.
    """
    end = points[-1].day
    known = [point for point in points if point.readiness.read]
    a_year_ago = [point for point in known if end - point.day >= SPAN]
    if a_year_ago:
        return a_year_ago[-1]
    return next((point for point in known if end - point.day >= LEAST_SPAN), None)


def _ahead(start: Point, end: Point, target: Fraction) -> timedelta | None:
    """How long it would take from `end` on; None where it falls, stands or drags."""
    gained = end.readiness.lowest - start.readiness.lowest
    if gained <= 0:
        return None
    missing = target - end.readiness.lowest
    days = ceil(missing * (end.day - start.day).days / gained)
    return timedelta(days=days) if days <= FARTHEST.days else None
