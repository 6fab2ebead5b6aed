"""A day kept as the last of its period, and a period beyond the calendar's reach."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from creativecity.partial_days import settle


def settled(day, precision):
    row = SimpleNamespace(due_on=day, precision=precision)
    settle(row, ("due_on", "precision"))
    return row.due_on


@pytest.mark.parametrize(
    ("day", "precision", "last"),
    [
        (date(2027, 2, 3), "day", date(2027, 2, 3)),
        (date(2027, 2, 3), "month", date(2027, 2, 28)),
        (date(2027, 2, 3), "year", date(2027, 12, 31)),
        (date(2027, 10, 1), "fiscal-year", date(2028, 9, 30)),
        (date(2399, 9, 30), "fiscal-year", date(2399, 9, 30)),
        (None, "", None),
    ],
)
def test_day_moves_to_the_last_of_its_period(day, precision, last):
    assert settled(day, precision) == last


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        # the fiscal year that begins in the last year of all ends beyond it
        (date(2399, 10, 1), "fiscal-year", "Days after 31 December 2399 cannot be"),
        (date(2400, 1, 1), "day", "Days after 31 December 2399 cannot be"),
        (date(1940, 12, 31), "day", "Days before 1 January 1941 cannot be"),
    ],
)
def test_period_beyond_the_calendars_reach_is_refused_in_words(day, precision, words):
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        settled(day, precision)

    [said] = refusal.value.message_dict["due_on"]
    assert said.startswith(words)


def test_precision_that_there_is_not_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="century"):
        settled(date(2027, 1, 1), "century")
