"""How far a figure came: a table of cases, and what holds for all."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cities.achievement import Achievement, State, achieve
from cities.achievement_words import share_words, state_words

HIGHER, LOWER = "higher", "lower"
FIGURES = st.decimals(-(10**14), 10**14, places=4, allow_nan=False)

# better, baseline, target, actual -> state, share in whole per cent
CASES = [
    (HIGHER, "100", "200", "150", State.ON_THE_WAY, 50),
    (HIGHER, "100", "200", "200", State.MET, 100),
    (HIGHER, "100", "200", "350", State.EXCEEDED, 250),
    (HIGHER, "100", "200", "100", State.UNCHANGED, 0),
    (HIGHER, "100", "200", "80", State.GONE_BACK, -20),
    (HIGHER, "100", "200", "-100", State.GONE_BACK, -200),
    # actual / target would say 80 per cent of a city that did not move
    (HIGHER, "80", "100", "80", State.UNCHANGED, 0),
    # rounded down: 99.99 is not 100, and a step back is never 0
    (HIGHER, "0", "10000", "9999", State.ON_THE_WAY, 99),
    (HIGHER, "0", "1000", "-1", State.GONE_BACK, -1),
    (HIGHER, "0", "3", "1", State.ON_THE_WAY, 33),
    (HIGHER, "0", "1000", "1001", State.EXCEEDED, 100),
    (HIGHER, "-50", "50", "0", State.ON_THE_WAY, 50),
    # a decreasing target
    (LOWER, "200", "100", "150", State.ON_THE_WAY, 50),
    (LOWER, "200", "100", "100", State.MET, 100),
    (LOWER, "200", "100", "40", State.EXCEEDED, 160),
    (LOWER, "200", "100", "200", State.UNCHANGED, 0),
    (LOWER, "200", "100", "230", State.GONE_BACK, -30),
    (LOWER, "42.5", "25", "24.9", State.EXCEEDED, 100),
    # the target is where it began: there is only keeping it
    (HIGHER, "100", "100", "100", State.KEPT, None),
    (HIGHER, "100", "100", "120", State.KEPT, None),
    (HIGHER, "100", "100", "99.9999", State.NOT_KEPT, None),
    (LOWER, "100", "100", "100", State.KEPT, None),
    (LOWER, "100", "100", "80", State.KEPT, None),
    (LOWER, "100", "100", "100.0001", State.NOT_KEPT, None),
    (HIGHER, "0", "0", "0", State.KEPT, None),
    # or it allows less than where it began
    (HIGHER, "100", "80", "85", State.KEPT, None),
    (HIGHER, "100", "80", "70", State.NOT_KEPT, None),
    (LOWER, "100", "120", "119", State.KEPT, None),
    (LOWER, "100", "120", "121", State.NOT_KEPT, None),
]


def number(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("better", "baseline", "target", "actual", "state", "share"), CASES
)
def test_achievement_is(better, baseline, target, actual, state, share):
    found = achieve(
        better,
        baseline=number(baseline),
        target=number(target),
        actual=number(actual),
    )

    assert found == Achievement(state, share)
    assert share is None or type(found.share) is Decimal


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "missing"),
    [
        (None, None, None, ("baseline", "target", "actual")),
        (None, "1", "1", ("baseline",)),
        ("1", None, "1", ("target",)),
        ("1", "2", None, ("actual",)),
        ("0", None, None, ("target", "actual")),
    ],
)
def test_what_is_missing_is_named(baseline, target, actual, missing):
    found = achieve(
        HIGHER,
        baseline=number(baseline),
        target=number(target),
        actual=number(actual),
    )

    assert found == Achievement(State.NOT_ENOUGH_DATA, missing=missing)


@given(FIGURES, FIGURES, FIGURES)
def test_lower_is_the_mirror_of_higher(baseline, target, actual):
    higher = achieve(HIGHER, baseline=baseline, target=target, actual=actual)

    assert higher == achieve(LOWER, baseline=-baseline, target=-target, actual=-actual)


RANKS = [
    [State.NOT_KEPT, State.KEPT],
    [
        State.GONE_BACK,
        State.UNCHANGED,
        State.ON_THE_WAY,
        State.MET,
        State.EXCEEDED,
    ],
]


@given(FIGURES, FIGURES, FIGURES, FIGURES)
def test_a_better_figure_never_looks_worse(baseline, target, one, other):
    worse, better = (
        achieve(HIGHER, baseline=baseline, target=target, actual=actual)
        for actual in sorted([one, other])
    )
    ranks = RANKS[target > baseline]

    assert ranks.index(worse.state) <= ranks.index(better.state)
    assert worse.share is None or worse.share <= better.share


@given(FIGURES, FIGURES, FIGURES)
def test_share_and_state_agree(baseline, target, actual):
    found = achieve(HIGHER, baseline=baseline, target=target, actual=actual)

    if found.share is None:
        assert target <= baseline
    else:
        is_there = found.state in {State.MET, State.EXCEEDED}
        assert (found.share >= 100) == is_there
        assert (found.share < 0) == (found.state == State.GONE_BACK)


def test_it_is_told_in_words():
    with translation.override("en"):
        ahead = Achievement(State.EXCEEDED, Decimal(1250))
        back = Achievement(State.GONE_BACK, Decimal(-9))
        kept = Achievement(State.KEPT)
        blind = Achievement(State.NOT_ENOUGH_DATA, missing=("baseline", "target"))
        told = [(state_words(a), share_words(a)) for a in (ahead, back, kept, blind)]

    assert told == [
        ("better than the target", "1,250 % of the way"),
        ("fallen behind the baseline", "−9 % of the way"),
        ("kept as aimed for", ""),
        ("not enough data", "no baseline, no target"),
    ]
