"""What of decisions and action points still blocks the report of a year."""

from datetime import timedelta

import pytest
from django.utils import translation

from programmes import gates
from programmes.models import Decision
from tests.factories import (
    DAY,
    make_action_point,
    make_decision,
    make_meeting,
    make_programme,
    make_review,
    make_step,
)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def review(cast):
    return make_meeting(until="held", on=DAY)


def codes(reasons):
    return [reason.code for reason in reasons]


def test_nothing_blocks_where_nothing_was_decided(review):
    assert gates.decisions_block(review) == []
    assert gates.action_points_block(review) == []


def test_idle_decision_of_the_meeting_or_by_circulation_blocks(review):
    at_meeting = make_decision(1, item=review.items.first())
    by_circulation = make_decision(2)

    reasons = gates.decisions_block(review)

    assert [(reason.words, reason.url) for reason in reasons] == [
        (
            f"Decision {row} neither acts nor gives anybody anything to do.",
            row.get_staff_url(),
        )
        for row in (by_circulation, at_meeting)
    ]
    assert codes(reasons) == ["idle-decision"] * 2


def test_idle_decision_of_elsewhere_or_before_blocks_nothing(review):
    before = review.window().first_day - timedelta(days=1)
    make_decision(1, effective_on=before)
    make_decision(2, programme=make_programme())
    make_decision(3).withdraw(by=None, reason="x")
    make_action_point(make_decision(4))

    assert gates.decisions_block(review) == []


def test_open_action_point_blocks_until_it_is_carried(review):
    point = make_action_point()

    [reason] = gates.action_points_block(review)
    point.carry(review, by=None, on=DAY)

    assert (reason.code, reason.url) == ("open-action-point", point.get_absolute_url())
    assert reason.words == (
        "Neither done, cancelled nor carried: Write a summary (1/2569)"
    )
    assert gates.action_points_block(review) == []


@pytest.mark.parametrize("kind", ["done", "cancel"])
def test_ended_action_point_blocks_nothing(review, kind):
    make_step(make_action_point(), kind)

    assert gates.action_points_block(review) == []


def test_what_another_review_carried_still_waits_here(review):
    point = make_action_point()
    point.carry(make_review(year=3), by=None, on=DAY)

    assert codes(gates.action_points_block(review)) == ["open-action-point"]


def test_what_the_review_gave_itself_waits_for_the_next(review):
    make_action_point(make_decision(item=review.items.first()))

    assert gates.action_points_block(review) == []


@pytest.mark.parametrize(
    ("until", "expected"),
    [("ready", ["not-invited"]), ("invited", []), ("held", []), ("agreed", [])],
)
def test_meeting_decides_once_it_is_called_together(cast, until, expected):
    item = make_meeting(until=until, on=DAY).items.first()

    assert codes(gates.may_decide(item)) == expected


def test_meeting_without_a_day_decides_nothing(review):
    item = review.items.first()
    review.held_on = review.meets_on = None
    item.review = review

    assert "no-meets-on" in codes(gates.may_decide(item))


def test_matter_that_was_taken_off_is_not_decided_on(review):
    item = review.items.first()
    item.dropped_on = DAY

    assert codes(gates.may_decide(item)) == ["dropped"]
    assert Decision.objects.count() == 0
