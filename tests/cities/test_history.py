"""Verified words replayed: the history of readiness, by hand and against each day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.history import (
    MOST_POINTS,
    Asked,
    Past,
    Version,
    Word,
    in_force,
    turning_days,
)

FIRST, SECOND = date(2025, 1, 1), date(2026, 1, 1)


def day(text):
    return date.fromisoformat(text)


def make_version(name="2568-1", published_on=FIRST, keys=(1, 2, 3, 4), weights=None):
    asked = (Asked(key, f"R1.{key}", "R1", (weights or {}).get(key, 1)) for key in keys)
    return Version(name, published_on, tuple(asked))


def make_past(*words, versions=None, origins=None):
    words = tuple(
        Word(indicator, level, day(effective_on), sequence)
        for sequence, (indicator, level, effective_on) in enumerate(words, 1)
    )
    return Past(words, tuple(versions or [make_version()]), origins or {})


def range_of(point):
    """Sum over 4m for both ends, n of m: "3/16 15/16 1/4"; "-" where none applies."""
    r = point.readiness
    if r.lowest is None:
        return "-"
    whole = 4 * r.applicable
    ends = (int(r.lowest * whole), int(r.highest * whole))
    return f"{ends[0]}/{whole} {ends[1]}/{whole} {r.read}/{r.applicable}"


OLD, NEW = make_version(), make_version("2569-1", SECOND, keys=(11, 12, 13))
TAKEN_OVER = {11: [1], 12: [2, 3]}

# What was verified in the order of the ledger (indicator, level, day it speaks of),
# the day asked for, and the range by hand; four indicators, or three of version 2569-1.
GOLDEN = {
    "nothing was read": ([], "2025-06-30", "0/16 16/16 0/4"),
    "the day before a word": ([(1, 3, "2025-02-01")], "2025-01-31", "0/16 16/16 0/4"),
    "the day of a word": ([(1, 3, "2025-02-01")], "2025-02-01", "3/16 15/16 1/4"),
    "two indicators": (
        [(1, 3, "2025-02-01"), (2, 0, "2025-03-01")],
        "2025-06-30",
        "3/16 11/16 2/4",
    ),
    "it rose": (
        [(1, 1, "2025-02-01"), (1, 4, "2025-05-01")],
        "2025-06-30",
        "4/16 16/16 1/4",
    ),
    "it fell": (
        [(1, 4, "2025-02-01"), (1, 1, "2025-05-01")],
        "2025-06-30",
        "1/16 13/16 1/4",
    ),
    "a late entry about an earlier day changes nothing after it": (
        [(1, 4, "2025-05-01"), (1, 1, "2025-02-01")],
        "2025-06-30",
        "4/16 16/16 1/4",
    ),
    "a late entry counts on the day it speaks of": (
        [(1, 4, "2025-05-01"), (1, 1, "2025-02-01")],
        "2025-03-31",
        "1/16 13/16 1/4",
    ),
    "of two words about one day the later entry counts": (
        [(1, 4, "2025-02-01"), (1, 2, "2025-02-01")],
        "2025-02-01",
        "2/16 14/16 1/4",
    ),
    "one does not apply": (
        [(1, 3, "2025-02-01"), (2, None, "2025-03-01")],
        "2025-06-30",
        "3/12 11/12 1/3",
    ),
    "it applies again": (
        [(2, None, "2025-02-01"), (2, 1, "2025-03-01")],
        "2025-06-30",
        "1/16 13/16 1/4",
    ),
    "none applies": (
        [(n, None, "2025-02-01") for n in (1, 2, 3, 4)],
        "2025-06-30",
        "-",
    ),
    "before any version the first one judges": (
        [(1, 3, "2024-02-01")],
        "2024-06-30",
        "3/16 15/16 1/4",
    ),
    "the last day of the old version": (
        [(1, 3, "2025-02-01"), (4, 4, "2025-02-01")],
        "2025-12-31",
        "7/16 15/16 2/4",
    ),
    "carried over on the first day of the new one": (
        [(1, 3, "2025-02-01"), (4, 4, "2025-02-01")],
        "2026-01-01",
        "3/12 11/12 1/3",
    ),
    "merged, one part unread": ([(2, 3, "2025-02-01")], "2026-01-01", "0/12 12/12 0/3"),
    "merged, the lower part counts": (
        [(2, 3, "2025-02-01"), (3, 1, "2025-02-01")],
        "2026-01-01",
        "1/12 9/12 1/3",
    ),
    "read anew": (
        [(1, 3, "2025-02-01"), (11, 2, "2026-02-01")],
        "2026-03-31",
        "2/12 10/12 1/3",
    ),
    "a later word in the old version does not count against the new reading": (
        [(11, 2, "2026-02-01"), (1, 4, "2026-03-01")],
        "2026-03-31",
        "2/12 10/12 1/3",
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_range_on_a_day(name):
    words, on, expected = GOLDEN[name]
    past = make_past(*words, versions=[OLD, NEW], origins=TAKEN_OVER)

    [point] = past.at(day(on))

    assert range_of(point) == expected


def test_each_point_says_its_day_and_the_version_it_is_by():
    past = make_past((1, 3, "2025-11-01"), versions=[OLD, NEW])

    points = past.history(date(2026, 2, 1))

    assert [(p.day.isoformat(), p.version) for p in points] == [
        ("2025-12-31", "2568-1"),
        ("2026-02-01", "2569-1"),
    ]


def test_weights_of_the_version_count():
    version = make_version(keys=(1, 2), weights={1: Fraction(3)})

    [point] = make_past((1, 4, "2025-02-01"), versions=[version]).at(FIRST, SECOND)[1:]

    assert point.readiness.lowest == Fraction(12, 16)


def test_without_a_rubric_there_is_no_history():
    assert Past((), (), {}).history(SECOND) == ()


def test_history_of_a_city_without_words_is_the_day_asked_alone():
    [point] = make_past().history(SECOND)

    assert (point.day, point.readiness.read) == (SECOND, 0)


def test_turns_are_the_days_that_could_bring_a_change():
    past = make_past(
        (1, 4, "2026-03-10"),
        (2, 3, "2026-05-10"),
        (1, 2, "2026-12-01"),
        versions=[
            make_version(published_on=day("2026-01-01")),
            make_version("2569-1", published_on=day("2026-06-01")),
        ],
    )

    points = past.turns(day("2026-11-25"), day("2026-01-02"), day("2026-04-01"))

    assert [str(point.day) for point in points] == [
        "2026-03-10",
        "2026-04-01",
        "2026-05-10",
        "2026-06-01",
        "2026-11-25",
    ]
    assert past.turns(day("2026-02-01")) == past.at(day("2026-02-01"))


def test_words_after_the_day_asked_are_no_part_of_it():
    past = make_past((1, 3, "2025-02-01"), (2, 3, "2026-02-01"))

    assert [p.readiness.read for p in past.history(date(2025, 4, 1))] == [1, 1]


# Which days are looked at

DAYS = {
    "a day": ("2025-02-01", "2025-02-01", ["2025-02-01"]),
    "within a quarter": ("2025-02-01", "2025-02-03", ["2025-02-03"]),
    "a quarter's end alone": ("2025-03-31", "2025-03-31", ["2025-03-31"]),
    "over a quarter's end": (
        "2025-02-01",
        "2025-04-01",
        ["2025-03-31", "2025-04-01"],
    ),
    "a year": (
        "2025-02-01",
        "2026-01-05",
        ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-01-05"],
    ),
}


@pytest.mark.parametrize("name", DAYS)
def test_days_that_a_history_looks_at(name):
    first, last, expected = DAYS[name]

    assert turning_days(day(first), day(last)) == [day(each) for each in expected]


def test_a_long_history_looks_at_the_ends_of_fiscal_years():
    days = turning_days(date(2000, 1, 1), date(2026, 11, 25))

    assert [days[0], days[-2], days[-1]] == [
        date(2000, 9, 30),
        date(2026, 9, 30),
        date(2026, 11, 25),
    ]
    assert len(days) == 28


@given(
    st.dates(date(1941, 1, 1), date(2100, 1, 1)),
    st.integers(0, 60_000),
)
def test_never_more_points_than_can_be_drawn(first, length):
    last = first + timedelta(days=length)

    days = turning_days(first, last)

    assert len(days) <= MOST_POINTS
    assert days == sorted(set(days))
    assert days[-1] == last


# Which version is in force

A, B, C = (make_version(name, day(f"202{n}-01-01")) for n, name in enumerate("abc", 4))


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2020-01-01", "a"),
        ("2024-01-01", "a"),
        ("2024-12-31", "a"),
        ("2025-01-01", "b"),
        ("2026-01-01", "c"),
        ("2099-01-01", "c"),
    ],
)
def test_version_in_force(on, name):
    assert in_force([A, B, C], day(on)).name == name


def test_no_version_is_in_force_where_there_is_none():
    assert in_force([], FIRST) is None


# The replay against asking for each day by itself

WORDS = st.lists(
    st.tuples(
        st.sampled_from([1, 2, 3, 4, 11, 12, 13]),
        st.none() | st.integers(0, 4),
        st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(date.isoformat),
    ),
    max_size=15,
)


@given(WORDS)
def test_replaying_gives_what_each_day_gives_by_itself(words):
    past = make_past(*words, versions=[OLD, NEW], origins=TAKEN_OVER)

    for point in past.history(date(2026, 12, 31)):
        assert past.at(point.day) == (point,)


@given(WORDS, st.integers(0, 4))
def test_a_word_on_an_unread_indicator_keeps_the_range_inside_the_old_one(words, level):
    on = date(2026, 12, 31)
    unread = Asked(99, "R1.99", "R1")
    version = Version("2569-1", SECOND, (*NEW.asked, unread))
    before = make_past(*words, versions=[OLD, version], origins=TAKEN_OVER)
    after = make_past(
        *words,
        (99, level, "2026-06-01"),
        versions=[OLD, version],
        origins=TAKEN_OVER,
    )

    [old], [new] = before.at(on), after.at(on)

    assert old.readiness.lowest <= new.readiness.lowest
    assert new.readiness.highest <= old.readiness.highest
