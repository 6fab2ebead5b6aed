"""Action points in the calendar: their day, and a SEQUENCE that never falls."""

from datetime import date, timedelta

import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City
from programmes.calendar_file.action_points import action_events
from tests.factories import (
    DAY,
    agree_minutes_of,
    make_action_point,
    make_decision,
    make_meeting,
    make_progress,
    make_step,
)

LATER, SEEN = date(2031, 2, 1), DAY + timedelta(days=9)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def point(nan):
    return make_action_point(city=nan, text_en="Write a plan")


def in_short(point):
    [event] = action_events(on=SEEN)
    assert event.uid == f"action-{point.sequence}@creativecity"
    return event.day, event.sequence, event.is_cancelled


def test_what_is_said_raises_the_sequence_and_progress_does_not(point):
    assert in_short(point) == (DAY, 0, False)

    make_progress(point)
    assert in_short(point) == (DAY, 0, False)

    step = make_step(point, "move", due_on=LATER)
    assert in_short(point) == (LATER, 1, False)

    point.take_back(step, by=None, reason="x")
    assert in_short(point) == (DAY, 2, False)

    make_step(point, "cancel")
    assert in_short(point) == (DAY, 3, True)


def test_public_reads_who_does_what_and_where_it_was_decided(client, point):
    make_step(point, "done")

    response = client.get("/calendar.ics?language=en")

    calendar = vobject.readOne(response.content.decode())
    uid = f"action-{point.sequence}@creativecity"
    [event] = [e for e in calendar.contents["vevent"] if e.uid.value == uid]
    assert event.summary.value == "Nan: Write a plan (done)"
    assert event.description.value == "Given by decision 1/2569."
    assert event.url.value.endswith(
        f"/decisions/?decision=1-2569#action-{point.sequence}"
    )


def test_citys_calendar_holds_its_own(point, nan):
    make_action_point(make_decision(2))

    of_nan = action_events([nan], on=SEEN)
    of_all = action_events(on=SEEN)

    assert (len(of_nan), len(of_all)) == (1, 2)


def test_before_it_was_given_there_is_none(point):
    assert action_events(on=DAY - timedelta(days=1)) == []


def test_calendar_costs_the_same_for_1_and_9(nan):
    few = queries(nan, [1])
    many = queries(nan, range(2, 10))

    assert many == few


def queries(nan, numbers):
    for number in numbers:
        make_step(make_action_point(make_decision(number), city=nan), "done")
    with CaptureQueriesContext(connection) as found, translation.override("en"):
        action_events(on=SEEN)
    return len(found)


def test_what_a_meeting_gave_is_told_once_its_minutes_are_agreed(cast):
    review = make_meeting(until="held")
    make_action_point(make_decision(item=review.items.first()))

    assert action_events(on=SEEN) == []

    agree_minutes_of(review)
    assert len(action_events(on=SEEN)) == 1
