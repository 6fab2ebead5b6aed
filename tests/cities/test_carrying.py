"""Levels carried over from one wording version to the next: the rule, by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.carrying import Carried, carried, known
from cities.scoring import Standing, readiness

# "b" is the new version's indicator, "a1" and so on those of the version before.
ONE, TWO = {"b": ["a1"]}, {"b": ["a1", "a2"]}
CHAIN = {"c": ["b"], "b": ["a1", "a2"]}

# What was verified, what came from where, and what the new indicator takes over.
GOLDEN = {
    "nothing was read": ({}, ONE, None),
    "nothing it came from": ({"a1": 3}, {}, None),
    "the level of the one origin": ({"a1": 3}, ONE, (3, "a1")),
    "a zero is a level": ({"a1": 0}, ONE, (0, "a1")),
    "merged: the lowest": ({"a1": 3, "a2": 1}, TWO, (1, "a1 a2")),
    "merged: one part unread": ({"a1": 4}, TWO, None),
    "merged: one part does not apply": ({"a1": 2, "a2": None}, TWO, (2, "a1 a2")),
    "merged: no part applies": ({"a1": None, "a2": None}, TWO, (None, "a1 a2")),
    "merged: unread beside not applicable": ({"a1": None}, TWO, None),
    "the one origin does not apply": ({"a1": None}, ONE, (None, "a1")),
    "through two versions": ({"a1": 3, "a2": 2}, CHAIN, (2, "a1 a2")),
    "through two versions, one part unread": ({"a1": 3}, CHAIN, None),
    "read in the version between": ({"a1": 3, "a2": 2, "b": 4}, CHAIN, (4, "b")),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_level_carried_over(name):
    levels, origins, expected = GOLDEN[name]
    if expected is not None:
        level, sources = expected
        expected = Carried(level, tuple(sources.split()))

    assert carried("c" if "c" in origins else "b", levels, origins) == expected


def test_a_reading_that_two_origins_rest_on_is_named_once():
    origins = {"c": ["b1", "b2"], "b1": ["a"], "b2": ["a"]}

    assert carried("c", {"a": 2}, origins) == Carried(2, ("a",))


def test_split_gives_its_level_to_each_part():
    origins = {"b1": ["a"], "b2": ["a"]}

    assert [carried(key, {"a": 2}, origins).level for key in origins] == [2, 2]


def test_own_level_comes_before_a_carried_one():
    assert known("b", {"a1": 4, "b": 1}, ONE) == Carried(1, ("b",))
    assert known("b", {"a1": 4}, ONE) == Carried(4, ("a1",))


SAID = st.sampled_from(["unread", None, 0, 1, 2, 3, 4])


def score(levels, keys, origins=None):
    def standing(key):
        said = known(key, levels, origins or {})
        return Standing(
            indicator=key,
            dimension="R1",
            level=said and said.level,
            is_not_applicable=said is not None and said.level is None,
            is_reported=False,
        )

    return readiness(standing(key) for key in keys)


def as_levels(said, prefix="a"):
    return {f"{prefix}{n}": each for n, each in enumerate(said) if each != "unread"}


@given(st.lists(SAID, min_size=1, max_size=8))
def test_one_to_one_mapping_carries_the_score_unchanged(said):
    old = [f"a{n}" for n in range(len(said))]
    origins = {f"b{n}": [key] for n, key in enumerate(old)}
    levels = as_levels(said)

    new, before = score(levels, origins, origins), score(levels, old)
    assert new == before


@given(st.lists(SAID, min_size=1, max_size=8), st.integers(0, 4))
def test_indicators_more_never_raise_the_floor(said, more):
    old = [f"a{n}" for n in range(len(said))]
    origins = {f"b{n}": [key] for n, key in enumerate(old)}
    levels = as_levels(said)

    new = score(levels, [*origins, *(f"new{n}" for n in range(more))], origins)
    floor = score(levels, old).lowest

    assert (new.lowest or Fraction(0)) <= (floor or Fraction(0))


@given(
    st.lists(SAID, min_size=2, max_size=6),
    st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=6),
)
def test_counts_stay_sane_whatever_was_merged_and_split(said, mapping):
    levels = as_levels(said)
    origins = {
        f"b{n}": [f"a{m}" for m in sorted(from_)] for n, from_ in enumerate(mapping)
    }

    new = score(levels, origins, origins)

    assert 0 <= new.read <= new.applicable <= new.total == len(mapping)
    for key, came_from in origins.items():
        taken = carried(key, levels, origins)
        if taken and taken.level is not None:
            read = [levels[o] for o in came_from if levels[o] is not None]
            assert taken.level == min(read)
