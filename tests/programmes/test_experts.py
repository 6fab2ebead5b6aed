"""Experts: whom they were sent to, what came of it, and who may be named."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Agency, Assignment, City, Expert
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today
from programmes.expert_words import way_words
from programmes.experts import (
    SENT_A_PAGE,
    experts_in_public,
    experts_sent,
    register,
    sent,
)
from tests.access_matrix import OFFICER
from tests.addresses import OPENED_LAST, address
from tests.factories import make_assignment, make_expert, make_verified
from tests.test_writes import PERSON, SENT
from tests.visible import visible_text

LIST, ADD, EDIT = "staff:experts", "staff:add_expert", "staff:edit_expert"
SEND, CHANGE = "staff:add_assignment", "staff:edit_assignment"
PUBLIC = "programmes:partners"
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
NAME_TH, NAME_EN = "ลับ ไม่ระบุ", "Canary Unnamed"


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def cea(nan):
    return Agency.objects.get(code="cea")


@pytest.fixture
def expert(cea):
    return make_expert(agency=cea, name_th=NAME_TH, name_en=NAME_EN)


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def errors(response):
    return dict(response.context["form"].errors)


def send_to(expert, city, **fields):
    days = {"starts_on": FIRST, "ends_on": LAST}
    return make_assignment(expert, city, **{**days, **fields})


def ways(city, *codes):
    row = send_to(make_expert(), city, indicator_codes=list(codes))
    with translation.override("en"):
        return [way_words(aim) for aim in sent([row], on=today())[0].aims]


# The gap that it was meant to close


def test_each_indicator_has_its_level_on_the_first_and_on_the_last_day(nan, cast):
    by = cast["cea"]
    make_verified(nan, "R1.1", level=1, on=FIRST, by=by)
    make_verified(nan, "R1.1", level=2, on=LAST, by=by)
    make_verified(nan, "R1.1", level=3, on=LAST + timedelta(days=1), by=by)
    make_verified(nan, "R1.2", level=2, on=FIRST, by=by)
    make_verified(nan, "R1.3", level=2, on=LAST, by=by)
    make_verified(
        nan, "R1.4", level=None, not_applicable_reason="ไม่มีในพื้นที่", on=LAST, by=by
    )

    found = ways(nan, "R1.1", "R1.2", "R1.3", "R1.4", "R2.1")

    assert found == [
        "level 1 → 2",
        "level 2, unchanged",
        "no verified reading → level 2",
        "no verified reading → does not apply",
        "no verified reading",
    ]


def test_indicator_that_the_rubric_no_longer_has_keeps_its_code(nan):
    row = send_to(make_expert(), nan, indicator_codes=["R99.9"])

    [aim] = sent([row], on=today())[0].aims
    assert (aim.code, aim.name, aim.now) == ("R99.9", "", None)


def test_without_a_rubric_codes_are_shown_alone(db):
    assert sent([], on=today()) == []


def test_assignment_runs_from_its_first_day_to_its_last(nan, expert):
    row = send_to(expert, nan)

    days = (FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1))
    told = [sent([row], on=day)[0] for day in days]
    assert [each.is_running() for each in told] == [False, True, True, False]
    assert [each.is_ahead() for each in told] == [True, False, False, False]


def test_queries_do_not_depend_on_how_many_were_sent(nan, expert, cast):
    counts, by = [], cast["cea"]
    by.has_perm("cities.change_city")  # asked once and kept by the account
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            register(Expert.objects.select_related("agency"), user=by)
            experts_in_public()
        counts.append(len(queries))
        for city in City.objects.all():
            other = make_expert(speciality_en=f"Field {number}", agency=expert.agency)
            send_to(other, city, indicator_codes=["R1.1", "R2.1"])

    assert counts[0] == counts[1]


def test_public_list_goes_on_on_a_second_page(nan, expert, client):
    for number in range(SENT_A_PAGE + 1 - Assignment.objects.count()):
        send_to(expert, nan, starts_on=FIRST - timedelta(days=number), ends_on=None)
    path = english(PUBLIC)

    first, second = (
        client.get(path, query).context["experts"] for query in ({}, {"experts": "2"})
    )

    [(_field, rows)] = second
    assert sum(len(rows) for _field, rows in first) == SENT_A_PAGE
    assert len(rows) == 1
    assert 'href="?experts=2#experts" rel="next"' in client.get(path).content.decode()
    html = client.get(path, {"experts": "2"}).content.decode()
    assert 'href="?experts=1#experts" rel="prev"' in html


# Validation


@pytest.mark.parametrize(
    ("days", "last", "is_refused"),
    [
        ("31", LAST, False),
        ("31.5", LAST, True),
        ("200", None, False),
        (None, LAST, False),
    ],
)
def test_no_more_days_than_there_are(nan, expert, days, last, is_refused):
    row = Assignment(
        expert=expert,
        city=nan,
        starts_on=FIRST,
        ends_on=last,
        days=days and Decimal(days),
    )

    if not is_refused:
        assert row.add(by=None) == row
        return
    with pytest.raises(ValidationError) as caught:
        row.add(by=None)
    assert list(caught.value.error_dict) == ["days"]


def test_the_same_sent_twice_is_there_once(nan, expert):
    rows = [
        Assignment(expert=expert, city=nan, starts_on=FIRST).add(by=None)
        for _time in range(2)
    ]

    assert rows[0] == rows[1]
    assert make_twin(expert) == make_twin(expert)


def make_twin(expert):
    names = ("name_th", "name_en", "speciality_th", "speciality_en", "agency")
    return Expert(**{name: getattr(expert, name) for name in names}).add(by=None)


def test_consent_ahead_is_refused(expert):
    expert.consented_on = today() + timedelta(days=1)

    with pytest.raises(ValidationError) as caught:
        expert.clean()
    assert list(caught.value.error_dict) == ["consented_on"]


# Who may be named


@pytest.mark.parametrize(
    ("consented_on", "is_named"),
    [(None, False), (FIRST + timedelta(days=1), False), (FIRST, True)],
)
def test_name_is_public_only_with_consent_by_the_day(nan, cea, consented_on, is_named):
    expert = make_expert(agency=cea, consented_on=consented_on)
    send_to(expert, nan)

    [(field, rows)] = experts_in_public(FIRST)
    assert (field, rows[0].assignment.expert) == (expert.speciality, expert)
    assert bool(rows[0].name()) is is_named
    told = {row.assignment.expert: row for row, _aims in experts_sent(nan, None, FIRST)}
    assert bool(told[expert].name()) is is_named


def test_no_page_for_the_public_has_the_name_of_an_unnamed_expert(
    client, nan, expert, cast
):
    send_to(expert, nan, note="โทร 081", indicator_codes=["R1.1"], days=Decimal("2.5"))

    for language in ("th", "en"):
        for name in (PUBLIC, "cities:detail", "programmes:agreement"):
            with translation.override(language):
                page = client.get(address(name))
            html = page.content.decode()
            assert page.status_code == 200
            assert not [w for w in (NAME_TH, NAME_EN, "081") if w in html]


def test_public_reads_the_field_the_city_the_days_and_what_came_of_it(
    client, nan, expert, cast
):
    make_verified(nan, level=1, on=FIRST, by=cast["cea"])
    send_to(
        expert,
        nan,
        days=Decimal("2.5"),
        result_th="จัดทำแผนแล้ว",
        result_en="A plan was written",
        indicator_codes=["R1.1"],
    )
    named = make_expert(
        agency=expert.agency, name_en="Somchai Named", consented_on=FIRST
    )
    send_to(named, nan, ends_on=None, is_sample=True)
    send_to(make_expert(), nan)

    text = visible_text(client.get(english(PUBLIC)))

    assert "An expert in Crafts and folk art, sent by CEA Nan days given: 2.5" in text
    assert "level 1, unchanged" in text
    assert "A plan was written" in text
    assert "Somchai Named Nan sent by CEA (under way) (sample)" in text
    assert "An expert in Crafts and folk art Nan" in text
    assert "What came of it is not on record." in text


def test_without_anybody_sent_the_public_reads_so(client, facts):
    assert "No expert who was sent" in visible_text(client.get(english(PUBLIC)))


# Staff


def test_list_shows_every_expert_and_edits_for_the_own_agency(sign_in, nan, expert):
    send_to(expert, nan, note="สำหรับเจ้าหน้าที่", indicator_codes=["R1.1"])
    make_assignment(expert, nan, starts_on=today() + timedelta(days=9))

    own, other = (sign_in(role).get(english(LIST)) for role in ("cea", "dasta"))

    edit = english(EDIT, expert=expert.pk)
    assert edit in own.content.decode()
    assert edit not in other.content.decode()
    for text in (visible_text(own), visible_text(other)):
        assert NAME_EN in text
        assert "สำหรับเจ้าหน้าที่" in text
        assert "(not begun)" in text
        assert "not named in public: no consent on record" in text


@pytest.mark.parametrize(
    ("role", "words"),
    [("cea", "Add the first one"), ("auditor", "The agencies and the programme")],
)
def test_empty_list_says_what_to_do(sign_in, cast, role, words):
    Assignment.objects.all().delete()
    Expert.objects.all().delete()

    assert words in visible_text(sign_in(role).get(english(LIST)))


def test_agency_adds_an_expert_of_its_own(sign_in, cea):
    client = sign_in("cea")

    page = client.get(english(ADD))
    response = client.post(
        english(ADD), {**PERSON, "agency": cea.pk, "consented_on": ""}, follow=True
    )

    row, entry = Expert.objects.get(agency=cea), LogEntry.objects.latest("sequence")
    assert page.context["form"]["agency"].value() == cea.pk
    assert response.redirect_chain[-1][0] == f"{english(LIST)}#expert-{row.pk}"
    assert (entry.verb, entry.is_public) == ("create", True)
    assert set(entry.payload["personal"]) == set(PERSON)
    assert "Mana" not in str(entry.payload)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"agency": ""}, "agency"),
        ({"consented_on": "1/1/2300"}, "consented_on"),
        ({"name_en": " "}, "name_en"),
    ],
)
def test_an_expert_that_cannot_be_is_refused(sign_in, cea, typed, field):
    response = sign_in("cea").post(english(ADD), {**PERSON, "agency": cea.pk, **typed})

    assert list(errors(response)) == [field]


def test_agency_enters_none_for_the_other(sign_in, cea):
    dasta = Agency.objects.get(code="dasta")

    response = sign_in("cea").post(english(ADD), {**PERSON, "agency": dasta.pk})

    assert list(errors(response)) == ["agency"]


def test_consent_is_entered_and_taken_back(sign_in, expert):
    client, path = sign_in("secretary"), english(EDIT, expert=expert.pk)
    typed = {**PERSON, "agency": expert.agency_id, **OPENED_LAST}

    page = client.get(path)
    client.post(path, {**typed, "consented_on": "1/3/2026"})
    expert.refresh_from_db()
    given = expert.consented_on
    client.post(path, {**typed, "consented_on": ""})
    expert.refresh_from_db()

    assert f"Edit {NAME_EN}" in visible_text(page)
    assert (given, expert.consented_on) == (FIRST, None)


def test_city_is_asked_first(sign_in, expert):
    client, path = sign_in("cea"), english(SEND, expert=expert.pk)

    asked = client.get(path)
    wrong = client.get(path + "?city=bangkok")
    form = client.get(path + "?city=nan")

    assert list(asked.context["form"].fields) == ["city"]
    assert errors(asked) == {}
    assert errors(wrong) == {"city": ["Choose a city of the agreement."]}
    assert "codes-R1" in form.context["form"].fields


def test_form_shows_the_gap_beside_each_indicator(sign_in, expert, nan, cast):
    make_verified(nan, level=1, by=cast["cea"], on=FIRST)
    client = sign_in("cea")

    page = client.get(english(SEND, expert=expert.pk) + "?city=nan")

    labels = dict(page.context["form"].fields["codes-R1"].choices)
    assert labels["R1.1"].endswith("(level 1)")
    assert labels["R1.2"].endswith("(no verified reading)")


def test_expert_is_sent_for_indicators(sign_in, expert, nan):
    typed = {**SENT, "codes-R2": ["R2.1"], "days": "4.5", "ends_on": "10/2/2024"}
    typed["starts_on"] = "1/2/2024"

    response = sign_in("cea").post(english(SEND, expert=expert.pk), typed, follow=True)

    row = expert.assignments.get()
    assert (row.city, row.days) == (nan, Decimal("4.5"))
    assert row.indicator_codes == ["R1.1", "R2.1"]
    assert "The assignment is on record." in visible_text(response)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"ends_on": "1/1/2023"}, "__all__", "would end before it begins"),
        ({"ends_on": "2/2/2024", "days": "3"}, "days", "more days than"),
        ({"days": "0"}, "days", "greater than or equal to 0.5"),
        ({"starts_on": ""}, "starts_on", "This field is required."),
        ({"result_en": "Done"}, "result_th", "Write it in Thai too."),
        ({"codes-R1": ["R9.9"]}, "codes-R1", "not one of the available choices"),
    ],
)
def test_an_assignment_that_cannot_be_is_refused(sign_in, expert, typed, field, words):
    data = {**SENT, "starts_on": "1/2/2024", **typed}

    response = sign_in("cea").post(english(SEND, expert=expert.pk), data)

    assert list(errors(response)) == [field]
    assert words in " ".join(errors(response)[field])
    assert not expert.assignments.exists()


def test_result_is_added_and_codes_of_an_earlier_rubric_stay(sign_in, expert, nan):
    row = send_to(expert, nan, indicator_codes=["R1.1", "OLD.1"])
    path = english(CHANGE, expert=expert.pk, assignment=row.pk)
    typed = {
        "starts_on": "1/3/2026",
        "ends_on": "31/3/2026",
        "codes-R2": ["R2.1"],
        "result_th": "จัดทำแผนแล้ว",
    }
    client = sign_in("cea")

    page = client.get(path)
    done = client.post(path, typed | OPENED_LAST, follow=True)
    late = client.post(path, {**typed, "result_th": "อื่น", "base": "1"})

    row.refresh_from_db()
    assert page.context["form"]["codes-R1"].value() == ["R1.1"]
    assert "Saved." in visible_text(done)
    assert (row.indicator_codes, row.result_th) == (["R2.1", "OLD.1"], "จัดทำแผนแล้ว")
    assert late.status_code == 409


def test_officers_have_no_page_of_experts(sign_in, expert):
    assert sign_in(OFFICER).get(english(LIST)).status_code == 403


def test_assignment_of_an_expert_that_no_number_names_is_not_found(sign_in):
    page = reverse("staff:edit_assignment", args=[10**30, 0])

    assert sign_in("secretary").get(page).status_code == 404
