"""Who has the ball on an indicator, and since when."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from cities.templatetags.readiness_words import turn_words
from cities.turns import NOBODY, Holder, Turn, whose_turn

ON = date(2026, 11, 25)
ASKED = date(2026, 1, 1)
DUE = date(2027, 3, 1)
PAST_DUE = date(2026, 11, 1)
SPOKEN = date(2026, 3, 1)
RETURNED = date(2026, 11, 13)


def turn(**known):
    nothing = {"spoken_on": None, "returned_on": None, "is_reported": False}
    asked = {"on": ON, "due_on": DUE, "asked_since": ASKED}
    return whose_turn(**{**asked, **nothing, **known})


@pytest.mark.parametrize(
    ("known", "expected", "days"),
    [
        ({}, Turn(Holder.CITY, ASKED), 328),  # never read
        (
            {"spoken_on": SPOKEN, "is_reported": True},
            Turn(Holder.AGENCY, SPOKEN),
            269,
        ),
        (
            {"spoken_on": SPOKEN, "returned_on": RETURNED},
            Turn(Holder.CITY, RETURNED),
            12,
        ),
        ({"spoken_on": SPOKEN}, NOBODY, 0),  # verified, and fresh
        ({"spoken_on": SPOKEN, "due_on": ON}, NOBODY, 0),  # due today is in time
        (
            {"spoken_on": SPOKEN, "due_on": PAST_DUE},
            Turn(Holder.CITY, PAST_DUE),
            24,
        ),
        (
            {"spoken_on": SPOKEN, "due_on": PAST_DUE, "is_reported": True},
            Turn(Holder.AGENCY, SPOKEN),  # an agency's turn comes first
            269,
        ),
    ],
)
def test_the_ball_lies_with_whoever_is_to_act(known, expected, days):
    found = turn(**known)

    assert found == expected
    assert found.days(ON) == days


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("returned", "has waited 12 days for the city"),
        ("reported", "has waited 1 day for an agency"),
        ("today", "waiting for an agency since today"),
    ],
)
def test_a_turn_in_words(level, words):
    turns = {
        "returned": Turn(Holder.CITY, RETURNED),
        "reported": Turn(Holder.AGENCY, date(2026, 11, 24)),
        "today": Turn(Holder.AGENCY, ON),
    }
    cell = SimpleNamespace(turn=lambda: turns[level], on=ON)

    with translation.override("en"):
        assert turn_words(cell) == words


def test_a_verified_and_fresh_indicator_says_when_it_is_next_asked():
    cell = SimpleNamespace(turn=lambda: NOBODY, due_on=lambda: DUE)

    with translation.override("en"):
        assert strip_tags(turn_words(cell)) == "next review by 1 Mar 2027"


def test_a_wait_that_begins_later_has_lasted_no_day():
    assert Turn(Holder.CITY, date(2026, 12, 1)).days(ON) == 0
