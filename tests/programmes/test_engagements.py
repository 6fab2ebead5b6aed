"""The log of coordination: who adds to it, who reads it, who takes back."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Agency, City
from creativecity.ledger.models import LogEntry
from programmes.models import Engagement, Paper, Partner
from programmes.partner_tables import ENGAGEMENTS
from tests.addresses import address
from tests.factories import make_engagement, make_paper, make_partner, make_user
from tests.visible import visible_text

SECRETARY, OFFICER = "secretary", "officer.nan"
ADD, LOG, CSV = "staff:add_engagement", "staff:engagements", "staff:engagements_csv"
WITHDRAW = "staff:withdraw_engagement"
STEP = {
    "effective_on": "1/10/2569",
    "kind": "meeting",
    "text_th": "หารือเรื่องย่านสร้างสรรค์",
    "text_en": "Spoke of the district",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(cast):
    return Partner.objects.get(slug="nan-municipality")


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def errors(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


# Adding


@pytest.mark.parametrize(
    ("role", "sent", "agency"),
    [
        ("dasta", {}, "dasta"),
        ("cea", {"agency": "dasta"}, "cea"),  # it speaks for itself alone
        (SECRETARY, {}, None),
        (SECRETARY, {"agency": "cea"}, "cea"),
        (OFFICER, {"agency": "dasta", "city": "nan"}, "dasta"),
    ],
)
def test_step_is_logged_for_the_agency_that_took_part(
    role, sent, agency, sign_in, town
):
    response = sign_in(role).post(address(ADD), STEP | sent, follow=True)

    step = town.engagements.get()
    assert (step.agency and step.agency.code) == agency
    assert step.effective_on == date(2026, 10, 1)
    assert step.recorded_by.username == role
    entry = LogEntry.objects.get(sequence=step.sequence)
    assert (entry.about, entry.is_public) == (town.key(), True)
    assert "The step is in the log." in visible_text(response)
    assert "Spoke of the district" in visible_text(response)


def test_account_of_no_agency_chooses_among_all_and_both(sign_in, town):
    form = sign_in(SECRETARY).get(address(ADD)).context["form"]

    assert [label for _value, label in form.fields["agency"].choices] == [
        "both agencies",
        "CEA",
        "DASTA",
    ]
    assert form["city"].value() == "nan"
    assert not form.fields["city"].required


def test_officer_logs_what_is_about_their_own_city(sign_in, town):
    client = sign_in(OFFICER)
    form = client.get(address(ADD)).context["form"]

    elsewhere = client.post(address(ADD), STEP | {"city": "sukhothai"})
    nowhere = client.post(address(ADD), STEP)

    assert [city.slug for city in form.fields["city"].queryset] == ["nan"]
    assert errors(elsewhere) == {"city": ["invalid_choice"]}
    assert errors(nowhere) == {"city": ["required"]}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"effective_on": "1/1/2600"}, {"effective_on": ["ahead"]}),
        ({"kind": ""}, {"kind": ["required"]}),
        ({"text_th": " "}, {"text_th": ["required"]}),
    ],
)
def test_step_that_is_not_told_whole_is_refused(typed, found, sign_in, town):
    assert errors(sign_in("cea").post(address(ADD), STEP | typed)) == found
    assert not town.engagements.exists()


def test_step_is_there_once_however_often_it_is_sent(sign_in, town):
    client = sign_in("cea")

    client.post(address(ADD), STEP)
    client.post(address(ADD), STEP)

    assert town.engagements.count() == 1


def test_step_may_rest_on_a_paper(sign_in, town):
    paper = {"paper-link": "https://example.org/letter", "paper-title_th": "หนังสือ"}

    sign_in("cea").post(address(ADD), STEP | paper)

    assert town.engagements.get().paper == Paper.objects.get()


# Withdrawing


def test_secretary_withdraws_any_step_with_a_reason(sign_in, town):
    step = make_engagement(town)
    client, path = sign_in(SECRETARY), address(WITHDRAW, step=step.sequence)

    bare = client.post(path, {"reason": ""})
    response = client.post(path, {"reason": "ซ้ำ"}, follow=True)
    again = client.post(path, {"reason": "ซ้ำ"})

    assert errors(bare) == {"reason": ["required"]}
    assert not Engagement.objects.standing().exists()
    assert "The step is withdrawn." in visible_text(response)
    assert errors(again) == {"__all__": ["withdrawn"]}


def test_others_withdraw_what_they_wrote_themselves(cast, town):
    officer, cea = cast[OFFICER], cast["cea"]
    own = make_engagement(town, by=officer)
    theirs = make_engagement(town, by=cea, text_th="อื่น")

    def mine(user):
        return [*Engagement.objects.withdrawable_by(user)]

    assert (mine(officer), mine(cea)) == ([own], [theirs])
    assert {*mine(cast[SECRETARY])} == {own, theirs}


def test_step_is_named_by_partner_kind_and_day(cast, town):
    assert str(make_engagement(town)) == f"{town.pk} meeting 2026-10-01"


def test_step_is_withdrawn_once(cast, town):
    step = make_engagement(town)
    step.withdraw(by=None, reason="ซ้ำ")

    with pytest.raises(ValidationError):
        step.withdraw(by=None, reason="ซ้ำ")


# The whole log


@pytest.fixture
def steps(town, nan):
    """Four steps, told apart by their day."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    culture = Partner.objects.get(slug="ministry-of-culture")
    make_engagement(town, on=date(2026, 9, 1), agency=agencies["cea"], city=nan)
    make_engagement(town, on=date(2026, 9, 2))
    make_engagement(culture, on=date(2026, 9, 3), agency=agencies["dasta"])
    make_engagement(town, on=date(2025, 9, 4), agency=agencies["cea"])
    make_engagement(town, on=date(2026, 9, 5)).withdraw(by=None, reason="ซ้ำ")


def days(response):
    return [step.effective_on.day for step in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, [3, 2, 1, 4]),
        ({"city": "nan"}, [1]),
        ({"agency": "cea"}, [1, 4]),
        ({"agency": "both"}, [2]),
        ({"partner": "ministry-of-culture"}, [3]),
        ({"year": "2568"}, [4]),
        ({"year": "2568", "agency": "dasta"}, []),
        ({"year": "2500"}, [3, 2, 1, 4]),  # a year without a step is no choice
    ],
)
def test_log_is_chosen_from_by_the_address(query, found, sign_in, steps):
    response = sign_in("auditor").get(reverse(LOG), query)

    assert days(response) == found
    words = "No step fits what was chosen." in visible_text(response)
    assert words == (not found)


def test_officer_reads_of_their_city_and_its_partners(sign_in, steps):
    response = sign_in(OFFICER).get(reverse(LOG))

    assert days(response) == [2, 1, 4]
    form = response.context["filter"]
    assert [slug for slug, _name in form.fields["city"].choices] == ["", "nan"]


def test_log_names_partner_agency_city_author_and_paper(sign_in, town, nan, cast):
    file = make_paper(link="https://example.org/minutes", title_en="Minutes")
    make_engagement(town, city=nan, paper=file, by=cast["cea"], is_sample=True)

    seen = visible_text(sign_in("cea").get(reverse(LOG)))

    assert "Meeting: Nan Town Municipality" in seen
    assert "Minutes" in seen
    assert "both agencies, Nan; entered by cea (sample) Withdraw" in seen


def test_auditor_is_offered_no_withdrawal(sign_in, town):
    make_engagement(town)

    assert "Withdraw" not in visible_text(sign_in("auditor").get(reverse(LOG)))


def test_empty_log_teaches_what_to_enter(sign_in, town):
    assert "Open a partner and log the first one" in visible_text(
        sign_in("cea").get(reverse(LOG))
    )


def test_log_costs_as_much_for_many(sign_in, town, nan, django_assert_num_queries):
    make_engagement(town, city=nan, paper=make_paper())
    client, path = sign_in("cea"), reverse(LOG)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(3):
        partner = make_partner(f"body-{number}")
        make_engagement(partner, city=nan, by=make_user(f"user-{number}"))

    with django_assert_num_queries(len(few)):
        client.get(path)


def test_log_as_a_file_has_the_steps_that_were_chosen(sign_in, steps):
    response = sign_in("auditor").get(reverse(CSV), {"agency": "cea", "city": "nan"})

    [row] = csv.DictReader(StringIO(response.content.decode("utf-8-sig")))
    assert tuple(row) == ENGAGEMENTS
    assert (row["day"], row["partner"], row["agencies"], row["city"]) == (
        "2026-09-01",
        "nan-municipality",
        "cea",
        "nan",
    )


def test_file_of_what_is_not_understood_is_refused(sign_in, steps):
    response = sign_in("auditor").get(reverse(CSV), {"city": "nowhere"})

    assert response.status_code == 400
