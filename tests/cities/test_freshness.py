"""When an indicator is next asked about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.freshness import days_overdue, next_due

ASKED = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("last_word", "due"),
    [
        (None, date(2027, 11, 25)),  # never read: a year after it was first asked
        (date(2025, 10, 1), date(2026, 10, 1)),
        (date(2026, 11, 25), date(2027, 11, 25)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_the_next_word_is_due_a_year_after_the_last(last_word, due):
    assert next_due(last_word, ASKED) == due


@pytest.mark.parametrize(
    ("on", "days"),
    [
        (date(2026, 9, 30), 0),
        (date(2026, 10, 1), 0),  # the day itself is in time
        (date(2026, 10, 2), 1),
        (date(2027, 10, 1), 365),
    ],
)
def test_overdue_counts_the_days_past_the_day(on, days):
    assert days_overdue(date(2026, 10, 1), on) == days


@given(st.dates(date(1941, 1, 1), date(2300, 1, 1)))
def test_a_year_later_is_365_or_366_days_later(day):
    assert (next_due(day, ASKED) - day).days in {365, 366}
