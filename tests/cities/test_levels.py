"""Levels of many cities on days of their own: the same as City.progress gives."""

from datetime import date, timedelta

import pytest

from cities.levels import Levels
from cities.models import City
from creativecity.thai_calendar import today
from tests.factories import DAY, make_reading, make_verified

LATER = DAY + timedelta(days=30)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def level(city, code="R1.1", on=DAY, asked=LATER):
    counted = Levels.of([city], asked).level(city, code, on)
    return counted and counted.level


def test_level_of_a_day_is_the_newest_verified_by_then(nan, cast):
    make_verified(nan, level=1, on=DAY - timedelta(days=90), by=cast["cea"])
    make_verified(nan, level=2, on=DAY, by=cast["cea"])
    make_reading(nan, level=0, on=LATER)

    days = (date(2020, 1, 1), DAY - timedelta(days=1), DAY, LATER)
    assert [level(nan, on=day) for day in days] == [None, 1, 2, 2]


def test_what_was_not_verified_or_is_not_asked_has_no_level(nan):
    make_reading(nan, level=1)

    levels = Levels.of([nan], LATER)
    assert levels.level(nan, "R1.1", LATER) is None
    assert levels.level(nan, "R99.9", LATER) is None


def test_level_is_carried_over_to_a_new_version(nan, cast, new_version):
    make_verified(nan, level=2, on=DAY, by=cast["cea"])
    published = today() + timedelta(days=30)
    new_version(on=published, **{"R1.2": ["R1.1"]})

    levels = Levels.of([nan], published)
    assert levels.level(nan, "R1.2", DAY) is None
    assert levels.level(nan, "R1.2", published).level == 2


def test_each_cell_says_the_same_as_the_citys_progress(nan, cast):
    for code, said in (("R1.1", 1), ("R1.2", 2), ("R2.1", 0)):
        make_verified(nan, code, level=said, on=DAY, by=cast["cea"])

    levels = Levels.of(City.objects.all(), LATER)
    for on in (DAY - timedelta(days=1), DAY):
        for cell in nan.progress(on).cells:
            counted, own = cell.counted(), levels.level(nan, cell.indicator.code, on)
            assert (counted and counted.level) == (own and own.level)


def test_without_a_rubric_there_is_no_level(db):
    levels = Levels({}, (), {})

    assert levels.level(City(pk=1), "R1.1", DAY) is None
