"""Pages of creative districts: the public reads what staff say at once."""

from datetime import timedelta

import pytest
from django.utils import translation

from cities.models import City, District, DistrictState
from creativecity.ledger import verbs
from tests.access_matrix import OFFICER
from tests.addresses import OPENED_LAST, address
from tests.factories import (
    DAY,
    make_district_state,
    make_evidence,
    make_file,
    new_fact,
)
from tests.test_writes import DISTRICT, DISTRICT_STATE
from tests.visible import visible_text

PUBLIC, CSV = "cities:district", "cities:districts_csv"
LIST, PAGE = "staff:cities:districts", "staff:cities:district"
ADD, EDIT = "staff:cities:add_district", "staff:cities:edit_district"
SAY, WITHDRAW = "staff:cities:say_state", "staff:cities:withdraw_state"
STATE = {**DISTRICT_STATE, "effective_on": "1/2/2025"}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def district(nan):
    return nan.districts.get()


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def errors(response):
    return dict(response.context["form"].errors)


def rows(client, query=""):
    text = client.get(english(CSV) + query).content.decode("utf-8-sig")
    return [line.split(",") for line in text.splitlines()]


# Public


def test_district_without_a_state_says_that_none_is_on_record(client, district):
    text = visible_text(client.get(english(PUBLIC)))

    assert "Hua Wiang Tai" in text
    assert "no record found" in text
    assert "That says nothing about what is done there." in text
    assert "HWT" in text


def test_states_are_read_newest_first_with_what_shows_them(client, district, nan, cast):
    shown = make_file(nan, cast["cea"], title_th="แผนย่าน", title_en="The plan")
    make_district_state(district, "preparing", text_en="Plan begun", evidence=shown)
    make_district_state(
        district,
        "active",
        DAY + timedelta(days=9),
        text_en="Shops opened",
        source_codes=["HOWE"],
    )

    response = client.get(english(PUBLIC))

    text = visible_text(response)
    assert text.index("Shops opened") < text.index("Plan begun")
    assert "active since 10 October 2026" in text
    assert [source.code for source in response.context["sources"]] == ["HOWE", "HWT"]
    assert shown.address() in response.content.decode()


def test_unpublished_evidence_is_on_file_and_no_more(client, district, nan):
    piece = make_evidence(nan, title_th="เอกสารภายใน", title_en="An internal paper")
    make_district_state(district, "active", evidence=piece)

    response = client.get(english(PUBLIC))

    assert "evidence on file" in visible_text(response)
    assert "An internal paper" not in response.content.decode()
    assert piece.link not in response.content.decode()


def test_district_as_it_stood(client, district):
    make_district_state(district, "preparing")

    before = client.get(english(PUBLIC) + "?as_of=2026-09-30")
    wrong = client.get(english(PUBLIC) + "?as_of=someday")

    assert "no record found" in visible_text(before)
    assert "being prepared" in visible_text(wrong)
    assert "Error:" in wrong.content.decode()


def test_facts_of_the_district_are_shown(client, district):
    fact = new_fact("location", subject=district.key())
    verbs.add(fact, by=None)

    assert "The district in facts" in visible_text(client.get(english(PUBLIC)))


def test_city_page_leads_to_its_districts_with_their_states(client, district):
    make_district_state(district, "preparing", is_sample=True)

    response = client.get(english("cities:detail"))

    assert "being prepared since 1 October 2026 (sample)" in visible_text(response)
    assert f'href="{english(PUBLIC)}"' in response.content.decode()


@pytest.mark.parametrize("role", ["nobody", "expert", OFFICER])
def test_link_to_the_staff_page_is_for_who_may_say(sign_in, district, role):
    page = sign_in(role).get(english(PUBLIC)).content.decode()

    assert (f'href="{english(PAGE)}"' in page) is (role == OFFICER)


def test_there_is_no_district_of_another_city(client, district):
    assert client.get(english(PUBLIC, slug="sukhothai")).status_code == 404


def test_csv_has_a_row_for_each_district(client, district, nan, cast):
    shown = make_file(nan, cast["cea"], title_en="The plan")
    make_district_state(district, "active", evidence=shown, text_en="Shops opened")

    [header, *lines] = rows(client)

    found = dict(
        zip(header, next(row for row in lines if row[0] == "nan"), strict=True)
    )
    assert len(lines) == 4
    assert (found["state"], found["since"]) == ("active", "2026-10-01")
    assert found["evidence"] == "The plan"
    assert {row[5] for row in lines} == {"active", "no-record"}
    assert {row[5] for row in rows(client, "?as_of=2026-09-30")[1:]} == {"no-record"}


def test_csv_refuses_a_day_that_is_not_understood(client, district):
    assert client.get(english(CSV) + "?as_of=someday").status_code == 400


def test_goal_on_the_agreement_page_has_every_city(client, district):
    make_district_state(district, "preparing")

    response = client.get(english("programmes:agreement"))

    text = visible_text(response)
    assert "being prepared since 1 October 2026" in text
    assert "No creative district of this city was found on record." in text
    assert english(CSV) in response.content.decode()


# Staff


def test_list_shows_each_district_and_its_state(sign_in, district):
    make_district_state(district, "preparing", source_codes=["HWT"])

    text = visible_text(sign_in(OFFICER).get(english(LIST)))

    assert "being prepared since 1 October 2026" in text
    assert "[HWT]" in text
    assert "Say how far it is" in text


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("secretary", "Add the first one"),
        ("cea", "Tell the programme secretary of one"),
    ],
)
def test_a_city_without_districts_says_what_to_do(sign_in, cast, role, words):
    page = sign_in(role).get(english(LIST, slug="suphan-buri"))

    assert words in visible_text(page)


def test_auditor_looks_and_says_nothing(sign_in, district):
    make_district_state(district)

    page = sign_in("auditor").get(english(PAGE)).content.decode()

    assert english(SAY) not in page
    assert "withdraw" not in page


def test_history_keeps_what_was_taken_back(sign_in, district, nan, cast):
    piece = make_evidence(nan)
    state = make_district_state(district, by=cast[OFFICER], evidence=piece)
    make_district_state(district, "lapsed", DAY + timedelta(days=3), by=cast["cea"])
    state.withdraw(by=cast["cea"], reason="ผิดย่าน")

    response = sign_in(OFFICER).get(english(PAGE))

    text = visible_text(response)
    assert "Taken back on" in text
    assert "ผิดย่าน" in text
    assert [may for _row, _gone, may in response.context["said"]] == [False, False]
    assert piece.get_absolute_url().removeprefix("/th") in response.content.decode()


@pytest.mark.parametrize("role", [OFFICER, "dasta", "secretary"])
def test_state_is_said(sign_in, district, cast, role):
    response = sign_in(role).post(english(SAY), STATE, follow=True)

    state = DistrictState.objects.get()
    assert (state.state, state.recorded_by) == ("preparing", cast[role])
    assert response.redirect_chain[-1][0] == english(PAGE)
    assert "The state is on record." in visible_text(response)


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"state": ""}, "state", "Choose the state."),
        ({"state": "active"}, "source_codes", "Say what shows it"),
        ({"source_codes": "NOWHERE"}, "source_codes", "code NOWHERE."),
        ({"source_codes": "GK"}, "source_codes", "code GK."),
        ({"effective_on": "1/1/2300"}, "effective_on", "The day lies ahead."),
        ({"effective_on": "soon"}, "effective_on", "Write day, month and year"),
        ({"text_th": " "}, "text_th", "This field is required."),
        ({"evidence": "0"}, "evidence", "Select a valid choice"),
        ({"state": "proposed"}, "state", "stands since then already"),
    ],
)
def test_what_cannot_be_is_refused_in_words(sign_in, district, typed, field, words):
    make_district_state(district, "proposed", DAY.replace(year=2020))

    response = sign_in(OFFICER).post(english(SAY), STATE | typed)

    assert list(errors(response)) == [field]
    assert words in " ".join(errors(response)[field])
    assert DistrictState.objects.count() == 1
    assert "Error:" in response.content.decode()


def test_state_is_withdrawn_with_a_reason_and_once(sign_in, district, cast):
    state = make_district_state(district, by=cast[OFFICER])
    client, path = sign_in(OFFICER), english(WITHDRAW, state=state.sequence)

    page = client.get(path)
    empty = client.post(path, {"reason": ""})
    done = client.post(path, {"reason": "ผิดย่าน"}, follow=True)
    again = client.post(path, {"reason": "ผิดย่าน"})

    assert "Nothing is deleted" in visible_text(page)
    assert list(errors(empty)) == ["reason"]
    assert "The state is withdrawn." in visible_text(done)
    assert "This state was withdrawn." in visible_text(again)
    assert not DistrictState.objects.standing().exists()


def test_officer_does_not_take_back_what_an_agency_said(sign_in, district, cast):
    state = make_district_state(district, by=cast["cea"])

    response = sign_in(OFFICER).get(english(WITHDRAW, state=state.sequence))

    assert response.status_code == 404


def test_secretary_adds_a_district(sign_in, nan):
    response = sign_in("secretary").post(english(ADD), DISTRICT, follow=True)

    new = District.objects.get(slug="ban-kha")
    assert (new.city, new.source_codes) == (nan, [])
    assert "without a state yet" in visible_text(response)


@pytest.mark.each
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name_en": "ย่าน"}, "name_en", "Latin letters"),
        ({"name_en": "Add"}, "name_en", "is there already"),
        ({"name_en": "Hua Wiang Tai"}, "name_en", "is there already"),
        ({"description_th": ""}, "description_th", "This field is required."),
        ({"description_en": ""}, "description_en", "This field is required."),
    ],
)
def test_a_district_that_cannot_be_is_refused(sign_in, nan, typed, field, words):
    response = sign_in("secretary").post(english(ADD), DISTRICT | typed)

    assert list(errors(response)) == [field]
    assert words in " ".join(errors(response)[field])


def test_secretary_edits_a_district_and_its_address_stays(sign_in, district):
    client = sign_in("secretary")

    page = client.get(english(EDIT))
    done = client.post(english(EDIT), DISTRICT | OPENED_LAST, follow=True)

    district.refresh_from_db()
    assert "Edit Hua Wiang Tai" in visible_text(page)
    assert "Saved." in visible_text(done)
    assert (district.name_en, district.slug) == ("Ban Kha", "hua-wiang-tai")


def test_who_edits_later_is_told_what_stands(sign_in, district):
    client = sign_in("secretary")
    client.post(english(EDIT), DISTRICT | OPENED_LAST)

    late = client.post(english(EDIT), DISTRICT | {"base": "1", "name_en": "Other"})

    assert late.status_code == 409
    district.refresh_from_db()
    assert district.name_en == "Ban Kha"
