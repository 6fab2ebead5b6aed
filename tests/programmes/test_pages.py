"""What public pages say before anything is loaded, and what none may keep."""

import pytest
from django.urls import reverse

from tests.access_matrix import PUBLIC
from tests.addresses import address
from tests.visible import visible_text

pytestmark = pytest.mark.both

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
    "programmes:privacy_request_state",
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
    "cities:candidacies_csv",
    "cities:evidence_csv",
    "cities:facts_csv",
    "cities:card",
    "cities:changes_atom",
    "embed",
    "badge",
    "programmes:article",
    "programmes:article_picture",
    "programmes:event",
    "programmes:suggestion",
    "programmes:accept_invitation",
    "programmes:stop_letters",
}
#: Only who has just sent a suggestion sees it; others are led to the form.
AFTER_SENDING = {"programmes:suggestion_sent"}
#: Programs look there, and are led on.
LED_ON = {"well_known_password"}


@pytest.mark.parametrize("name", sorted(PUBLIC - NEED_A_ROW - AFTER_SENDING - LED_ON))
def test_page_teaches_where_nothing_is_loaded(name, db, client):
    response = client.get(address(name))

    response.getvalue()  # to its end, where a file is closed
    assert response.status_code == 200


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


def test_draft_report_is_shown_to_staff_and_kept_by_no_browser(sign_in):
    response = sign_in("secretary").get(address("programmes:review"))

    assert response.context["draft"][0].heading
    assert "no-store" in response["Cache-Control"]
