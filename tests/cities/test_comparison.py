"""Which earlier day a city is compared with, and why that one."""

from datetime import date

import pytest

from cities.comparison import Comparison, Reason, choose
from cities.history import Asked, Past, Version, Word

FIRST, REVIEW, ON = date(2025, 3, 1), date(2025, 6, 24), date(2026, 11, 1)
ASKED = (Asked(1, "R1.1", "R1"), Asked(2, "R1.2", "R1"))


def chosen(*words, on=ON, **days):
    past = Past(words, (Version("2568-1", date(2025, 1, 1), ASKED),), {})
    days = {"asked": None, "review": None, **days}
    return choose(past, past.history(on), **days)


def read_on(day):
    return Word(1, 2, day, 1)


@pytest.mark.parametrize(
    ("word", "days", "reason", "day"),
    [
        (FIRST, {"asked": date(2026, 1, 1), "review": REVIEW}, "asked", "2026-01-01"),
        (FIRST, {"review": REVIEW}, "review", "2025-06-24"),
        (FIRST, {"review": date(2024, 6, 24)}, "year", "2025-09-30"),
        (FIRST, {}, "year", "2025-09-30"),
        (date(2025, 9, 30), {}, "year", "2025-09-30"),
        (FIRST, {"on": date(2026, 3, 31)}, "year", "2025-03-31"),
    ],
)
def test_day_compared_with(word, days, reason, day):
    compared = chosen(read_on(word), **days)

    assert (compared.reason, compared.day) == (Reason(reason), date.fromisoformat(day))
    assert compared.point.day == compared.day
    assert compared.point.readiness.read == 1


@pytest.mark.parametrize("words", [(), (read_on(date(2026, 1, 1)),)])
def test_nothing_to_compare_with_where_nothing_was_read_a_year_ago(words):
    assert chosen(*words, review=REVIEW) == Comparison(Reason.NOTHING)


def test_day_asked_for_stands_even_where_nothing_was_read_by_it():
    asked = date(2025, 1, 31)

    compared = chosen(read_on(FIRST), asked=asked, review=REVIEW)

    assert compared == Comparison(Reason.ASKED, asked)
