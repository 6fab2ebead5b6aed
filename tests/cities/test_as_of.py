"""`?as_of=`: the day asked for, today where none was or where it was not understood."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.utils import translation

from cities.as_of import AsOf
from creativecity.thai_calendar import today


def read(typed, language="th"):
    with translation.override(language):
        return AsOf.read(RequestFactory().get("/", {"as_of": typed}))


def test_without_a_day_it_is_today():
    asked = AsOf.read(RequestFactory().get("/"))

    assert asked == AsOf(today())
    assert not asked.is_past()


@pytest.mark.parametrize("typed", ["", " ", "\u00a0"])
def test_nothing_typed_is_no_day(typed):
    assert read(typed) == AsOf(today())


@pytest.mark.parametrize(
    "typed",
    [
        "2021-09-30",
        "2564-09-30",
        "30/9/2564",
        "30 กันยายน 2564",
        "๓๐ ก.ย. ๒๕๖๔",
        " 30/9/2021 ",
    ],
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_day_typed_in_either_calendar(typed, language):
    asked = read(typed, language)

    assert (asked.day, asked.error) == (date(2021, 9, 30), "")
    assert asked.typed == typed.strip()
    assert asked.is_past()


@pytest.mark.parametrize("typed", ["yesterday", "31/2/2564", "30/9/64", "30/9/2400"])
def test_day_not_understood_is_today_with_a_word_why(typed):
    asked = read(typed)

    assert (asked.day, asked.typed) == (today(), typed)
    assert asked.error
    assert not asked.is_past()


def test_day_ahead_is_today_with_a_word_why():
    tomorrow = today() + timedelta(days=1)

    asked = read(tomorrow.isoformat(), "en")

    assert (asked.day, asked.typed) == (today(), tomorrow.isoformat())
    assert asked.error == "The day lies ahead: what will be is not on record."


def test_today_is_no_day_ahead():
    assert read(today().isoformat()) == AsOf(today(), today().isoformat())


def test_an_address_keeps_a_past_day_and_says_nothing_of_today():
    past, now = AsOf(date(2021, 9, 30)), AsOf(today())

    assert (past.query(), past.more_query()) == (
        "?as_of=2021-09-30",
        "&as_of=2021-09-30",
    )
    assert (now.query(), now.more_query()) == ("", "")
