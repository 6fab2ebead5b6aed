"""An axis of time: where days lie, and how many of them are named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.axis import LENGTH, MAX_TICKS, Axis

DAYS = st.dates(date(2015, 1, 1), date(2060, 12, 31))


def test_axis_is_made_of_whole_months():
    axis = Axis.around([date(2026, 3, 3), date(2026, 1, 20)])

    assert axis == Axis(date(2026, 1, 1), date(2026, 3, 31))
    assert axis.holds(date(2026, 3, 31))
    assert not axis.holds(date(2026, 4, 1))


# First and last day -> the days that are named, and whether as years.
TICKS = {
    (date(2020, 10, 1), date(2021, 10, 31)): ([(1, 2021), (7, 2021)], False),
    (date(2026, 1, 1), date(2026, 3, 31)): ([(1, 2026), (2, 2026), (3, 2026)], False),
    (date(2026, 2, 1), date(2027, 3, 31)): (
        [(4, 2026), (7, 2026), (10, 2026), (1, 2027)],
        False,
    ),
    (date(2026, 2, 1), date(2028, 3, 31)): (
        [(7, 2026), (1, 2027), (7, 2027), (1, 2028)],
        False,
    ),
    (date(2019, 1, 1), date(2023, 12, 31)): (
        [(1, 2019), (1, 2020), (1, 2021), (1, 2022), (1, 2023)],
        True,
    ),
    (date(2019, 1, 1), date(2027, 12, 31)): (
        [(1, 2020), (1, 2022), (1, 2024), (1, 2026)],
        True,
    ),
}


@pytest.mark.parametrize("span", TICKS)
def test_ticks_lie_at_round_distances(span):
    ticks = Axis(*span).ticks()

    named = [(tick.day.month, tick.day.year) for tick in ticks]
    assert (named, all(tick.is_year for tick in ticks)) == TICKS[span]


@given(st.lists(DAYS, min_size=1))
def test_every_day_lies_on_its_axis_in_order(days):
    axis = Axis.around(days)

    places = [axis.at(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(axis.holds(day) for day in days)
    assert 0 <= places[0] <= places[-1] <= LENGTH


@given(DAYS, DAYS)
def test_ticks_are_few_and_in_order(one, other):
    ticks = Axis.around([one, other]).ticks()

    places = [tick.at for tick in ticks]
    assert len(ticks) <= MAX_TICKS
    assert places == sorted(set(places))
