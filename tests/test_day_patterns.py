"""A pattern that takes the days up to one, and nothing else."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creativecity.open_data.day_patterns import day_pattern

LAST = date(2026, 3, 5)
PATTERN = re.compile(day_pattern(1941, LAST))


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2040, 12, 31)))
def test_days_up_to_the_last_are_taken(day):
    is_taken = date(1941, 1, 1) <= day <= LAST

    assert bool(PATTERN.match(day.isoformat())) == is_taken


@pytest.mark.parametrize("last", [date(2024, 2, 29), date(2026, 12, 31)])
def test_the_last_day_is_taken_and_the_next_is_not(last):
    pattern = day_pattern(1941, last)

    assert re.match(pattern, last.isoformat())
    assert not re.match(pattern, (last + timedelta(days=1)).isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-29",
        "2023-02-30",
        "2023-04-31",
        "2023-13-01",
        "2023-00-01",
        "2023-1-1",
        "2023-01-01x",
        "x2023-01-01",
        "",
    ],
)
def test_what_is_no_day_is_not_taken(text):
    assert not PATTERN.match(text)


def test_one_year_alone_has_no_years_before():
    assert day_pattern(2026, date(2026, 1, 2)) == "^(?:2026-01-(?:01|02))$"
