"""When the target would be reached: by hand, and what holds for any history."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.history import Point
from cities.pace import FARTHEST, LEAST_SPAN, Pace, State, pace
from cities.scoring import Readiness

TARGET = Fraction(3, 4)
END = date(2026, 11, 25)


def ago(days):
    return END - timedelta(days=days)


def make_point(days_ago, percent, version="2569-1"):
    """`percent` is the lowest value; None where no indicator applies."""
    lowest = None if percent is None else Fraction(percent, 100)
    read = 0 if percent in (None, 0) else 10
    readiness = Readiness(lowest, lowest and Fraction(1), lowest, read, 20, 0, 20, ())
    return Point(ago(days_ago), readiness, version)


def say(*points):
    """The state, the day in days from the end on, and where the pace is taken from."""
    said = pace([make_point(*point) for point in points], TARGET)
    day = said.day and (said.day - END).days
    start = said.start and (END - said.start.day).days
    return said.state.value, day, start


# Each row: (days ago, lowest in per cent[, version])..., then the state, the day in
# days from the last point on, and how many days ago the pace is taken from.
GOLDEN = {
    "no point": ([], ("not-enough-data", None, None)),
    "nothing read": ([(400, 0), (0, 0)], ("not-enough-data", None, None)),
    "none applies": ([(400, 40), (0, None)], ("not-enough-data", None, None)),
    "one point": ([(0, 40)], ("not-enough-data", None, None)),
    "one point, at the target": ([(0, 75)], ("reached", 0, None)),
    "89 days": ([(89, 40), (0, 50)], ("not-enough-data", None, None)),
    # 10 points in 90 days; 25 are missing: 225 days
    "90 days": ([(90, 40), (0, 50)], ("expected", 225, 90)),
    # 20 points in 365 days; 15 are missing: 273.75 days, so the day after 273
    "a year": ([(365, 40), (180, 41), (0, 60)], ("expected", 274, 365)),
    # the last point at least a year ago: 20 in 400 days, 15 missing: 300 days
    "the year before the last does not count": (
        [(800, 1), (400, 40), (300, 58), (0, 60)],
        ("expected", 300, 400),
    ),
    # the first point that is at least 90 days ago: 20 in 364 days, 15 missing: 273
    "a day less than a year": (
        [(364, 40), (180, 41), (0, 60)],
        ("expected", 273, 364),
    ),
    "it stands": ([(365, 40), (0, 40)], ("not-at-this-pace", None, 365)),
    "it falls": ([(365, 60), (0, 40)], ("not-at-this-pace", None, 365)),
    "it fell from the target": (
        [(365, 80), (0, 70)],
        ("not-at-this-pace", None, 365),
    ),
    # 1 point in 365 days, 50 missing: 18,250 days; and 51 missing: 18,615
    "fifty years": ([(365, 24), (0, 25)], ("expected", 18_250, 365)),
    "more than fifty years": ([(365, 23), (0, 24)], ("not-at-this-pace", None, 365)),
    "reached today": ([(365, 40), (0, 75)], ("reached", 0, None)),
    "reached a while ago": (
        [(365, 40), (200, 80), (100, 76), (0, 90)],
        ("reached", -200, None),
    ),
    "reached, lost and reached again": (
        [(365, 80), (200, 70), (100, 75), (0, 80)],
        ("reached", -100, None),
    ),
    "another yardstick": (
        [(365, 10, "2568-1"), (60, 40), (0, 50)],
        ("not-enough-data", None, None),
    ),
    "another yardstick before": (
        [(365, 10, "2568-1"), (100, 40), (0, 50)],
        ("expected", 250, 100),
    ),
    "reached by this yardstick": (
        [(365, 80, "2568-1"), (100, 75), (0, 80)],
        ("reached", -100, None),
    ),
    "not read at first, which is not zero": (
        [(365, 0), (100, 40), (0, 50)],
        ("expected", 250, 100),
    ),
    "none applied at first": (
        [(365, None), (100, 40), (0, 50)],
        ("expected", 250, 100),
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_pace(name):
    points, expected = GOLDEN[name]

    assert say(*points) == expected


def test_pace_says_what_it_rests_on():
    first, last = make_point(365, 40), make_point(0, 50)

    assert pace([first, last], TARGET) == Pace(
        State.EXPECTED, TARGET, END + timedelta(days=913), first, last
    )


HISTORIES = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(0, 100)),
    min_size=1,
    max_size=12,
    unique_by=lambda point: point[0],
).map(lambda points: sorted(points, reverse=True))


@given(HISTORIES, st.integers(0, 4))
def test_what_is_said_of_the_pace_holds_together(history, level):
    points = [make_point(*point) for point in history]
    target = Fraction(level, 4)

    said = pace(points, target)

    end = points[-1]
    is_reached = end.readiness.read > 0 and end.readiness.lowest >= target
    assert (said.state == State.REACHED) == is_reached
    assert (said.day is not None) == (said.state in {State.REACHED, State.EXPECTED})
    if said.state == State.EXPECTED:
        assert end.day < said.day <= end.day + FARTHEST
        assert end.day - said.start.day >= LEAST_SPAN
        gained = end.readiness.lowest - said.start.readiness.lowest
        days = (said.day - end.day).days
        spell = (end.day - said.start.day).days
        assert end.readiness.lowest + gained * days / spell >= target
        assert end.readiness.lowest + gained * (days - 1) / spell < target
