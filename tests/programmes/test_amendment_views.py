"""The secretary's pages of amendments: entered by kind, listed, taken back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from cities.models import City
from programmes.amending import withdraw_amendment
from programmes.forms.acts import ClauseActForm
from programmes.models import Amendment, Commitment, Paper, Programme, Target
from tests.addresses import address
from tests.cities import zoo
from tests.factories import (
    make_amendment,
    make_city,
    make_decision,
    make_paper,
    make_programme,
    make_review,
)
from tests.visible import visible_text

ADD, LISTED = "staff:add_amendment", "staff:amendments"
WORDS = {
    "number": "1",
    "effective_on": "1/10/2026",
    "text_th": "ขยายระยะเวลา",
    "text_en": "The term is extended",
}
LATER = date(2030, 6, 30)
EXTENSION = {**WORDS, "due_on": "24/6/2028", "precision": "day"}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def enter(client, kind, **fields):
    return client.post(f"{address(ADD)}?kind={kind}", fields)


def test_kind_is_chosen_first(secretary):
    text = visible_text(secretary.get(address(ADD)))

    assert "What does it change?" in text
    assert "longer term" in text


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("extension", {"due_on", "precision"}),
        ("city", {"city", "goal", "due_on", "precision"}),
        ("clause", {"commitment"}),
    ],
)
def test_each_kind_asks_what_is_its_own(kind, asked, secretary):
    form = secretary.get(f"{address(ADD)}?kind={kind}").context["form"]

    common = {"number", "effective_on", "text_th", "text_en", "decision"}
    assert set(form.fields) == common | asked


def test_next_number_is_proposed(secretary):
    make_amendment(3)
    withdraw_amendment(make_amendment(5, due_on=LATER), by=None, reason="พิมพ์ผิด")

    form = secretary.get(f"{address(ADD)}?kind=clause").context["form"]
    act = ClauseActForm(programme=Programme.objects.get())

    assert (form.initial["number"], act.initial["number"]) == (4, 4)


def test_decision_that_was_taken_back_is_not_offered(secretary):
    standing, gone = make_decision(1), make_decision(2)
    gone.withdraw(by=None, reason="พิมพ์ผิด")

    form = secretary.get(f"{address(ADD)}?kind=extension").context["form"]
    refused = enter(secretary, "extension", **EXTENSION, decision=gone.pk)

    assert list(form.fields["decision"].queryset) == [standing]
    assert refused.context["form"].errors == {
        "decision": ["The decision was taken back."]
    }


def test_extension_is_entered_with_its_decision_and_paper(secretary):
    decision, paper = make_decision(), make_paper()
    fields = {**EXTENSION, "decision": decision.pk, "paper-existing": paper.pk}

    response = enter(secretary, "extension", **fields)

    row = Amendment.objects.get()
    assert response.url == address(LISTED)
    assert (row.decision, row.paper, row.due_on) == (
        decision,
        paper,
        date(2028, 6, 24),
    )


def test_year_beyond_the_term_is_told_how_far_it_reaches(client, facts):
    make_amendment()

    response = client.get(reverse("programmes:review", args=["mou-2563", 8]))

    assert response.status_code == 404
    assert "has the years 1 to 7." in visible_text(response)


def test_signed_file_is_handed_in_with_the_amendment(secretary):
    file = zoo.upload("signed.pdf", zoo.pdf())

    enter(secretary, "extension", **EXTENSION, **{"paper-file": file})

    assert Amendment.objects.get().paper.name == "signed.pdf"


def test_city_is_added_with_its_goal(secretary):
    city = make_city()
    fields = {**EXTENSION, "city": city.pk, "goal": "designated"}

    enter(secretary, "city", **fields)

    assert Target.objects.get(city=city).goal == "designated"


def test_clause_is_changed(secretary):
    clause = Commitment.objects.get(code="J1")

    enter(secretary, "clause", **WORDS, commitment=clause.pk)

    clause.refresh_from_db()
    assert clause.text_en == "The term is extended"


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("extension", {"number", "effective_on", "due_on", "text_th", "text_en"}),
        ("city", {"number", "effective_on", "due_on", "text_th", "text_en", "city"}),
        ("clause", {"number", "effective_on", "text_th", "text_en", "commitment"}),
    ],
)
def test_what_is_missing_is_said(kind, wrong, secretary):
    fields = {"precision": "day", "goal": "submitted"}

    response = enter(secretary, kind, **fields)

    assert set(response.context["form"].errors) == wrong
    assert "Error:" in response.content.decode()


def test_day_that_lies_ahead_is_refused(secretary):
    response = enter(secretary, "extension", **EXTENSION | {"effective_on": "1/1/2390"})

    assert set(response.context["form"].errors) == {"effective_on"}


def test_what_the_rule_refuses_is_said_at_its_field(secretary):
    response = enter(secretary, "extension", **EXTENSION | {"due_on": "1/1/2024"})

    assert response.context["form"].errors == {
        "due_on": ["The new end has to lie after the one that stands."]
    }
    assert not Amendment.objects.exists()


def test_paper_stays_chosen_where_the_rule_refuses_the_rest(secretary):
    fields = EXTENSION | {"due_on": "1/1/2024", "paper-link": "https://example.org/a"}

    response = enter(secretary, "extension", **fields, **{"paper-title_th": "หนังสือ"})

    paper = Paper.objects.get()
    assert f'<option value="{paper.pk}" selected>' in response.content.decode()


def test_list_tells_all_that_was_entered(secretary, cast):
    paper = make_paper(title_en="Signed letter")
    make_amendment(decision=make_decision(), paper=paper)
    make_amendment(
        2, "city", city=make_city(), due_on=date(2029, 9, 30), precision="fiscal-year"
    )
    third = make_amendment(3, "clause", commitment=Commitment.objects.get(code="J1"))
    withdraw_amendment(third, by=cast["secretary"], reason="typed wrong")

    text = visible_text(secretary.get(address(LISTED)))

    assert "Amendment 1: longer term" in text
    assert "New end: June 2027" in text
    assert "Decision 1/2569" in text
    assert "Signed letter" in text
    assert "Mae Hong Son: target by fiscal year 2029" in text
    assert "Clause J1" in text
    assert "typed wrong" in text
    assert "Withdraw amendment 2" in text
    assert "Withdraw amendment 3" not in text


def test_list_is_of_any_agreement(secretary):
    make_programme("mou-2570")

    text = visible_text(secretary.get(address(LISTED, slug="mou-2570")))

    assert "No amendment of this agreement is on record." in text
    assert "Memorandum of Understanding" in text  # the way to the other one


def test_those_who_only_read_are_offered_no_button(sign_in):
    make_amendment()

    text = visible_text(sign_in("auditor").get(address(LISTED)))

    assert "Enter an amendment" not in text
    assert "Withdraw amendment" not in text


def withdrawal_of(row):
    return address("staff:withdraw_amendment", amendment=row.sequence)


def test_amendment_is_taken_back(secretary):
    page = withdrawal_of(make_amendment())

    assert "Nothing is deleted" in visible_text(secretary.get(page))
    assert secretary.post(page, {"reason": "typed wrong"}).url == address(LISTED)
    assert not Amendment.objects.standing().exists()
    assert "This amendment was withdrawn." in visible_text(secretary.get(page))
    again = secretary.post(page, {"reason": "typed wrong"})
    assert again.status_code == 200


def test_reason_is_asked_for(secretary):
    response = secretary.post(withdrawal_of(make_amendment()), {"reason": " "})

    assert "Say why the amendment is withdrawn." in visible_text(response)


def test_amendment_that_stays_says_why(secretary):
    row = make_amendment()
    make_review(year=5)

    response = secretary.get(withdrawal_of(row))

    assert "A year that it added has been reviewed." in visible_text(response)


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries(count, secretary, django_assert_num_queries):
    for n in range(count):
        make_amendment(n + 1, due_on=date(2030 + n, 6, 30), paper=make_paper())

    with django_assert_num_queries(10):
        secretary.get(address(LISTED))


def test_number_of_a_city_is_one_that_is_there(secretary):
    response = enter(secretary, "city", **EXTENSION, city="0", goal="submitted")

    assert set(response.context["form"].errors) == {"city"}
    assert City.objects.count() == 5
    assert Programme.objects.count() == 1
