"""The history as drawings: numbers by hand."""

from datetime import date
from fractions import Fraction

import pytest

from cities.history import Asked, Past, Version, Word
from cities.trends import HEIGHT, MOST_YEARS, WIDTH, Hatch, Place, draw

TARGET = Fraction(3, 4)
NAMES = {"R1": "Leadership", "R2": "Assets"}
FIRST = Version(
    "2568-1", date(2025, 1, 1), (Asked(1, "R1.1", "R1"), Asked(2, "R2.1", "R2"))
)


def words(*said):
    return tuple(
        Word(indicator, level, date.fromisoformat(day), sequence)
        for sequence, (indicator, level, day) in enumerate(said, 1)
    )


def drawn(*said, days, versions=(FIRST,), names=NAMES):
    past = Past(words(*said), versions, {})
    return draw(past.at(*map(date.fromisoformat, days)), names, TARGET)


@pytest.mark.parametrize("days", [[], ["2025-01-01"]])
def test_nothing_is_drawn_of_fewer_than_two_days(days):
    assert drawn(days=days) is None


def test_a_level_holds_until_the_next_word():
    trends = drawn(
        (1, 2, "2025-01-01"),
        (1, 4, "2025-01-06"),
        days=["2025-01-01", "2025-01-06", "2025-01-11"],
    )

    leadership, assets = trends.dimensions
    [run] = leadership.runs
    assert run.lowest == (Place(0, 50), Place(500, 0), Place(1000, 0))
    assert run.highest == run.lowest
    assert run.hatches == ()
    assert run.last() == Place(1000, 0)
    assert (leadership.code, leadership.name) == ("R1", "Leadership")
    assert (assets.code, trends.target) == ("R2", 25)


def test_what_is_unread_is_hatched_from_the_lowest_to_the_highest():
    trends = drawn((1, 2, "2025-01-01"), days=["2025-01-01", "2025-01-11"])

    [whole], [assets] = trends.whole.runs, trends.dimensions[1].runs
    assert whole.lowest == (Place(0, 75), Place(WIDTH, 75))
    assert whole.highest == (Place(0, 25), Place(WIDTH, 25))
    assert whole.hatches[:2] == (Hatch(0, 25, 75), Hatch(15, 25, 75))
    assert whole.between[:3] == (
        Hatch(5, 25, 75),
        Hatch(10, 25, 75),
        Hatch(20, 25, 75),
    )
    assert len(whole.hatches) + len(whole.between) == WIDTH // 5
    assert assets.hatches[0] == Hatch(0, 0, HEIGHT)
    assert assets.between == ()


def test_a_line_breaks_where_nothing_applies():
    trends = drawn(
        (1, 2, "2025-01-01"),
        (1, None, "2025-01-06"),
        (1, 4, "2025-01-11"),
        days=["2025-01-01", "2025-01-06", "2025-01-11"],
    )

    runs = trends.dimensions[0].runs

    assert [run.lowest for run in runs] == [(Place(0, 50),), (Place(1000, 0),)]


def test_a_dimension_that_was_not_asked_then_has_no_line_then():
    second = Version("2569-1", date(2025, 1, 6), (*FIRST.asked, Asked(3, "R3.1", "R3")))
    trends = drawn(
        days=["2025-01-01", "2025-01-06", "2025-01-11"],
        versions=(FIRST, second),
        names={**NAMES, "R3": "Economy"},
    )

    economy = trends.dimensions[2]
    [run] = economy.runs
    assert (economy.first, economy.last.read) == (None, 0)
    assert run.lowest == (Place(500, HEIGHT), Place(1000, HEIGHT))
    assert trends.changes == ((500, "2569-1"),)


def test_the_table_has_the_newest_day_first():
    trends = drawn((1, 2, "2025-01-01"), days=["2025-01-01", "2025-01-11"])

    [(newest, dimensions), (oldest, _dimensions)] = trends.rows
    assert (newest.day, oldest.day) == (trends.last_day, trends.first_day)
    assert [d.lowest for d in dimensions] == [Fraction(1, 2), 0]


def years(*days):
    return [(y.year, y.x, y.is_named) for y in drawn(days=days).years]


def test_years_begin_where_they_begin():
    assert years("2025-02-01", "2025-11-30") == []
    assert years("2024-12-31", "2025-01-10") == [(2025, 100, True)]


def test_years_are_named_as_far_as_there_is_room():
    found = years("2010-06-01", "2026-06-01")

    named = [year for year, _x, is_named in found if is_named]
    assert len(found) == 16
    assert named == [2026, 2023, 2020, 2017, 2014, 2011]
    assert len(named) <= MOST_YEARS
