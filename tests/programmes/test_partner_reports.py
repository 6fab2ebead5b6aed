"""What a partner reports of its own part, and that its account reaches nothing else."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cities.models import City
from creativecity.ledger.models import LogEntry
from programmes.models import Commitment, Paper, Partner, PartnerReport, Programme
from tests.access_matrix import PARTNER, STAFF_PAGES
from tests.addresses import address
from tests.factories import make_partner, make_partner_report, make_user
from tests.visible import visible_text

REPORT, LIST = "staff:partner_report", "staff:partner_reports"
WITHDRAW = "staff:withdraw_partner_report"
TOLD = {
    "text_th": "จัดงานแล้ว",
    "text_en": "A festival was held",
    "effective_on": "1/10/2569",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def town(cast):
    return Partner.objects.get(slug="nan-municipality")


def errors(response):
    found = response.context["form"].errors.as_data()
    return {field: [error.code for error in said] for field, said in found.items()}


def test_partner_reports_on_its_own_part(sign_in, town):
    duty = Commitment.objects.filter(kind="duty").first()
    sent = {"city": "nan", "commitment": duty.pk, "paper-link": "https://example.org/x"}

    response = sign_in(PARTNER).post(
        address(REPORT), TOLD | sent | {"paper-title_th": "ภาพงาน"}, follow=True
    )

    report = town.reports.get()
    assert (report.city.slug, report.commitment) == ("nan", duty)
    assert report.effective_on == date(2026, 10, 1)
    assert report.paper == Paper.objects.get()
    assert not report.paper.is_public
    assert not LogEntry.objects.get(sequence=report.sequence).is_public
    seen = visible_text(response)
    assert "Your report is with the agencies." in seen
    assert f"Nan; duty {duty.code}; entered by partner Withdraw" in seen


def test_report_for_another_body_is_not_found(sign_in, town):
    make_partner("elsewhere")

    assert sign_in(PARTNER).get(address(REPORT, slug="elsewhere")).status_code == 404


def test_report_is_about_a_city_where_the_body_works(sign_in, town):
    everywhere = make_partner("everywhere", staff=town.staff.get())
    client = sign_in(PARTNER)

    own = client.get(address(REPORT)).context["form"]
    all_of_them = client.get(address(REPORT, slug=everywhere.slug)).context["form"]

    assert [city.slug for city in own.fields["city"].queryset] == ["nan"]
    assert all_of_them.fields["city"].queryset.count() == City.objects.count()


def test_report_names_duties_alone(sign_in, town):
    field = sign_in(PARTNER).get(address(REPORT)).context["form"].fields["commitment"]

    assert {row.kind for row in field.queryset} == {"duty"}
    first = field.queryset.first()
    assert field.label_from_instance(first) == f"{first.code} {first.text}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"text_th": ""}, {"text_th": ["required"]}),
        ({"effective_on": "1/1/2600"}, {"effective_on": ["ahead"]}),
        ({"city": "sukhothai"}, {"city": ["invalid_choice"]}),
    ],
)
def test_report_that_is_not_told_whole_is_refused(typed, found, sign_in, town):
    assert errors(sign_in(PARTNER).post(address(REPORT), TOLD | typed)) == found


def test_report_is_there_once_however_often_it_is_sent(sign_in, town):
    client = sign_in(PARTNER)

    client.post(address(REPORT), TOLD)
    client.post(address(REPORT), TOLD)

    assert town.reports.count() == 1


def test_partner_withdraws_its_report_with_a_reason(sign_in, town):
    report = make_partner_report(town)
    client, path = sign_in(PARTNER), address(WITHDRAW, report=report.sequence)

    bare = client.post(path, {"reason": ""})
    response = client.post(path, {"reason": "ซ้ำ"}, follow=True)
    again = client.post(path, {"reason": "ซ้ำ"})

    assert errors(bare) == {"reason": ["required"]}
    assert "The report is withdrawn." in visible_text(response)
    assert not PartnerReport.objects.standing().exists()
    assert errors(again) == {"__all__": ["withdrawn"]}
    with pytest.raises(ValidationError):
        report.withdraw(by=None, reason="ซ้ำ")


def test_report_is_named_by_partner_and_day(cast, town):
    assert str(make_partner_report(town)) == f"{town.pk} 2026-10-01"


def test_report_of_another_body_is_not_withdrawn(sign_in, town):
    report = make_partner_report(make_partner("elsewhere"))

    response = sign_in(PARTNER).get(address(WITHDRAW, report=report.sequence))

    assert response.status_code == 404


def test_reports_are_seen_by_overseers_and_the_officer_of_the_city(cast, town):
    sukhothai = City.objects.get(slug="sukhothai")
    here = make_partner_report(town)
    there = make_partner_report(town, city=sukhothai)

    def seen(name):
        return {*PartnerReport.objects.visible_to(cast[name])}

    assert seen("auditor") == {here, there}
    assert seen("officer.nan") == {here}
    assert seen("officer.sukhothai") == {there}


def test_desk_of_a_partner_leads_to_what_it_can_do(sign_in, town):
    response = sign_in(PARTNER).get(reverse("staff:desk"))

    seen = visible_text(response)
    assert "Report for Nan Town Municipality" in seen
    assert "No city is assigned to you" not in seen
    for name in (REPORT, LIST, "programmes:partners"):
        assert f'href="{address(name)}"' in response.text


def test_account_that_reports_for_nobody_is_told_whom_to_ask(facts):
    client = Client()
    client.force_login(make_user("partner", role="partner"))

    for name in ("staff:desk", LIST):
        seen = visible_text(client.get(reverse(name)))
        assert "Your account reports for no body yet." in seen


def test_list_teaches_a_partner_what_to_report(sign_in, town):
    seen = visible_text(sign_in(PARTNER).get(reverse(LIST)))

    assert "You have not reported yet." in seen


def test_partner_reads_the_name_of_its_file_and_is_offered_no_dead_link(sign_in, town):
    programme = Programme.objects.first()
    file = {"file": "papers/x.pdf", "name": "x.pdf", "link": ""}
    paper = Paper(programme=programme, title_th="ภาพ", title_en="A picture", **file)
    make_partner_report(town, paper=paper.add(by=None))

    response = sign_in(PARTNER).get(reverse(LIST))

    assert "A picture PDF" in visible_text(response)
    assert "papers" not in response.text


#: Lists of which a partner reads its own rows alone: those of its action points, and
#: of suggestions none (test_action_point.py, test_suggestion.py).
NARROWED = {"staff:action_points", "staff:action_points_csv", "staff:suggestions"}


def test_partner_is_shut_out_of_all_but_its_desk_its_reports_and_its_points():
    pages = {name for name, (allowed, _) in STAFF_PAGES.items() if PARTNER in allowed}

    own = {"staff:letters", "staff:follow_city", "staff:follow_review"}
    own |= {"programmes:my_data", "programmes:my_profile", "staff:first_steps"}
    assert pages - NARROWED == {"staff:desk", REPORT, LIST, WITHDRAW, *own}
