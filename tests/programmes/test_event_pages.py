"""The public reads which meetings and activities lie ahead, and which were held."""

from datetime import timedelta

import pytest
import vobject
from django.urls import reverse
from django.utils import translation

from cities.models import City, SuggestionStep
from cities.models.took_part import count_groups
from creativecity.thai_calendar import today
from programmes.next_dates import next_dates
from tests.access_matrix import OFFICER
from tests.factories import (
    DAY,
    make_district_state,
    make_event,
    make_moderation,
    make_suggestion,
)
from tests.visible import visible_text


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def days(number):
    return today() + timedelta(days=number)


def listed(client, query=""):
    page = client.get(f"{reverse('programmes:events')}?{query}")
    names = [
        [row.event.name_en for row in page.context[part]]
        for part in ("upcoming", "past")
    ]
    return page, *names


def test_ahead_comes_first_the_soonest_on_top(client, nan):
    for number in (9, 2):
        make_event(nan, on=days(number), name_en=f"In {number}", place_th="ศาลา")
    make_event(nan, on=days(4), name_en="Off").retire(by=None, reason="ฝนตก")
    held = make_event(nan, on=days(-3), name_en="Held", rung="involve")
    make_event(nan, on=days(-4), name_en="Wrong").retire(by=None, reason="ซ้ำ")
    count_groups(held, {"makers": 12}, by=None)

    page, upcoming, past = listed(client, "city=nan")

    text = visible_text(page)
    assert upcoming == ["In 2", "Off", "In 9"]
    assert (past[0], "Wrong" in past) == ("Held", False)
    assert "cancelled ฝนตก" in text
    assert "Took part: craftspeople and creators 12 how far: involved" in text
    assert "The same as a table" in text


@pytest.mark.parametrize(
    ("query", "upcoming", "past"),
    [
        ("city=nan&kind=activity", ["Fair ahead"], ["Fair"]),
        ("city=sukhothai&rung=empower", [], []),
        ("rung=empower", [], ["Fair"]),
        ("city=nan&kind=declaration", [], []),
    ],
)
def test_list_is_narrowed_in_the_address(client, nan, query, upcoming, past):
    make_event(nan, on=days(3), name_en="Fair ahead", kind="activity")
    make_event(nan, on=days(-3), name_en="Fair", kind="activity", rung="empower")

    page, found_ahead, found_past = listed(client, query)
    file = client.get(f"{reverse('programmes:events_csv')}?{query}")

    assert (found_ahead, found_past) == (upcoming, past)
    assert len(file.content.decode().splitlines()) == 1 + len(upcoming + past)
    if not past:
        assert "None of those chosen was held." in visible_text(page)


def test_file_tells_who_came_and_no_note(client, nan):
    held = make_event(nan, name_en="Held")
    count_groups(held, {"makers": 12, "youth": None}, by=None)

    text = client.get(f"{reverse('programmes:events_csv')}?city=nan").content.decode()

    assert "makers 12; youth" in text
    assert held.note not in text


def test_nothing_on_record_says_so(client, db):
    text = visible_text(client.get(reverse("programmes:events")))

    assert "None is announced at the moment." in text
    assert "None is on record yet." in text


def test_page_of_an_event_tells_what_is_known(client, nan):
    ahead = make_event(nan, on=days(3), place_th="ศาลากลาง", link="https://e.org/x")
    held = make_event(nan, name_en="Held", reach=40, rung="inform")
    count_groups(held, {"makers": 12, "youth": None}, by=None)
    bare = make_event(nan, name_en="Bare")
    off = make_event(nan, on=days(4), name_en="Off")
    off.retire(by=None, reason="ฝนตก")

    pages = [
        visible_text(client.get(event.get_absolute_url()))
        for event in (ahead, held, bare, off)
    ]

    assert "ศาลากลาง" in pages[0]
    assert "https://e.org/x" in pages[0]
    assert "Craftspeople and creators: 12 people" in pages[1]
    assert "Children and young people" in pages[1]
    assert "How many people it reached not on record" in pages[2]
    assert "cancelled ฝนตก" in pages[3]


def test_event_that_was_wrong_has_no_page(client, nan):
    event = make_event(nan)
    event.retire(by=None, reason="ซ้ำ")

    assert client.get(event.get_absolute_url()).status_code == 404


def calendar(client, query=""):
    response = client.get(f"/calendar.ics?language=en{query}")
    found = vobject.readOne(response.content.decode())
    return {event.uid.value: event for event in found.contents.get("vevent", [])}


def test_calendar_has_events_and_their_last_day_and_place(client, nan):
    event = make_event(
        nan, on=days(3), ends_on=days(5), place_th="ศาลา", place_en="Hall"
    )

    path = event.get_absolute_url()

    row = calendar(client)[f"event-{event.code}@creativecity"]

    assert (row.dtstart.value, row.dtend.value) == (days(3), days(6))
    assert row.location.value == "Hall"
    assert row.summary.value == "Nan: Meeting of the working group"
    assert (row.sequence.value, row.status.value) == ("0", "CONFIRMED")
    assert row.url.value.endswith(path)


def test_calendar_tells_that_one_is_cancelled_and_why(client, nan):
    event = make_event(nan, on=days(3))
    event.retire(by=None, reason="ฝนตก")

    row = calendar(client, "&city=nan")[f"event-{event.code}@creativecity"]

    assert (row.sequence.value, row.status.value) == ("1", "CANCELLED")
    assert row.summary.value.endswith("(cancelled)")
    assert row.description.value == "Cancelled: ฝนตก"
    assert not calendar(client, "&city=sukhothai").get(row.uid.value)


def test_what_is_ahead_is_among_the_next_dates(nan):
    event = make_event(nan, on=days(1))
    make_event(nan, on=days(2)).retire(by=None, reason="ฝนตก")

    [first, *_rest] = next_dates(today())

    assert (first.address, first.of) == (event.get_absolute_url(), "Nan")
    assert first.days_left(today()) == 1


@pytest.mark.slow
def test_desk_asks_the_officer_who_came(sign_in, nan):
    make_event(nan, on=days(-3))

    words = "meetings and activities held: who took part?"
    texts = {
        role: visible_text(sign_in(role).get(reverse("staff:desk")))
        for role in (OFFICER, "officer.sukhothai", "cea")
    }

    assert [words in text for text in texts.values()] == [True, False, False]


def test_participate_gathers_it_all(client, nan):
    make_event(nan, on=days(3), name_en="Fair ahead")
    row = make_suggestion(nan)
    make_moderation(row, shown_text="ขอป้าย", other_text="Signs, please")
    step = SuggestionStep(reason_th="x", reason_en="No", effective_on=DAY)
    row.decline(step, by=None)

    text = visible_text(client.get(reverse("programmes:participate")))

    assert "Suggestions that came in 1 Answered 1 of 1" in text
    assert "Signs, please" in text
    assert "Fair ahead" in text
    assert "Deciding themselves People decide" in text


def test_participate_without_anything_says_so(client, db):
    text = visible_text(client.get(reverse("programmes:participate")))

    assert "no answer on record yet" in text
    assert "None is announced at the moment." in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("city=nan", 1),
        ("state=active", 1),
        ("state=no-record", 3),
        ("city=nan&state=lapsed", 0),
        ("city=x", 4),
        ("state=active&as_of=2020-01-01", 0),
    ],
)
def test_districts_are_narrowed_in_the_address(client, nan, query, found):
    district = nan.districts.get()
    make_district_state(district, "active", source_codes=["HWT"])

    page = client.get(f"{reverse('programmes:districts')}?{query}")

    assert page.context["found"] == found
    if not found:
        assert "No district fits what was chosen" in visible_text(page)


def test_no_district_on_record_says_so(client, db):
    text = visible_text(client.get(reverse("programmes:districts")))

    assert "No creative district is on record" in text


def test_page_of_a_district_tells_of_its_community_and_its_citys_suggestions(
    client, nan
):
    district = nan.districts.get()
    district.community_th = "ช่างทอผ้าสี่สิบครัวเรือน"
    district.edit(by=None, fields=["community_th"])
    make_moderation(make_suggestion(nan), shown_text="ขอป้าย", other_text="Signs")

    text = visible_text(client.get(district.get_absolute_url()))

    assert "Who lives and works there ช่างทอผ้าสี่สิบครัวเรือน" in text
    assert "Suggested for Nan NAN-1/2569" in text


def test_file_as_of_a_day_has_what_was_held_by_then(client, nan):
    make_event(nan, on=days(-9), name_en="Earlier")
    make_event(nan, on=days(-1), name_en="Later")
    make_event(nan, on=days(9), name_en="Ahead")
    url = f"{reverse('programmes:events_csv')}?city=nan&as_of="

    text = client.get(f"{url}{days(-5)}").content.decode()
    refused = client.get(f"{url}never")

    assert [name in text for name in ("Earlier", "Later", "Ahead")] == [
        True,
        False,
        False,
    ]
    assert refused.status_code == 400


def test_machines_are_told_that_one_is_cancelled_and_nothing_made_up(client, nan):
    event = make_event(nan, on=days(9))
    event.retire(by=None, reason="ฝนตก")
    sample = make_event(nan, on=days(8), is_sample=True)

    told = client.get(event.get_absolute_url()).content.decode()
    made_up = client.get(sample.get_absolute_url()).content.decode()

    assert '"eventStatus": "https://schema.org/EventCancelled"' in told
    assert '"@type": "Event"' not in made_up


def test_many_ahead_are_told_page_by_page(client, nan):
    for number in range(21):
        make_event(nan, on=days(number + 1), name_en=f"Ahead {number}")

    first, ahead, _past = listed(client)
    second, rest, _past = listed(client, "ahead=2")

    assert (len(ahead), rest) == (20, ["Ahead 20"])
    assert 'href="?ahead=2"' in first.content.decode()
    assert 'href="?ahead=1"' in second.content.decode()
