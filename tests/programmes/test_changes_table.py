"""Public changes as a table: the same as the feeds tell, in both languages."""

from datetime import date, datetime, timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City
from creativecity.ledger.chain import latest
from creativecity.open_data import Asked
from creativecity.thai_calendar import bangkok_day, today
from programmes.open_data.changes import CHANGES
from tests.factories import make_district_state, make_event, make_verified


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def records(known_at=None, **chosen):
    asked = Asked(today(), known_at, "https://example.org{}".format)
    rows = CHANGES.filterset(chosen, queryset=CHANGES.rows(asked))
    assert rows.is_valid()
    ready = CHANGES.prepare(list(rows.qs), asked)
    return CHANGES.serializer(ready, many=True, context={"asked": asked}).data


def test_row_says_the_same_in_both_languages_whichever_is_read(nan, cast):
    make_verified(nan, "R1.1", by=cast["cea"])

    [row] = records()

    assert row["title_en"] == "Nan: indicator R1.1 verified, level 2 of 4"
    assert row["title_th"].startswith("น่าน: ")
    assert row["kind"] == "reading"
    assert row["city"] == "nan"
    assert (row["effective_on"], row["effective_precision"]) == ("2026-10-01", "day")
    assert (row["office_th"], row["office_en"]) == ("สศส.", "CEA")
    assert row["page"].endswith("/cities/nan/readiness/#R1.1")
    assert (row["is_withdrawal"], row["taken_back_at"]) == (False, None)


def test_names_are_those_of_the_feed(nan, cast, client):
    make_event(nan, by=cast["officer.nan"])
    make_verified(nan, "R1.1", by=cast["cea"])

    feed = feedparser.parse(client.get("/en/changes.atom").content)

    assert [row["id"] for row in records()] == [entry.id for entry in feed.entries]


def test_rows_are_narrowed(nan, cast):
    make_event(nan, by=cast["officer.nan"])
    point = latest()
    make_verified(City.objects.get(slug="phetchaburi"), "R1.1", by=cast["cea"])

    assert [row["city"] for row in records()] == ["phetchaburi", "nan"]
    assert [row["city"] for row in records(city="nan")] == ["nan"]
    assert records(city="atlantis") == []
    assert [row["kind"] for row in records(kind="reading")] == ["reading"]
    assert [row["city"] for row in records(after=point)] == ["phetchaburi"]
    assert records(since=date(2999, 1, 1)) == []
    assert len(records(since=date(2020, 1, 1))) == 2
    assert [row["city"] for row in records(known_at=point)] == ["nan"]


def test_day_since_which_it_was_recorded_is_one_in_thailand(nan, cast):
    make_event(nan, by=cast["officer.nan"])
    [row] = records()
    day = bangkok_day(datetime.fromisoformat(row["recorded_at"]))

    assert records(since=day) == [row]
    assert records(since=day + timedelta(days=1)) == []


def test_what_was_taken_back_later_is_not_known_before(nan, cast):
    state = make_district_state(nan.districts.first(), by=cast["secretary"])
    point = latest()
    state.withdraw(by=cast["secretary"], reason="ผิดย่าน")

    [then] = records(known_at=point)
    withdrawal, now = records()

    assert (then["taken_back_at"], then["known_at"]) == (None, point)
    assert now["taken_back_at"] is not None
    assert withdrawal["is_withdrawal"]


def test_number_of_queries_does_not_grow_with_the_rows(nan, cast):
    counts = []
    for name in ("one", "two", "three"):
        make_event(nan, by=cast["officer.nan"], name_en=name, name_th=name)
        with CaptureQueriesContext(connection) as queries:
            records()
        counts.append(len(queries))

    assert counts[0] == counts[2]
