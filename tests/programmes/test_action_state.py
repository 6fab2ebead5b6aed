"""How an action point stands, as a table, and in words."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from programmes.action_state import ENDED, RUNNING, action_state
from programmes.action_words import STATES, state_words
from programmes.templatetags.action_words import action_filter
from programmes.templatetags.action_words import action_state as action_words

ON = date(2026, 10, 1)
LATER, EARLIER = ON + timedelta(days=90), ON - timedelta(days=12)


def step(kind, due_on=None):
    return SimpleNamespace(kind=kind, due_on=due_on)


def standing(due_on, *steps):
    return action_state(due_on=due_on, steps=steps, on=ON)


@pytest.mark.parametrize(
    ("due_on", "steps", "state", "days"),
    [
        (EARLIER, [], "overdue", 12),
        (ON, [], "due", 0),
        (ON + timedelta(days=30), [], "due", 30),
        (ON + timedelta(days=31), [], "upcoming", 31),
        (EARLIER, [step("progress")], "overdue", 12),
        (EARLIER, [step("carried")], "overdue", 12),
        (EARLIER, [step("moved", LATER)], "upcoming", 90),
        (LATER, [step("moved", LATER), step("moved", EARLIER)], "overdue", 12),
        (EARLIER, [step("done")], "done", None),
        (LATER, [step("progress"), step("cancelled")], "cancelled", None),
    ],
)
def test_state_follows_from_what_was_said(due_on, steps, state, days):
    found = standing(due_on, *steps)

    assert (found.state, found.days) == (state, days)
    assert found.is_running == (days is not None)


def test_moves_and_reviews_that_carried_it_are_counted():
    steps = [step("moved", LATER), step("carried"), step("carried"), step("progress")]

    found = standing(EARLIER, *steps)

    assert (found.due_on, found.times_moved, found.times_carried) == (LATER, 1, 2)


@given(
    st.lists(
        st.sampled_from(["progress", "carried", "moved", "done", "cancelled"]).map(
            lambda kind: step(kind, LATER if kind == "moved" else None)
        )
    ),
    st.integers(-500, 500),
)
def test_one_state_fits_whatever_was_said(steps, days):
    found = standing(ON + timedelta(days=days), *steps)

    has_ended = any(each.kind in ENDED for each in steps)
    assert (found.state in ENDED) == has_ended
    assert (found.state in RUNNING) == (found.days is not None)


@pytest.mark.parametrize(
    ("due_on", "steps", "words"),
    [
        (EARLIER, [], "not done yet, 12 days past its day"),
        (ON, [], "due today"),
        (ON + timedelta(days=1), [], "due in 1 day"),
        (LATER, [], "open"),
        (LATER, [step("done")], "done"),
        (LATER, [step("cancelled")], "cancelled"),
    ],
)
def test_state_is_said_in_words(due_on, steps, words):
    with translation.override("en"):
        assert action_words(standing(due_on, *steps)) == words
        assert state_words(standing(due_on, *steps)) == words


def test_each_state_is_a_filter_with_words():
    with translation.override("en"):
        assert [action_filter(state) for state in STATES] == [
            "past their day",
            "due within 30 days",
            "due later",
            "done",
            "cancelled",
        ]
        assert action_filter("else") == "all"
