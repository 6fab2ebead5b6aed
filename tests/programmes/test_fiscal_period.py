"""Which rows belong to a fiscal year or to one of its quarters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creativecity.thai_calendar import FiscalYear, PartialDate, Precision
from programmes.fiscal.period import QUARTERS, Period

YEAR = FiscalYear(2569)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("quarter", "first", "last"),
    [
        (None, date(2025, 10, 1), date(2026, 9, 30)),
        (1, date(2025, 10, 1), date(2025, 12, 31)),
        (2, date(2026, 1, 1), date(2026, 3, 31)),
        (3, date(2026, 4, 1), date(2026, 6, 30)),
        (4, date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_days_of_a_period(quarter, first, last):
    assert Period(YEAR, quarter).days() == (first, last)


@pytest.mark.parametrize("quarter", [0, 5])
def test_there_are_four_quarters(quarter):
    with pytest.raises(ValueError, match="no quarter"):
        Period(YEAR, quarter)


@pytest.mark.parametrize(
    ("day", "precision", "year", "quarter"),
    [
        (date(2025, 9, 30), "day", 2568, 4),
        (date(2025, 10, 1), "day", 2569, 1),
        (date(2026, 9, 30), "day", 2569, 4),
        (date(2026, 10, 1), "day", 2570, 1),
        (date(2025, 12, 31), "day", 2569, 1),
        (date(2026, 1, 1), "day", 2569, 2),
        (date(2026, 9, 30), "on-or-before", 2569, 4),
        (date(2026, 9, 1), "month", 2569, 4),
        (date(2025, 10, 1), "month", 2569, 1),
        (date(2026, 3, 5), "fiscal-year", 2569, None),
        (date(2026, 10, 1), "fiscal-year", 2570, None),
        (date(2025, 3, 5), "year", 2569, None),
        (date(2026, 3, 5), "year", 2570, None),
    ],
)
def test_a_row_belongs_to_one_year_and_at_most_one_quarter(
    day, precision, year, quarter
):
    when = PartialDate(day, Precision(precision))
    years = [be for be in range(2566, 2573) if Period(FiscalYear(be)).holds(when)]
    found = [q for q in QUARTERS if Period(FiscalYear(year), q).holds(when)]

    assert (years, found) == ([year], [quarter] if quarter else [])


def test_an_unknown_day_belongs_nowhere():
    when = PartialDate(date(2026, 1, 1), Precision.UNKNOWN)

    assert not Period(YEAR).holds(when)


@given(DAYS, st.sampled_from([Precision.DAY, Precision.MONTH, Precision.ON_OR_BEFORE]))
def test_quarters_part_what_is_known_to_the_month(day, precision):
    when = PartialDate(day, precision)
    year = FiscalYear.of(day)

    held = [quarter for quarter in QUARTERS if Period(year, quarter).holds(when)]

    assert len(held) == 1
    assert Period(year).holds(when)


@given(DAYS, st.sampled_from([p for p in Precision if p != Precision.UNKNOWN]))
def test_every_row_counts_once(day, precision):
    when = PartialDate(day, precision)
    years = [FiscalYear(be) for be in range(2560, 2577)]

    assert sum(Period(year).holds(when) for year in years) == 1
    assert sum(Period(year, q).holds(when) for year in years for q in QUARTERS) <= 1


@given(DAYS, DAYS)
def test_what_is_held_lies_between_the_days_of_the_period(day, other):
    period = Period(FiscalYear.of(other))
    first, last = period.days()

    assert period.has(day) == (first <= day <= last)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 12, 31), date(2026, 1, 1), True),
        (date(2025, 11, 1), date(2025, 12, 31), False),
        (date(2025, 11, 1), None, True),
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
    ],
)
def test_what_goes_on_is_told_in_every_period_that_it_touches(first, last, expected):
    assert Period(YEAR, 2).touches(first, last) is expected


def test_quarters_follow_one_another_without_a_gap():
    days = [Period(YEAR, quarter).days() for quarter in QUARTERS]
    following = [first for first, _last in days[1:]]

    assert [last + timedelta(days=1) for _first, last in days[:-1]] == following
    assert (days[0][0], days[-1][1]) == Period(YEAR).days()
