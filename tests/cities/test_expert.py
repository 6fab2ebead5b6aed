"""Experts and their assignments: the days decide which cities they see."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from cities.models import Assignment, City, Expert, Reading
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from tests.addresses import OPENED_LAST
from tests.factories import make_assignment, make_expert, make_reading, make_user

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 31)
INSIDE = date(2026, 4, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def user(facts):
    return make_user("specialist", role="expert")


@pytest.fixture
def expert(user):
    return make_expert(user)


def seen(user, on=None):
    return [city.slug for city in City.objects.visible_to(user, on)]


def test_expert_and_assignment_in_words(expert, nan):
    assignment = make_assignment(expert, nan, starts_on=FIRST)

    with translation.override("en"):
        assert str(expert) == "Mali Chaidee"
        assert str(assignment) == "Mali Chaidee, Nan"
        assert expert.speciality == "Crafts and folk art"
    with translation.override("th"):
        assert str(expert) == "มะลิ ใจดี"
    assert assignment.key() == "cities.city/nan"


def test_assignment_that_ends_before_it_begins_is_refused(expert, nan):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_assignment(expert, nan, starts_on=LAST, ends_on=FIRST)

    row = Assignment(expert=expert, city=nan, starts_on=LAST, ends_on=FIRST)
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert refused.value.messages == ["The assignment would end before it begins."]


def test_assignment_of_one_day_is_kept(expert, nan):
    make_assignment(expert, nan, starts_on=FIRST, ends_on=FIRST)

    assert Assignment.objects.running(FIRST).count() == 1


def test_account_belongs_to_one_expert(expert, user):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_expert(user)


def test_experts_without_an_account_stand_beside_each_other(facts):
    make_expert()
    make_expert()

    assert Expert.objects.filter(user=None).count() == 2


@pytest.mark.parametrize(
    ("on", "sees"),
    [
        (FIRST - timedelta(days=1), []),
        (FIRST, ["nan"]),
        (INSIDE, ["nan"]),
        (LAST, ["nan"]),
        (LAST + timedelta(days=1), []),
    ],
)
def test_expert_sees_the_city_from_the_first_to_the_last_day(
    on, sees, expert, user, nan
):
    make_assignment(expert, nan, starts_on=FIRST, ends_on=LAST)
    make_reading(nan, on=FIRST)

    assert seen(user, on) == sees
    assert [r.city.slug for r in Reading.objects.visible_to(user, on)] == sees
    assert Assignment.objects.running(on).count() == len(sees)


def test_assignment_without_an_end_runs_on(expert, user, nan):
    make_assignment(expert, nan, starts_on=FIRST)

    assert seen(user, date(2399, 1, 1)) == ["nan"]


def test_scope_is_asked_of_today_by_default(expert, user, nan):
    make_assignment(expert, nan, starts_on=today() + timedelta(days=2))
    assert seen(user) == []

    make_assignment(expert, nan, starts_on=today() - timedelta(days=2))
    assert seen(user) == ["nan"]


def test_city_assigned_twice_and_edited_too_is_seen_once(expert, user, nan):
    nan.officers.add(user)
    for start in (FIRST, INSIDE):
        make_assignment(expert, nan, starts_on=start)
    make_reading(nan, on=FIRST)

    assert seen(user, INSIDE) == ["nan"]
    assert Reading.objects.visible_to(user, INSIDE).count() == 1


def test_assignment_of_another_expert_opens_nothing(user, nan):
    make_assignment(make_expert(make_user("another")), nan, starts_on=FIRST)

    assert seen(user, INSIDE) == []


def test_assignment_does_not_let_an_expert_edit(expert, user, nan):
    make_assignment(expert, nan, starts_on=FIRST)

    assert list(City.objects.editable_by(user)) == []


# Kept by the secretary in the admin


NAMES = {
    "name_th": "มานะ เรียนรู้",
    "name_en": "Mana Rianru",
    "speciality_th": "การออกแบบ",
    "speciality_en": "Design",
}


def test_secretary_enters_an_expert_without_a_word_of_the_person_in_the_ledger(sign_in):
    response = sign_in("secretary").post(reverse("admin:cities_expert_add"), NAMES)

    entry = LogEntry.objects.latest("sequence")
    assert response.status_code == 302
    assert Expert.objects.filter(name_en="Mana Rianru").exists()
    assert (entry.verb, entry.by.username, entry.is_public) == (
        "create",
        "secretary",
        True,
    )
    assert set(entry.payload["personal"]) == set(NAMES)
    assert "Mana" not in str(entry.payload)
    assert first_fault() is None


def test_secretary_renames_an_expert_and_the_ledger_says_only_that(sign_in):
    expert = make_expert()
    path = reverse("admin:cities_expert_change", args=[expert.pk])

    response = sign_in("secretary").post(path, {**NAMES, **OPENED_LAST})

    entry = LogEntry.objects.latest("sequence")
    assert response.status_code == 302
    assert (entry.verb, entry.payload["before"], entry.payload["after"]) == (
        "edit",
        {},
        {},
    )
    assert set(entry.payload["personal"]) == set(NAMES)


def test_secretary_sends_an_expert_with_days_typed_in_the_buddhist_era(sign_in, nan):
    expert = make_expert()

    response = sign_in("secretary").post(
        reverse("admin:cities_assignment_add"),
        {
            "expert": expert.pk,
            "city": nan.pk,
            "starts_on": "1/10/2569",
            "ends_on": "30 ก.ย. 2570",
        },
    )

    assignment = Assignment.objects.get(expert=expert)
    entry = LogEntry.objects.latest("sequence")
    assert response.status_code == 302
    assert (assignment.starts_on, assignment.ends_on) == (
        date(2026, 10, 1),
        date(2027, 9, 30),
    )
    assert (entry.verb, entry.about, entry.is_public) == (
        "create",
        "cities.city/nan",
        True,
    )


def test_secretary_reads_why_an_assignment_is_refused(sign_in, nan):
    expert = make_expert()

    response = sign_in("secretary").post(
        reverse("admin:cities_assignment_add"),
        {
            "expert": expert.pk,
            "city": nan.pk,
            "starts_on": "1/10/2569",
            "ends_on": "30/9/2569",
        },
    )

    assert response.status_code == 200
    assert not expert.assignments.exists()
    assert response.context["errors"]
