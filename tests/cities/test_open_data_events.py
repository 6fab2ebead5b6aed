"""The public tables of events and of published evidence."""

from datetime import date, timedelta

import pytest

from cities.event_table import HEADER, event_rows
from cities.models import Event
from cities.models.took_part import count_groups
from creativecity.thai_calendar import today
from tests.factories import (
    DAY,
    make_city,
    make_event,
    make_evidence,
    make_file,
    make_user,
)
from tests.open_tables import HOST, column, narrowed, records

LATER = DAY + timedelta(days=30)
#: What only the agencies' own reports of a fiscal period say.
INSIDE = {"spent_baht": 120_000, "result": "ours alone", "next_step": "ours too"}


@pytest.fixture
def city(db):
    return make_city()


def test_an_event_is_told_with_who_took_part(city):
    event = make_event(
        city, on=DAY, rung="consult", took_part_th="ช่างฝีมือ", reach=500, place_en="Hall"
    )
    count_groups(event, {"makers": 30, "youth": None}, by=None, on=LATER)

    [row] = records("events", LATER)

    assert (row["code"], row["kind"], row["state"]) == ("EV1", "meeting", "past")
    assert (row["starts_on"], row["starts_precision"], row["ends_on"]) == (
        "2026-10-01",
        "day",
        None,
    )
    assert (
        row["groups"],
        row["people"],
        row["people_makers"],
        row["people_youth"],
    ) == (
        ["makers", "youth"],
        30,
        30,
        None,
    )
    assert (row["rung"], row["took_part_th"], row["took_part_en"], row["reach"]) == (
        "consult",
        "ช่างฝีมือ",
        None,
        500,
    )
    assert (row["place_th"], row["place_en"], row["link"]) == (None, "Hall", None)
    assert row["page"] == f"{HOST}/th/participate/events/EV1/"


def test_nothing_that_is_for_staff_alone_is_told(city):
    make_event(city, **INSIDE)

    [row] = records("events")

    values = {value for value in row.values() if isinstance(value, str | int)}
    assert values & {*INSIDE.values(), "รายงานการประชุม"} == set()


def test_events_have_what_the_file_of_the_page_has(sampled):
    on = today()
    same = set(HEADER) - {"groups", "sources", "first_day", "last_day", "precision"}
    same -= {"retired_on"}
    told = event_rows(Event.objects.in_public().select_related("city"), on=on)
    rows = {row["code"]: row for row in records("events", on)}

    for values in told:
        expected = dict(zip(HEADER, values, strict=True))
        row = rows.pop(expected["code"])
        assert {name: row[name] for name in same} == {
            name: expected[name] if expected[name] != "" else None for name in same
        }
    assert rows == {}


def test_a_cancelled_event_says_why_and_one_that_was_wrong_is_gone(city):
    ahead = today() + timedelta(days=30)
    make_event(city, on=ahead, name_en="A").retire(by=None, reason="ฝนตก", on=today())
    make_event(city, on=DAY, name_en="B").retire(by=None, reason="ซ้ำ", on=LATER)

    told = records("events", today())

    assert [(r["name_en"], r["state"], r["cancelled_reason"]) for r in told] == [
        ("A", "cancelled", "ฝนตก")
    ]
    assert told[0]["cancelled_on"] == today().isoformat()


def test_as_of_a_past_day_only_what_had_begun_is_told(city):
    make_event(city, on=date(2025, 1, 1))
    make_event(city, on=date(2025, 3, 1))
    make_event(city, on=today() + timedelta(days=9))

    assert column("events", "starts_on", date(2025, 2, 1)) == ["2025-01-01"]
    assert column("events", "state", today()) == ["past", "past", "ahead"]


def test_events_are_narrowed(city):
    make_event(city, on=date(2025, 1, 1), kind="activity", rung="inform")
    make_event(make_city("trang"), on=date(2025, 3, 1))
    ahead = make_event(city, on=today() + timedelta(days=9))
    ahead.retire(by=None, reason="ฝนตก", on=today())
    cases = (
        ({"city": "trang"}, ["EV2"]),
        ({"kind": "activity"}, ["EV1"]),
        ({"rung": "inform"}, ["EV1"]),
        ({"since": "2025-03-01"}, ["EV2", "EV3"]),
        ({"until": "2025-03-01"}, ["EV1", "EV2"]),
        ({"is_cancelled": "true"}, ["EV3"]),
        ({"is_cancelled": "false"}, ["EV1", "EV2"]),
    )

    for filters, found in cases:
        assert (filters, narrowed("events", today(), **filters)) == (filters, found)


# Evidence


def test_a_published_file_is_told_with_its_hash(city):
    piece = make_file(city, make_user(), sha256="a" * 64, title_en="Plan")

    [row] = records("evidence", today())

    assert row == {
        "id": piece.pk,
        "city": "mae-hong-son",
        "title_th": "รายงานการประชุม",
        "title_en": "Plan",
        "kind": "file",
        "media_type": "application/pdf",
        "size_bytes": piece.size,
        "sha256": "a" * 64,
        "address": f"{HOST}/th/cities/mae-hong-son/evidence/{piece.pk}/file",
        "added_on": today().isoformat(),
        "shown_since": today().isoformat(),
        "valid_until": None,
        "is_sample": False,
        "page": f"{HOST}/th/cities/mae-hong-son/#evidence",
    }


def test_a_link_has_no_size_and_no_hash(city):
    piece = make_evidence(city).publish(by=make_user(), on=DAY)

    [row] = records("evidence")

    assert (row["kind"], row["address"], row["title_en"]) == ("link", piece.link, None)
    assert (row["media_type"], row["size_bytes"], row["sha256"]) == (None, None, None)


def test_evidence_that_is_not_public_is_not_told(city):
    user = make_user()
    make_evidence(city, title_th="ก").propose(by=user, on=DAY)
    make_evidence(city, title_th="ข").publish(by=user, on=DAY).unpublish(by=user)
    piece = make_evidence(city, title_th="ค").publish(by=user, on=DAY)
    piece.retire(by=user, reason="out of date", on=DAY)
    make_evidence(city, title_th="ง").publish(by=user, on=LATER)

    assert records("evidence") == []
    assert column("evidence", "title_th", LATER) == ["ง"]


def test_evidence_is_narrowed(city):
    user = make_user()
    first = make_evidence(city).publish(by=user, on=DAY)
    second = make_evidence(make_city("trang")).publish(by=user, on=LATER)

    assert narrowed("evidence", LATER, city="mae-hong-son") == [first.pk]
    assert narrowed("evidence", LATER, since="2026-10-15") == [second.pk]
