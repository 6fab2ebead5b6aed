"""Events as pages tell them: what lies ahead, who took part, how far, by year."""

from datetime import timedelta

import pytest
from django.utils import translation

from cities import rungs
from cities.events import told
from cities.models import City, Event
from cities.models.took_part import count_groups
from cities.rungs import MOST_YEARS, ROW, TALLEST, ladder
from creativecity.thai_calendar import today
from tests.factories import make_event


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def sukhothai(cast):
    return City.objects.get(slug="sukhothai")


def codes(rows):
    return [row.event.code for row in rows]


def days(number):
    return today() + timedelta(days=number)


def test_of_a_city_what_lies_ahead_and_what_was_held(nan, sukhothai):
    held = make_event(nan, on=days(-3), rung="consult", reach=20)
    late = make_event(nan, on=days(9))
    soon = make_event(nan, on=days(2))
    gone = make_event(nan, on=days(5))
    gone.retire(by=None, reason="ฝนตก")
    make_event(nan, on=days(-9), name_en="Wrong").retire(by=None, reason="ซ้ำ")
    count_groups(held, {"makers": 12, "youth": None}, by=None)

    found = told([nan, sukhothai], today())
    now = found[nan.pk]

    assert codes(now.upcoming) == [soon.code, gone.code, late.code]
    assert [row.state for row in now.upcoming] == ["ahead", "cancelled", "ahead"]
    assert (now.past[0].event, now.past[0].state) == (held, "past")
    assert (now.past[0].groups, now.past[0].people()) == (
        {"makers": 12, "youth": None},
        12,
    )
    assert {rung: n for rung, _words, n in now.rungs}["consult"] == 1
    assert now.reach() == 20
    assert found[sukhothai.pk].reach() is None
    with translation.override("en"):
        assert now.past[0].who() == [
            ("craftspeople and creators", 12),
            ("children and young people", None),
        ]


def test_nobody_counted_is_not_nobody(nan):
    held = make_event(nan, on=days(-3))
    count_groups(held, {"youth": None}, by=None)

    assert told([nan], today())[nan.pk].past[0].people() is None


def test_a_past_day_tells_nothing_of_what_came_after(nan):
    make_event(nan, on=days(-3))
    make_event(nan, on=days(3))
    make_event(nan, on=days(5)).retire(by=None, reason="ฝนตก")

    then = told([nan], days(-10))[nan.pk]

    assert then.upcoming == ()
    assert "EV1" not in codes(then.past)


@pytest.mark.parametrize("number", [1, 3])
def test_events_cost_two_queries(nan, sukhothai, number, django_assert_num_queries):
    for n in range(number):
        make_event(nan, on=days(-n - 1), name_en=f"Held {n}")
        make_event(sukhothai, on=days(n + 1), name_en=f"Ahead {n}")

    with django_assert_num_queries(2):
        told([nan, sukhothai], today())


def drawn_of(*events):
    """The ladder of events, each told as (city, year, rung, month)."""
    rows = [
        make_event(city, on=today().replace(year, month, 1), rung=rung).pk
        for city, year, rung, month in events
    ]
    return ladder(Event.objects.filter(pk__in=rows), list(City.objects.all()))


def test_ladder_counts_by_rung_and_fiscal_year(nan, sukhothai):
    drawn = drawn_of(
        (nan, 2023, "inform", 1),
        (nan, 2024, "inform", 9),
        (sukhothai, 2024, "inform", 10),  # fiscal year 2568
        (sukhothai, 2025, "inform", 1),
        (nan, 2025, "empower", 1),
        (nan, 2020, "", 1),
    )

    assert [len(rung.bars) for rung in drawn.rungs] == [1, 0, 0, 0, 3]
    assert [bar.count for bar in drawn.rungs[-1].bars] == [1, 1, 2]
    assert [bar.height for bar in drawn.rungs[-1].bars] == [15, 15, TALLEST]
    assert drawn.rungs[-1].bars[2].y == ROW - TALLEST
    assert [year for year, _place in drawn.years] == [2023, 2024, 2025]
    assert [(line.year.be, line.city, line.counts) for line in drawn.lines] == [
        (2568, sukhothai, (2, 0, 0, 0, 0, 0)),
        (2568, nan, (0, 0, 0, 0, 1, 0)),
        (2567, nan, (1, 0, 0, 0, 0, 0)),
        (2566, nan, (1, 0, 0, 0, 0, 0)),
        (2563, nan, (0, 0, 0, 0, 0, 1)),
    ]
    assert drawn.lines[0].all() == 2
    assert len(drawn.heads()) == 6
    assert not drawn.is_empty()


def test_ladder_without_a_rung_is_empty(nan):
    assert drawn_of((nan, 2024, "", 1)).is_empty()


def test_ladder_draws_the_newest_years_without_a_gap(nan):
    drawn = drawn_of((nan, 2005, "inform", 1), (nan, 2024, "inform", 1))

    assert [year for year, _p in drawn.years] == [*range(2025 - MOST_YEARS, 2025)]
    assert len(drawn.rungs[-1].bars) == 1


def test_ladder_of_many_cities_tells_them_together(nan, sukhothai, monkeypatch):
    monkeypatch.setattr(rungs, "CITIES_A_PAGE", 1)
    drawn = drawn_of((nan, 2024, "inform", 1), (sukhothai, 2024, "inform", 1))

    assert [(line.city, line.all()) for line in drawn.lines] == [(None, 2)]
