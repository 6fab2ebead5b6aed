"""What public pages say before anything is loaded, and what changed lately."""

from datetime import date

import pytest
from django.urls import reverse

from cities.models import Candidacy, City, Stage
from creativecity.ledger import verbs
from tests.access_matrix import PUBLIC
from tests.addresses import address
from tests.factories import make_reading, make_verdict, make_verified
from tests.visible import visible_text

NEED_A_ROW = {
    "programmes:decisions",
    "programmes:decisions_csv",
    "programmes:duties_csv",
    "programmes:verify",
    "cities:district",
    "programmes:agreement",
    "programmes:review",
    "programmes:latest_agreement",
    "programmes:paper_file",
    "programmes:call",
    "cities:detail",
    "cities:candidacy",
    "cities:compare_candidacies",
    "cities:evidence_file",
    "cities:readiness",
    "cities:readiness_csv",
    "cities:outcomes",
    "cities:outcomes_csv",
    "cities:slip_csv",
}


@pytest.mark.parametrize("name", sorted(PUBLIC - NEED_A_ROW))
def test_page_teaches_where_nothing_is_loaded(name, db, client):
    assert client.get(address(name)).status_code == 200


@pytest.mark.parametrize("name", sorted(NEED_A_ROW))
def test_page_of_a_thing_that_is_not_there_is_a_helpful_404(name, db, client):
    response = client.get(address(name))

    assert response.status_code == 404
    assert reverse("programmes:home") in response.content.decode()


@pytest.mark.parametrize("year", [0, 5, 99999999999])
def test_year_outside_the_term_is_a_404_that_names_the_years(year, facts, client):
    response = client.get(address("programmes:review", year=year))

    assert response.status_code == 404
    assert "4" in visible_text(response)


def test_home_says_what_changed_lately(cast, client):
    nan = City.objects.get(slug="nan")
    make_verified(nan, "R1.1", by=cast["cea"])
    stage = Stage(
        kind="submitted",
        effective_on=date(2025, 2, 20),
        precision="day",
        text_th="ส่งใบสมัครแล้ว",
        text_en="Submitted",
        basis="source",
    )
    Candidacy.objects.filter(city=nan).latest("pk").reach(stage, by=cast["secretary"])

    changes = client.get(reverse("programmes:home")).context["changes"]

    assert [change.kind for change in changes] == ["stage", "verification", "reading"]


def test_a_withdrawn_readings_verdict_is_no_news(cast, client):
    reading = make_reading(City.objects.get(slug="nan"), by=cast["officer.nan"])
    make_verdict(reading, by=cast["cea"])
    verbs.withdraw(reading, by=cast["officer.nan"], reason="ผิดปี")

    assert client.get(reverse("programmes:home")).context["changes"] == []


def test_draft_report_is_shown_to_staff_and_kept_by_no_browser(sign_in):
    response = sign_in("secretary").get(address("programmes:review"))

    assert response.context["draft"][0].heading
    assert "no-store" in response["Cache-Control"]
