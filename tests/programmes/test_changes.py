"""What changed since the last review: since when, how much, and the newest of it."""

from datetime import date, timedelta

import pytest

from cities.models import Candidacy, City, Stage
from creativecity.ledger import verbs
from creativecity.thai_calendar import today
from programmes.changes import changes_since_review
from programmes.models import Programme
from tests.factories import make_reading, make_review, make_verdict, make_verified
from tests.visible import visible_text

LATELY = date(2026, 11, 23)


@pytest.fixture
def programme(cast):
    return Programme.objects.get()


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def reach(city, by):
    stage = Stage(
        kind="submitted",
        effective_on=date(2025, 2, 20),
        precision="day",
        text_th="ส่งใบสมัครแล้ว",
        text_en="Submitted",
        basis="source",
    )
    Candidacy.objects.filter(city=city).latest("pk").reach(stage, by=by)


def test_counts_from_the_end_of_the_last_year_where_no_review_is_on_record(programme):
    changes = changes_since_review(programme, LATELY)

    assert (changes.since, changes.was_held) == (date(2024, 6, 24), False)


def test_counts_from_the_last_review_that_was_held(programme, cast):
    make_review(programme, year=2, held_on=date(2022, 7, 1))
    make_review(programme, year=3, held_on=date(2026, 10, 17))

    changes = changes_since_review(programme, LATELY)

    assert (changes.since, changes.was_held) == (date(2026, 10, 17), True)


def test_nothing_to_count_from_in_the_first_year(programme):
    assert changes_since_review(programme, date(2021, 1, 1)) is None


def test_every_kind_is_counted_and_the_newest_of_a_subject_is_told(
    programme, nan, cast
):
    make_verified(nan, "R1.1", by=cast["cea"])
    make_reading(nan, "R1.2", by=cast["officer.nan"])
    reach(nan, cast["secretary"])

    changes = changes_since_review(programme, LATELY)

    assert (changes.readings, changes.verifications, changes.stages) == (2, 1, 1)
    told = [change.kind for change in changes.newest]
    assert told == ["stage", "reading", "verification"]


def test_no_more_are_told_than_asked_for(programme, nan, cast):
    for code in ("R1.1", "R1.2", "R1.3"):
        make_reading(nan, code, by=cast["officer.nan"])

    changes = changes_since_review(programme, LATELY, limit=2)

    assert [change.row.indicator.code for change in changes.newest] == ["R1.3", "R1.2"]
    assert changes.readings == 3


def test_what_was_added_up_to_the_day_is_not_counted(programme, nan, cast):
    make_reading(nan, "R1.1", by=cast["officer.nan"])
    make_review(programme, year=3, held_on=today())

    assert changes_since_review(programme, today()).readings == 0


def test_what_was_added_from_the_day_after_is_counted(programme, nan, cast):
    make_reading(nan, "R1.1", by=cast["officer.nan"])
    make_review(programme, year=3, held_on=today() - timedelta(days=1))

    assert changes_since_review(programme, today()).readings == 1


def test_a_withdrawn_readings_verdict_is_no_news(programme, nan, cast):
    reading = make_reading(nan, by=cast["officer.nan"])
    make_verdict(reading, by=cast["cea"])
    verbs.withdraw(reading, by=cast["officer.nan"], reason="ผิดปี")

    changes = changes_since_review(programme, LATELY)

    assert (changes.readings, changes.verifications) == (0, 0)
    assert changes.newest == ()


def test_home_says_since_when_it_counts(programme, nan, cast, client):
    make_reading(nan, "R1.1", by=cast["officer.nan"])

    text = visible_text(client.get("/en/"))

    assert "Added since 24 June 2024, when the last year to review was over" in text
    assert "1 new reading 0 new verifications 0 new stages of bids" in text
