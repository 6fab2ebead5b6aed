"""The pack of an invitation: figures as known then, and what changed since."""

from datetime import date

import pytest

from cities.models import City
from programmes.minutes import minutes_values
from programmes.review_acts import invite
from programmes.review_pack import (
    added_since,
    is_moved_since,
    left_out_since,
    pack_of,
    pack_text,
    pack_values,
)
from tests.factories import (
    DAY,
    make_action_point,
    make_item,
    make_meeting,
    make_milestone,
    make_request,
    make_verified,
)


@pytest.fixture
def review(cast):
    return make_meeting(until="ready")


def test_a_pack_holds_agenda_readiness_actions_and_requests(review, cast):
    nan = City.objects.get(slug="nan")
    make_verified(nan, on=date(2024, 1, 1), by=cast["cea"])
    make_action_point(due_on=date(2026, 10, 20))
    key = make_milestone(nan, due=date(2027, 1, 10), is_key=True)
    make_request(key, date(2027, 3, 31), reason="documents")

    pack = pack_values(review, DAY)

    [city] = [row for row in pack.cities if row.slug == "nan"]
    [action], [request] = pack.action_points, pack.requests
    assert (city.before.read, city.now.read) == (0, 1)
    assert (action.decision, action.due, action.carried) == ("1/2569", "2026-10-20", 0)
    assert (request.now.on, request.wanted.on) == ("2027-01-10", "2027-03-31")
    assert pack.meeting.place.en == "Meeting room 1"


def test_a_pack_names_nobody_but_the_chair(review):
    pack = pack_values(review, DAY)

    assert pack.meeting.chair == "ประธาน ใจดี"
    assert (pack.meeting.recorder, pack.meeting.present) == ("", ())


def test_what_was_frozen_is_read_back_whole(review, cast):
    row = invite(review, by=cast["secretary"], on=DAY)

    assert pack_text(pack_of(row)) == row.values


def test_a_later_reading_leaves_the_pack_as_it_was_sent(review, cast):
    row = invite(review, by=cast["secretary"], on=DAY)
    before = pack_of(row)

    make_verified(City.objects.get(slug="nan"), on=date(2024, 1, 1), by=cast["cea"])

    row.refresh_from_db()
    assert pack_of(row) == before
    assert pack_values(review, DAY) != before


def test_what_has_changed_since_is_named(review, cast):
    pack = pack_of(invite(review, by=cast["secretary"], on=DAY))
    review.items.first().drop(by=None, reason="ถอน")
    make_item(review, title_th="เรื่องใหม่", title_en="A new matter")
    review.place_th = "ห้องประชุม 9"
    review.change(by=None, fields=["place_th"])

    now = minutes_values(review)

    assert [title.en for title in added_since(pack, now)] == ["A new matter"]
    assert [t.en for t in left_out_since(pack, now)] == ["A matter to consider"]
    assert is_moved_since(pack, now)


def test_nothing_has_changed_right_after_it_was_sent(review, cast):
    pack = pack_of(invite(review, by=cast["secretary"], on=DAY))

    now = minutes_values(review)

    assert added_since(pack, now) == left_out_since(pack, now) == []
    assert not is_moved_since(pack, now)
