"""The published milestones of a bid or a city, group by group."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import Milestone
from cities.slip_table import groups_by_city
from tests.factories import make_candidacy, make_city, make_milestone

LATELY = date(2026, 11, 23)


@pytest.fixture
def city(db):
    return make_city()


def groups(milestones, **options):
    """Those of the one city that there is."""
    found = groups_by_city(milestones, **options)
    return [group for of_city in found.values() for group in of_city]


def codes(found):
    return [(group.code, [line.code for line in group.lines]) for group in found]


def test_bids_come_by_their_calls_and_steps_by_their_places(city):
    for year, code, position in (
        (2033, "form", 0),
        (2031, "letter", 2),
        (2031, "form", 1),
    ):
        make_milestone(city, make_candidacy(city, year), code=code, position=position)

    assert codes(groups(city.milestones.all(), on=LATELY)) == [
        ("call-2031", ["form", "letter"]),
        ("call-2033", ["form"]),
    ]


def test_group_is_named_in_the_readers_calendar(city):
    make_milestone(city)

    with translation.override("en"):
        [group] = groups(city.milestones.all(), on=LATELY)

    assert group.name == "Bid in the call of 2031"


def test_plan_and_what_was_agreed_later_are_left_out(city):
    make_milestone(city, code="plan", agreed=None)
    make_milestone(city, code="later", agreed=date(2026, 11, 24))

    assert groups(city.milestones.all(), on=LATELY) == []


def test_today_is_the_day_if_none_is_named(city):
    make_milestone(city)

    assert codes(groups(city.milestones.all())) == [("call-2031", ["natcom-letter"])]


def test_queries_do_not_grow_with_the_milestones(city):
    def queries():
        with CaptureQueriesContext(connection) as found:
            groups(Milestone.objects.all(), on=LATELY)
        return len(found)

    make_milestone(city)
    one = queries()
    for number in (2, 3):
        make_milestone(city, code=f"step-{number}")

    assert queries() == one
