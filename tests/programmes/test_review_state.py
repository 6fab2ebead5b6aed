"""How far a review is: the truth table, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.review_state import NEXT_STEPS, ReviewState, review_state

OPENED = {"is_opened": True}
HELD = {**OPENED, "is_held": True}
AGREED = {**HELD, "agreed": 2}
FROZEN = {**AGREED, "is_frozen": True}


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"is_opened": False}, "unknown"),
        (OPENED, "opened"),
        ({**OPENED, "is_invited": True}, "invited"),
        (HELD, "held"),
        ({**HELD, "is_invited": True}, "held"),
        ({**HELD, "agreed": 1}, "agreed-by-one"),
        (AGREED, "agreed"),
        (FROZEN, "frozen"),
        ({**FROZEN, "signed": 1}, "signed-by-one"),
        ({**FROZEN, "signed": 2, "is_sealed": True}, "sealed"),
        # minutes changed after the report was frozen: a step back
        ({**FROZEN, "agreed": 1}, "agreed-by-one"),
        ({**FROZEN, "agreed": 0, "signed": 1}, "held"),
        # said of a meeting that is not recorded as held
        ({**FROZEN, "is_held": False}, "opened"),
        # an agreement without parties has nobody to agree
        ({**HELD, "parties": 0}, "held"),
        ({**HELD, "agreed": 1, "parties": 1}, "agreed"),
    ],
)
def test_state_follows_from_days_and_rows(facts, state):
    assert review_state(**facts) == state


FACTS = st.fixed_dictionaries(
    {
        "is_opened": st.booleans(),
        "is_invited": st.booleans(),
        "is_held": st.booleans(),
        "agreed": st.integers(0, 3),
        "parties": st.integers(0, 3),
        "is_frozen": st.booleans(),
        "signed": st.integers(0, 3),
    }
)


@given(FACTS)
def test_nothing_is_signed_before_every_party_agreed(facts):
    state = review_state(**facts)

    if state in {ReviewState.FROZEN, ReviewState.SIGNED_BY_ONE}:
        assert facts["is_held"]
        assert facts["agreed"] >= facts["parties"]
    assert state != ReviewState.SEALED


@given(FACTS)
def test_a_sealed_report_is_sealed_whatever_else_there_is(facts):
    assert review_state(**{**facts, "is_sealed": True}) == "sealed"


def test_every_state_has_its_next_step():
    assert set(NEXT_STEPS) == set(ReviewState)
    assert [state for state, step in NEXT_STEPS.items() if not step] == ["sealed"]
