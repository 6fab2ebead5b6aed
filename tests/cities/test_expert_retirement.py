"""Experts and assignments that were entered by mistake: kept, and counted no more."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cities.models import Agency, Assignment, City, Expert, Opinion, Reading
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from tests.addresses import OPENED_LAST
from tests.factories import (
    make_assignment,
    make_expert,
    make_opinion,
    make_reading,
    make_user,
)

FIRST, DAY = date(2026, 3, 1), date(2026, 4, 1)
REASON = "ลงซ้ำ ของมะลิ ใจดี"


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def user(facts):
    return make_user("specialist", role="expert")


@pytest.fixture
def expert(user):
    return make_expert(user, agency=Agency.objects.get(code="cea"))


@pytest.fixture
def assignment(expert, nan):
    return make_assignment(expert, nan, starts_on=FIRST)


def refusal(verb, **said):
    """Why a verb refuses; the ledger stays as it was."""
    before = chain.latest()
    with pytest.raises(ValidationError) as refused:
        verb(**said)
    assert chain.latest() == before
    return refused.value.code


def retire(*rows):
    for row in rows:
        row.retire(by=None, reason=REASON, on=DAY)


# The expert


def test_retired_expert_stays_with_day_and_reason_and_frees_the_account(expert):
    retire(expert)

    expert.refresh_from_db()
    assert (expert.retired_on, expert.retired_reason) == (DAY, REASON)
    assert expert.user is None
    assert (expert in Expert.objects.standing()) is False
    assert list(Expert.objects.retired()) == [expert]


def test_expert_is_retired_today_by_default(expert):
    expert.retire(by=None, reason=REASON)

    assert expert.retired_on == today()


def test_ledger_says_of_the_person_only_that_there_is_a_reason(expert):
    retire(expert)

    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.is_public) == ("retire", True)
    assert entry.payload["personal"] == ["retired_reason"]
    assert set(entry.payload["after"]) == {"retired_on", "user_id"}
    assert "มะลิ" not in str(entry.payload)
    assert first_fault() is None


@pytest.mark.parametrize("ends_on", [None, date(2026, 3, 2)])
def test_expert_with_an_assignment_is_not_retired(expert, nan, ends_on):
    make_assignment(expert, nan, starts_on=FIRST, ends_on=ends_on)

    assert refusal(expert.retire, by=None, reason=REASON) == "assigned"
    expert.refresh_from_db()
    assert (expert.retired_on, expert.user is None) == (None, False)


def test_once_the_assignments_are_retired_so_may_be_the_expert(expert, assignment):
    retire(assignment, expert)

    assert expert.why_not_retired() == ""
    assert list(Expert.objects.standing()) == []


def test_retired_expert_is_changed_no_more(expert, nan):
    opened = Expert.objects.get(pk=expert.pk)  # a page left open
    retire(expert)

    opened.name_en = "Other"
    sent = Assignment(expert=opened, city=nan, starts_on=FIRST)
    assert refusal(opened.edit, by=None, fields=["name_en"]) == "retired"
    assert refusal(opened.retire, by=None, reason="อีกครั้ง") == "retired"
    assert refusal(sent.add, by=None) == "retired"


def test_expert_entered_again_is_a_new_row_that_may_have_the_account(expert, user):
    retire(expert)
    said = {name: getattr(expert, name) for name in (*Expert.personal, "agency")}

    again = Expert(**said, user=user).add(by=None)

    assert (again == expert, again.retired_on) == (False, None)
    assert Expert(**said).add(by=None) == again


# The assignment


def test_retired_assignment_stays_with_day_and_reason(assignment):
    retire(assignment)

    assignment.refresh_from_db()
    entry = LogEntry.objects.latest("sequence")
    assert (assignment.retired_on, assignment.retired_reason) == (DAY, REASON)
    assert (entry.verb, entry.about, entry.is_public) == (
        "retire",
        "cities.city/nan",
        True,
    )
    assert list(Assignment.objects.standing()) == []
    assert list(Assignment.objects.retired()) == [assignment]
    assert first_fault() is None


def test_assignment_is_retired_today_by_default(assignment):
    assignment.retire(by=None, reason=REASON)

    assert assignment.retired_on == today()


def test_retired_assignment_is_changed_no_more(assignment):
    opened = Assignment.objects.get(pk=assignment.pk)
    retire(assignment)

    opened.note = "ใหม่"
    assert refusal(opened.edit, by=None, fields=["note"]) == "retired"
    assert refusal(opened.retire, by=None, reason="อีกครั้ง") == "retired"


def test_assignment_entered_again_is_a_new_row(assignment, expert, nan):
    retire(assignment)

    again = Assignment(expert=expert, city=nan, starts_on=FIRST).add(by=None)

    assert again != assignment
    assert list(Assignment.objects.standing()) == [again]
    assert Assignment(expert=expert, city=nan, starts_on=FIRST).add(by=None) == again


@pytest.mark.parametrize("values", [{"retired_on": DAY}, {"retired_reason": REASON}])
def test_day_and_reason_go_together(assignment, expert, values):
    for row in (assignment, expert):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**values)


# Access


def test_retired_assignment_runs_on_no_day(assignment):
    retire(assignment)

    assert [assignment.is_running(on) for on in (FIRST, DAY)] == [False, False]
    assert list(Assignment.objects.running(FIRST)) == []


def test_retired_assignment_opens_no_city_on_any_day(assignment, user, nan):
    make_reading(nan, on=FIRST)
    assert list(City.objects.visible_to(user, DAY)) == [nan]

    retire(assignment)

    for on in (FIRST, DAY, today()):
        assert list(Assignment.objects.held_by(user, on)) == []
        assert list(City.objects.assigned_to(user, on)) == []
        assert list(City.objects.visible_to(user, on)) == []
        assert list(Reading.objects.visible_to(user, on)) == []
        assert list(Reading.objects.awaiting_opinion(user, on)) == []


def test_another_assignment_to_the_city_still_opens_it(assignment, user, expert, nan):
    make_assignment(expert, nan, starts_on=DAY)

    retire(assignment)

    assert list(City.objects.assigned_to(user, DAY)) == [nan]


def test_no_opinion_is_given_by_a_retired_assignment(cast, nan):
    user, reading = cast["expert"], make_reading(nan)
    earlier = make_opinion(reading, by=user)
    retire(*Assignment.objects.held_by(user))

    assert reading.why_no_opinion_by(user) != ""
    code = refusal(lambda: make_opinion(reading, by=user, text="อีกความเห็น"))
    assert code == "may-not-give-opinion"
    assert list(Opinion.objects.given()) == [earlier]


def test_pages_of_the_city_are_shut_at_once(client, cast, nan):
    reading = make_reading(nan, by=cast["officer.nan"])
    client.force_login(cast["expert"])
    path = reverse("staff:cities:verify_reading", args=[reading.sequence])
    before = client.get(path).status_code

    retire(*Assignment.objects.held_by(cast["expert"]))

    assert (before, client.get(path).status_code) == (200, 404)


# The admin


@pytest.mark.parametrize("kind", ["expert", "assignment"])
def test_admin_shows_a_retired_one_and_changes_it_no_more(
    sign_in, kind, expert, assignment
):
    retire(assignment, expert)
    row = {"expert": expert, "assignment": assignment}[kind]
    client, before = sign_in("secretary"), chain.latest()
    path = reverse(f"admin:cities_{kind}_change", args=[row.pk])

    shown, posted = client.get(path), client.post(path, {"note": "ก", **OPENED_LAST})

    assert (shown.status_code, posted.status_code) == (200, 403)
    assert REASON in shown.content.decode()
    assert shown.context["has_change_permission"] is False
    assert chain.latest() == before


def test_admin_sends_no_retired_expert(sign_in, expert, nan):
    retire(expert)
    client, path = sign_in("secretary"), reverse("admin:cities_assignment_add")

    typed = {"expert": expert.pk, "city": nan.pk, "starts_on": "1/10/2569"}
    response = client.post(path, typed)

    assert [*response.context["adminform"].form.errors] == ["expert"]
    assert not expert.assignments.exists()
