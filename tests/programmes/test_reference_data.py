"""What the admin lets nobody change once a review, or a decision, rests on it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cities.models import Agency
from programmes.models import Programme, Signatory, Target
from tests.factories import make_review, make_target_change


def fields_of(client, model, pk):
    page = client.get(reverse(f"admin:programmes_{model}_change", args=[pk]))
    return set(page.context["adminform"].form.fields)


@pytest.fixture
def programme(cast):
    return Programme.objects.get()


def test_the_term_of_an_agreement_with_reviews_stays(programme, sign_in):
    secretary, term = sign_in("secretary"), {"signed_on", "term_years"}
    before = fields_of(secretary, "programme", programme.pk)
    make_review(programme)

    after = fields_of(secretary, "programme", programme.pk)

    assert before & term == term
    assert after & term == set()


def test_no_party_joins_an_agreement_with_reviews(programme):
    agency = Agency(code="mots", name_th="ก", name_en="M", short_th="ก", short_en="M")
    agency.save()
    third = Signatory(programme=programme, agency=agency, name_th="ก", position_th="ข")
    third.clean()
    make_review(programme)

    with pytest.raises(ValidationError) as refusal:
        third.clean()

    assert refusal.value.code == "has-reviews"


def test_a_signatory_stays_that_of_its_agency(programme, sign_in):
    signatory = programme.signatories.first()

    shown = fields_of(sign_in("secretary"), "signatory", signatory.pk)

    assert shown & {"programme", "agency"} == set()


def test_a_target_that_a_decision_changed_is_changed_by_decisions_alone(
    programme, sign_in
):
    secretary, day = sign_in("secretary"), {"due_on", "precision"}
    target = Target.objects.get(code="M02")
    before = fields_of(secretary, "target", target.pk)
    make_target_change(target, date(2028, 9, 30))

    after = fields_of(secretary, "target", target.pk)

    assert before & day == day
    assert after & day == set()


def test_a_decision_of_an_agreement_that_no_address_names_is_not_found(sign_in):
    page = reverse("staff:add_decision")

    answers = [
        sign_in("secretary").get(page, {"agreement": slug}).status_code
        for slug in ("nowhere", "mou-2563\0x")
    ]

    assert answers == [404, 404]
