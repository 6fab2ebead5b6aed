"""Staff keep meetings and activities; the public reads who took part, and how far."""

from datetime import timedelta

import pytest
from django.utils import translation

from cities.models import City, Event
from creativecity.thai_calendar import today
from tests.access_matrix import OFFICER, OTHER_OFFICER
from tests.addresses import OPENED_LAST, address
from tests.factories import make_event
from tests.test_writes import EVENT
from tests.visible import visible_text

LIST, CSV = "staff:cities:events", "staff:cities:events_csv"
ADD, EDIT = "staff:cities:add_event", "staff:cities:edit_event"
RETIRE, COUNT = "staff:cities:retire_event", "staff:cities:count_event"
TYPED = {
    **EVENT,
    "starts_on": "1/2/2025",
    "ends_on": "3/2/2025",
    "rung": "collaborate",
    "took_part_th": "ช่างฝีมือ",
    "took_part_en": "Craftspeople",
    "reach": "1200",
}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def errors(response):
    return dict(response.context["form"].errors)


def names(response):
    return [event.name_en for event in response.context["page"]]


@pytest.mark.parametrize("role", [OFFICER, "cea", "secretary"])
def test_event_is_recorded_and_read_by_the_public(sign_in, client, nan, role):
    response = sign_in(role).post(english(ADD), TYPED, follow=True)

    event = Event.objects.get(code="EV1")
    assert response.redirect_chain[-1][0] == f"{english(LIST)}?city=nan#EV1"
    assert "The event is on record as EV1." in visible_text(response)
    assert (event.city, event.rung, event.reach) == (nan, "collaborate", 1200)
    assert (
        "1 February 2025 to 3 February 2025 Meeting of the network (meeting, recorded "
        "by staff, without a public source) took part: Craftspeople; how far: working "
        "together; reached: 1,200 people"
    ) in visible_text(client.get(english("cities:detail")))


def test_saving_leads_back_to_where_the_event_stands(sign_in, nan):
    """Twenty stand on a page, the newest first."""
    rows = [make_event(nan, on=today() - timedelta(days=n)) for n in range(21)]
    client, moved = sign_in(OFFICER), {"starts_on": "1/2/2020", "ends_on": ""}

    oldest = client.get(english(EDIT, code=rows[20].code)).context["form"].initial
    saved = client.post(
        english(EDIT, code=rows[0].code), {**TYPED, **moved, "base": oldest["base"]}
    )
    retired = client.post(english(RETIRE, code=rows[1].code), {"reason": "ซ้ำ"})

    here = f"{english(LIST)}?city=nan"
    assert saved["Location"] == f"{here}&page=2#{rows[0].code}"
    assert retired["Location"] == f"{here}#{rows[1].code}"
    shown = client.get(saved["Location"]).context["page"]
    assert rows[0] in list(shown)


def test_internal_note_is_for_staff_alone(sign_in, client, nan):
    make_event(nan, note="ในแฟ้มเลขที่ 7")

    assert "ในแฟ้มเลขที่ 7" in visible_text(sign_in(OFFICER).get(english(LIST)))
    assert "ในแฟ้มเลขที่ 7" not in client.get(english("cities:detail")).content.decode()


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"kind": ""}, "kind", "Choose the kind."),
        ({"name_en": " "}, "name_en", "This field is required."),
        ({"note": ""}, "source_codes", "Say where it is on record"),
        ({"source_codes": "NOWHERE"}, "source_codes", "code NOWHERE."),
        (
            {"starts_on": "1/1/2300", "ends_on": ""},
            "starts_on",
            "The day lies more than two years ahead.",
        ),
        ({"starts_on": "soon"}, "starts_on", "Write day, month and year"),
        ({"precision": "month"}, "ends_on", "known to the day"),
        ({"ends_on": "1/1/2025"}, "__all__", "second day lies before the first"),
        ({"rung": "fly"}, "rung", "Select a valid choice"),
        ({"took_part_th": ""}, "took_part_th", "Write it in Thai too."),
        ({"reach": "-1"}, "reach", "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_is_refused_in_words(sign_in, nan, typed, field, words):
    response = sign_in(OFFICER).post(english(ADD), TYPED | typed)

    assert list(errors(response)) == [field]
    assert words in " ".join(errors(response)[field])
    assert not Event.objects.filter(code="EV1").exists()


def test_event_is_edited_and_who_is_later_is_told(sign_in, nan):
    event = make_event(nan)
    client, path = sign_in(OFFICER), english(EDIT, code=event.code)

    page = client.get(path)
    done = client.post(path, TYPED | OPENED_LAST, follow=True)
    late = client.post(path, TYPED | {"base": "1", "name_en": "Other"})

    event.refresh_from_db()
    assert "Edit Meeting of the working group" in visible_text(page)
    assert "Saved." in visible_text(done)
    assert (event.name_en, late.status_code) == ("Meeting of the network", 409)


def test_event_of_the_facts_keeps_its_sources(sign_in, nan):
    event = Event.objects.get(code="M10")
    page = sign_in(OFFICER).get(english(EDIT, code="M10"))

    assert page.context["form"]["source_codes"].value() == "NANGO"
    assert event.source_codes == ["NANGO"]


def test_event_is_retired_and_gone_from_the_public(sign_in, client, nan):
    event = make_event(nan)
    staff, path = sign_in(OFFICER), english(RETIRE, code=event.code)

    page = staff.get(path)
    empty = staff.post(path, {"reason": ""})
    done = staff.post(path, {"reason": "ซ้ำ"}, follow=True)
    again = staff.post(path, {"reason": "ซ้ำ"})
    edit = staff.post(english(EDIT, code=event.code), TYPED | OPENED_LAST)

    assert "Nothing is deleted" in visible_text(page)
    assert list(errors(empty)) == ["reason"]
    assert "The event is retired." in visible_text(done)
    assert "The event was retired." in visible_text(again)
    assert "The event was retired." in visible_text(edit)
    assert event.name_en not in visible_text(client.get(english("cities:detail")))
    listed = staff.get(english(LIST) + "?state=retired")
    assert names(listed) == [event.name_en]
    assert "ซ้ำ" in visible_text(listed)


def test_officer_sees_the_events_of_the_own_city_alone(sign_in, nan):
    seen = sign_in(OFFICER).get(english(LIST)).context["page"]
    others = sign_in(OTHER_OFFICER).get(english(LIST)).context["page"]

    assert {event.city.slug for event in seen} == {"nan"}
    assert {event.city.slug for event in others} == {"sukhothai"}


@pytest.mark.each
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?city=nan&kind=activity", ["Fair"]),
        ("?city=nan&rung=empower", ["Fair"]),
        ("?city=nan&rung=unknown&kind=declaration", ["Word"]),
        ("?city=nan&year=2569&state=all", ["Fair"]),
        ("?city=nan&kind=nonsense&rung=empower", ["Fair"]),
        ("?city=sukhothai&rung=empower", []),
    ],
)
def test_list_is_narrowed_by_its_address(sign_in, nan, query, found):
    day = today().replace(year=2026, month=3, day=1)
    make_event(nan, name_en="Fair", kind="activity", rung="empower", on=day)
    make_event(nan, name_en="Word", kind="declaration", on=day.replace(year=2018))

    response = sign_in("secretary").get(english(LIST) + query)

    assert names(response) == found


def test_what_was_chosen_can_be_taken_back(sign_in, nan):
    query = "?city=nan&kind=meeting&rung=inform&year=2564&state=all"

    response = sign_in("secretary").get(english(LIST) + query)

    chosen = response.context["filter"].chosen()
    taken = {name for _words, without in chosen for name in without}
    assert taken == {"city", "kind", "rung", "year", "state"}
    assert "No event fits what was chosen." in visible_text(response)


def test_button_to_add_waits_for_a_city(sign_in, nan):
    client = sign_in("cea")

    assert "choose its city below" in visible_text(client.get(english(LIST)))
    assert english(ADD) in client.get(english(LIST) + "?city=nan").content.decode()
    assert english(ADD) not in sign_in("auditor").get(english(LIST)).content.decode()


def test_officer_of_one_city_need_not_choose_it(sign_in, nan):
    page = sign_in(OFFICER).get(english(LIST)).content.decode()

    assert english(ADD) in page
    assert "choose its city below" not in page


def test_csv_has_what_was_chosen(sign_in, nan):
    make_event(nan, rung="inform", reach=20)

    text = (
        sign_in(OFFICER).get(english(CSV) + "?rung=inform").content.decode("utf-8-sig")
    )

    [header, row] = text.splitlines()
    assert row.startswith("nan,EV1,meeting,")
    assert len(header.split(",")) == 20


@pytest.mark.parametrize(
    ("state", "found"),
    [("ahead", {"Ahead"}), ("uncounted", {"Held"}), ("retired", {"Gone"})],
)
def test_list_knows_what_is_ahead_and_what_nobody_counted(sign_in, nan, state, found):
    make_event(nan, name_en="Ahead", on=today() + timedelta(days=9))
    make_event(nan, name_en="Held", on=today() - timedelta(days=9))
    make_event(nan, name_en="Gone").retire(by=None, reason="ซ้ำ")

    response = sign_in(OFFICER).get(f"{english(LIST)}?state={state}")

    assert {event.name_en for event in response.context["page"]} == found


def test_officer_says_who_came_and_says_it_anew(sign_in, nan):
    event = make_event(nan)
    client, path = sign_in(OFFICER), english(COUNT, code=event.code)

    page = client.get(path)
    wrong = client.post(path, {"people-makers": "สิบ"})
    data = {"here-youth": "on", "people-makers": "12", "people-media": "0"}
    done = client.post(path, data, follow=True)
    again = client.get(path).context["form"]

    assert "Groups that took part" in visible_text(page)
    assert list(errors(wrong)) == ["people-makers"]
    assert "Who took part is on record." in visible_text(done)
    assert "craftspeople and creators 12, children and young people" in visible_text(
        done
    )
    assert (again["people-makers"].value(), again["here-youth"].value()) == (12, True)
    assert again["people-media"].value() is None


def test_nobody_is_asked_who_came_to_what_lies_ahead(sign_in, nan):
    event = make_event(nan, on=today() + timedelta(days=9))
    gone = make_event(nan)
    gone.retire(by=None, reason="ซ้ำ")
    client = sign_in(OFFICER)

    page = client.get(english(COUNT, code=event.code))
    late = client.post(english(COUNT, code=event.code), {"people-makers": "1"})
    retired = client.get(english(COUNT, code=gone.code))

    assert "The event lies ahead" in visible_text(page)
    assert "The event lies ahead" in visible_text(late)
    assert "The event was retired." in visible_text(retired)


def test_place_is_told_in_thai_too(sign_in, nan):
    data = TYPED | {"place_en": "Town hall"}

    assert list(errors(sign_in(OFFICER).post(english(ADD), data))) == ["place_th"]


def test_a_link_shows_an_event_as_a_source_does(sign_in, nan):
    data = TYPED | {"note": "", "source_codes": "", "link": "https://example.org/fair"}

    done = sign_in(OFFICER).post(english(ADD), data)

    assert done.status_code == 302


def test_queries_do_not_depend_on_the_number_of_events(
    sign_in, nan, django_assert_num_queries
):
    client = sign_in("secretary")
    client.get(english(LIST))

    counts = []
    for number in range(2):
        with django_assert_num_queries(14, exact=False) as queries:
            client.get(english(LIST))
        counts.append(len(queries))
        for extra in range(3):
            make_event(nan, name_en=f"Event {number} {extra}")

    assert counts[0] == counts[1]
