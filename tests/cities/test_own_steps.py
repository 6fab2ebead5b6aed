"""A step of a city's own in its membership: planned, agreed, retired with it."""

import pytest
from django.utils import translation

from cities.models import City, Membership, Milestone, Stage
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from tests.addresses import address
from tests.factories import make_city
from tests.visible import visible_text

OFFICER = "officer.nan"
LIST, ADD, BASELINE = (
    "staff:cities:milestones",
    "staff:cities:add_membership_milestone",
    "staff:cities:set_membership_baseline",
)
STEP = {
    "name_th": "ประชุมเครือข่าย",
    "name_en": "Meeting of the network",
    "planned_on": "30/6/2030",
    "planned_precision": "day",
    "is_key": "on",
}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    """A member since 2025."""
    return City.objects.get(slug="nan")


@pytest.fixture
def membership(nan):
    return Membership.objects.of(nan)


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def own(membership):
    return membership.milestones.get(code="own-1")


def agreed(client, **changes):
    seen = client.get(address(BASELINE)).context["seen"]
    data = {"effective_on": format_numeric(today(), "en"), "seen": seen, **changes}
    return client.post(address(BASELINE), data, follow=True)


def test_step_is_planned_and_only_staff_see_it(secretary, client, membership):
    response = secretary.post(address(ADD), STEP, follow=True)

    step = own(membership)
    assert (step.city, step.candidacy, step.is_key) == (membership.city, None, True)
    assert response.redirect_chain == [(address(LIST), 302)]
    text = visible_text(response)
    assert "The step is in the plan." in text
    assert "Meeting of the network" in text
    assert "Set the baseline of the membership's steps" in text
    assert not Milestone.objects.published().filter(pk=step.pk).exists()
    assert "Meeting of the network" not in visible_text(
        client.get(address("cities:detail", slug="nan"))
    )


def test_step_sent_twice_is_there_once(secretary, membership):
    for _time in range(2):
        secretary.post(address(ADD), STEP)

    assert membership.milestones.filter(code__startswith="own-").count() == 1


def test_baseline_agrees_the_step_and_the_public_reads_it(
    secretary, client, membership
):
    secretary.post(address(ADD), STEP)
    text = visible_text(secretary.get(address(BASELINE)))

    response = agreed(secretary)

    assert "Nan, membership" in text
    assert "Agree 1 date" in text
    assert "The first date of 1 step is agreed." in visible_text(response)
    assert own(membership).track().baseline().due().day.isoformat() == "2030-06-30"
    assert "Set the baseline of" not in visible_text(secretary.get(address(LIST)))
    shown = visible_text(client.get(address("cities:detail", slug="nan")))
    assert "Meeting of the network" in shown


def test_plan_that_changed_since_it_was_seen_is_not_agreed(secretary, membership):
    secretary.post(address(ADD), STEP)

    response = agreed(secretary, seen="another")

    assert response.status_code == 409
    assert "The plan was changed meanwhile." in visible_text(response)
    assert own(membership).track().baseline() is None


def test_step_without_a_day_stays_a_plan(secretary, membership):
    secretary.post(address(ADD), {**STEP, "planned_on": ""})

    text = visible_text(secretary.get(address(BASELINE)))

    assert "Stay a plan, for they have no day Meeting of the network" in text
    assert "No step waits for a baseline and has a day." in text


def test_officer_plans_and_does_not_say_what_is_key(sign_in, membership):
    officer = sign_in(OFFICER)

    officer.post(address(ADD), STEP)

    assert not own(membership).is_key
    text = visible_text(officer.get(address(LIST)))
    assert "Add a step of the membership" in text
    assert "Set the baseline of" not in text


@pytest.mark.parametrize("name", ["cea", "auditor"])
def test_those_who_only_read_are_offered_no_step(name, sign_in, membership):
    assert "Add a step of the membership" not in visible_text(
        sign_in(name).get(address(LIST))
    )


@pytest.mark.parametrize("name", [ADD, BASELINE])
def test_city_that_is_no_member_has_no_such_page(name, secretary, cast):
    response = secretary.get(address(name, slug=make_city().slug))

    assert response.status_code == 404


def test_with_the_designation_its_steps_are_retired(secretary, nan, membership, cast):
    secretary.post(address(ADD), STEP)
    bid = membership.candidacy
    designation = bid.stages.standing().get(kind=Stage.Kind.DESIGNATED)

    bid.withdraw_stage(designation, by=cast["secretary"], reason="ผิดปี")

    assert own(membership).track().retirement().reason == "ผิดปี"
    assert Membership.objects.of(nan) is None
    assert "Add a step of the membership" not in visible_text(
        secretary.get(address(LIST))
    )
