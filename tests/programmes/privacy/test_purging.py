"""What is kept for a time alone is ended on its day, not before, and once."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from cities.models import Draft
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from programmes.accounts.giving import close
from programmes.models import (
    AccountInvitation,
    Import,
    Letter,
    Partner,
    PrivacyRequest,
)
from programmes.privacy.purging import STEPS, run
from programmes.privacy.register import time_kept
from tests.factories import (
    DAY,
    make_import,
    make_letter,
    make_partner,
    make_user,
)
from tests.visible import visible_text

BY_CODE = {step.purge: step for step in STEPS}
#: The ledger's and the accounts' own moments are those of the clock.
NOW = datetime(2026, 11, 26, 10, 30, tzinfo=UTC)


def session(moment):
    return Session.objects.create(session_key="s", session_data="", expire_date=moment)


def sign_in_seen(moment):
    user = make_user()
    return UserSession.objects.create(
        user=user, ip="192.0.2.1", last_seen_at=moment, session_key="s", user_agent="x"
    )


def draft(moment):
    user = make_user()
    return Draft.objects.create(
        user=user, about="cities.city/nan", key="R1", values={}, saved_at=moment
    )


def letter(moment):
    return make_letter(make_user(), on=timezone.localdate(moment))


def job(moment):
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="programmes.tasks.send_letter",
        backend_name="default",
        exception_class_path="",
        traceback="",
        finished_at=moment,
    )


DELETED = {
    "sessions": session,
    "sign-ins": sign_in_seen,
    "drafts": draft,
    "letters": letter,
    "jobs": job,
}


@pytest.mark.parametrize("code", DELETED)
def test_what_nobody_needs_is_there_to_its_day_and_then_deleted(code, db):
    row, step = DELETED[code](NOW), BY_CODE[code]
    last = timezone.localdate(NOW) + time_kept(code)

    kept = run(step, last, quiet)
    still_there = type(row).objects.filter(pk=row.pk).exists()
    ended = run(step, last + timedelta(days=1), quiet)

    assert (kept, still_there, ended) == (0, True, 1)
    assert not type(row).objects.filter(pk=row.pk).exists()


def quiet(done, total):
    """Nobody looks on."""


def run_on_its_day(code, began):
    """What a step ends on its last day of keeping, and on the day after."""
    last = began + time_kept(code)
    return [run(BY_CODE[code], last + timedelta(days=n), quiet) for n in (0, 1, 1)]


@pytest.fixture
def taken_in(cast):
    """An import of one event; its effects name it."""
    row = make_import(by=make_user("kanokwan"))
    Import.objects.filter(pk=row.pk).update(taken_in_at=NOW)
    row.refresh_from_db()
    return row


def test_effects_of_an_import_go_and_its_counts_stay(taken_in):
    found = run_on_its_day("imports", timezone.localdate(NOW))

    taken_in.refresh_from_db()
    assert found == [0, 1, 0]
    assert (taken_in.effects, taken_in.added) == ([], 1)
    assert taken_in.is_emptied()
    told = LogEntry.objects.latest("sequence")
    assert (told.verb, told.payload["personal"]) == ("empty", ["effects"])


def test_emptied_import_is_withdrawn_no_more_and_its_page_says_so(taken_in, sign_in):
    taken_in.empty()

    with pytest.raises(ValidationError) as refused:
        taken_in.withdraw(by=None, reason="ผิด", undo=None)
    with translation.override("en"):
        page = sign_in("secretary").get(reverse("staff:import", args=[taken_in.pk]))

    assert refused.value.code == "emptied"
    assert "kept for a time alone, which is over" in visible_text(page)
    assert "No row changed anything" not in visible_text(page)


def test_import_that_changed_nothing_has_nothing_to_forget():
    assert not Import(effects=[], added=0, changed=0).is_emptied()


def test_address_of_an_invitation_goes_after_it_ran_out(db):
    row = AccountInvitation(
        email="kanok@example.org",
        name="กนกวรรณ",
        role="auditor",
        secret_hash="0" * 64,
        invited_at=NOW,
        expires_at=NOW,
    )
    verbs.create(row, by=None, is_public=False, personal=row.personal)

    found = run_on_its_day("invitations", timezone.localdate(NOW))

    row.refresh_from_db()
    assert found == [0, 1, 0]
    assert "kanok" not in row.email
    assert row.name != "กนกวรรณ"


def test_words_of_a_request_go_after_its_answer_and_open_ones_stay(db):
    told = {"kind": "access", "name": "กนกวรรณ", "contact": "k@example.org"}
    rows = [PrivacyRequest(**told, text="ขอสำเนา") for _time in range(2)]
    for number, row in enumerate(rows):
        row.receive(f"secret-{number}", on=DAY)
    rows[0].settle(
        by=make_user(), verdict="granted", answer="ส่งแล้ว", identified="บัตร", on=DAY
    )

    found = run_on_its_day("requests", DAY)

    answered, waiting = PrivacyRequest.objects.order_by("pk")
    assert found == [0, 1, 0]
    assert (answered.name, answered.contact, answered.text) == ("", "", "")
    assert answered.emptied_on == DAY + time_kept("requests") + timedelta(days=1)
    assert (answered.verdict, waiting.name) == ("granted", "กนกวรรณ")


def test_contact_of_a_partner_goes_after_it_left(facts):
    said = {
        "contact_name": "กนกวรรณ",
        "contact_phone": "054",
        "contact_email": "k@a.th",
    }
    gone = make_partner("gone", joined_on=DAY, left_on=DAY, **said)
    make_partner("stays", **said)

    found = run_on_its_day("contacts", DAY)

    assert found == [0, 1, 0]
    gone.refresh_from_db()
    assert not gone.has_contact()
    assert Partner.objects.get(slug="stays").has_contact()


# Leavers


def closed(**fields):
    """An account whose entries in the ledger are of today, by the clock."""
    user = make_user("kanokwan", email="kanok@example.org", **fields)
    close(user, by=None, reason="ย้ายงาน")
    return user


def test_account_of_who_left_is_pseudonymised(facts):
    user = closed(first_name="กนกวรรณ")

    found = run_on_its_day("leavers", today())

    stored = get_user_model().objects.get(pk=user.pk)
    assert found == [0, 1, 0]
    assert "kanok" not in f"{stored.username} {stored.email}"
    assert (stored.first_name, stored.is_active) == ("", False)
    assert first_fault() is None


def test_account_that_is_open_stays(facts):
    user = make_user("kanokwan")

    run_on_its_day("leavers", today())

    user.refresh_from_db()
    assert user.username == "kanokwan"


def test_account_that_somebody_touched_since_waits_anew(facts):
    closed(date_joined=NOW - timedelta(days=900))

    assert not BY_CODE["leavers"].rows(today() + timedelta(days=100)).exists()


# The command


def ran(**options):
    out = StringIO()
    call_command("purge_expired", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def old(db):
    draft(NOW - timedelta(days=900))
    session(NOW - timedelta(days=900))


def test_dry_run_lists_counts_and_ends_nothing(old):
    with translation.override("en"):
        told = ran(dry_run=True)

    assert "drafts that nobody went on with: 1\n" in told
    assert "letters of long ago: 0\n" in told
    assert len(told.splitlines()) == len(STEPS)
    assert (Draft.objects.count(), Session.objects.count()) == (1, 1)


def test_second_run_finds_nothing(old):
    with translation.override("en"):
        first, second = ran(), ran()

    assert "drafts that nobody went on with: 1\n" in first
    assert {line.rpartition(" ")[2] for line in second.splitlines()} == {"0"}
    assert (Draft.objects.count(), Session.objects.count()) == (0, 0)


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("look_on", "shown"), [(Terminal, True), (StringIO, False)])
def test_progress_is_shown_on_a_terminal_alone(look_on, shown, old):
    errors = look_on()

    call_command("purge_expired", stdout=StringIO(), stderr=errors)

    assert (": 1 of 1 (100 %)" in errors.getvalue()) == shown


def test_what_was_touched_while_the_purge_ran_is_left(db):
    rows = [draft(NOW - timedelta(days=900))]
    rows.append(
        Draft.objects.create(
            user=rows[0].user, about="x", key="y", values={}, saved_at=rows[0].saved_at
        )
    )

    def goes_on(done, total):
        Draft.objects.update(saved_at=timezone.now())

    assert run(BY_CODE["drafts"], today(), goes_on) == 1
    assert Draft.objects.count() == 1


def test_letters_of_others_stay(db):
    user = make_user()
    make_letter(user, on=date(2024, 1, 1))
    kept = make_letter(user, on=date(2026, 1, 1))

    run(BY_CODE["letters"], date(2026, 11, 26), quiet)

    assert list(Letter.objects.all()) == [kept]
