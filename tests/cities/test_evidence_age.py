"""Live, ageing, expired, none: worked out by hand, and what holds for any days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.evidence_age import NOTICE, State, best_until, state

ON = date(2026, 10, 1)
YESTERDAY, TOMORROW = date(2026, 9, 30), date(2026, 10, 2)
LAST_NOTICE, LATER = date(2026, 12, 30), date(2026, 12, 31)  # 90 and 91 days off
LONG_AGO = date(2020, 1, 1)

GOLDEN = [
    ([], State.NONE),
    ([None], State.LIVE),
    ([LATER], State.LIVE),
    ([LAST_NOTICE], State.AGEING),
    ([TOMORROW], State.AGEING),
    ([ON], State.AGEING),
    ([YESTERDAY], State.EXPIRED),
    ([LONG_AGO, YESTERDAY], State.EXPIRED),
    ([LONG_AGO, None], State.LIVE),
    ([LONG_AGO, LATER], State.LIVE),
    ([LATER, LONG_AGO], State.LIVE),
    ([YESTERDAY, TOMORROW], State.AGEING),
    ([TOMORROW, LATER], State.LIVE),
]


@pytest.mark.parametrize(("days", "expected"), GOLDEN)
def test_state_on_a_day(days, expected):
    assert state(days, ON) == expected


@pytest.mark.parametrize(
    ("days", "best"),
    [([None], None), ([ON], ON), ([YESTERDAY, ON], ON), ([ON, None], None)],
)
def test_last_day_of_the_best_piece(days, best):
    assert best_until(days) == best


DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PIECES = st.lists(st.none() | DAYS, max_size=5)
ORDER = [State.NONE, State.EXPIRED, State.AGEING, State.LIVE]


@given(days=PIECES, more=st.none() | DAYS, on=DAYS)
def test_another_piece_never_makes_it_worse(days, more, on):
    assert ORDER.index(state([*days, more], on)) >= ORDER.index(state(days, on))


@given(days=PIECES, on=DAYS, later=st.integers(0, 10_000))
def test_time_alone_never_makes_it_better(days, on, later):
    then = on + timedelta(days=later)

    assert ORDER.index(state(days, then)) <= ORDER.index(state(days, on))


@given(days=PIECES, on=DAYS)
def test_order_of_the_pieces_says_nothing(days, on):
    assert state(days, on) == state(reversed(days), on)


@given(until=DAYS)
def test_each_piece_is_live_then_ageing_then_expired(until):
    assert state([until], until - NOTICE - timedelta(days=1)) == State.LIVE
    assert state([until], until - NOTICE) == State.AGEING
    assert state([until], until) == State.AGEING
    assert state([until], until + timedelta(days=1)) == State.EXPIRED
