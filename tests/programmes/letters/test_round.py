"""Reminders over a month: on which day, once, and to whom they still fit."""

from datetime import date, timedelta

import pytest
from django.core import mail

from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from programmes.letters.round import make_round
from programmes.letters.sending import make, send
from programmes.models import (
    Decision,
    Letter,
    LetterChoice,
    LetterLine,
    Programme,
    Subscription,
)
from tests.factories import (
    make_action_point,
    make_agreed_review,
    make_decision,
    make_reading,
    make_review,
    make_sealed_report,
    make_step,
    make_suggestion,
    make_verdict,
)

# Days and rules, the same on every database: on PostgreSQL in the audit.
pytestmark = pytest.mark.look

OFFICER = "officer.nan"
#: A Thursday on which the officer owes nothing else.
DUE = date(2025, 6, 5)
START = DUE - timedelta(days=33)
#: A Monday after the day that rows of the factories speak of.
MONDAY = date(2026, 11, 23)
BROKEN = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1},
    }
}


def days(*numbers, of=DUE):
    return [of + timedelta(days=number) for number in numbers]


@pytest.fixture
def officer(cast):
    """Of all, the officer of Nan alone has an address."""
    user = cast[OFFICER]
    user.email = "officer.nan@creativecity.example"
    user.save()
    return user


@pytest.fixture
def point(nan, officer):
    """The one thing that the officer owes, due on DUE."""
    return make_action_point(decided(), city=nan, due_on=DUE)


def decided():
    """A decision of long ago, so that what it gave was there on each of the days."""
    return make_decision(effective_on=date(2025, 1, 1))


@pytest.fixture
def changed(nan, officer, cast):
    """Something that became public in Nan lately, by somebody else."""
    reading = make_reading(nan, "R1.1", by=officer)
    return make_verdict(reading, by=cast["cea"])


def stages():
    lines = LetterLine.objects.filter(letter__sent_at__isnull=False)
    return list(lines.order_by("pk").values_list("stage", flat=True))


@pytest.mark.slow
def test_month_reminds_at_each_stage_once(point, run_days):
    told = run_days(OFFICER, START, 75)

    assert told == days(-30, -14, -3, 0, 1, 7, 30)
    assert stages() == [
        "before-30",
        "before-14",
        "before-3",
        "on-day",
        "after-1",
        "after-7",
        "after-30",
    ]


@pytest.mark.slow
def test_what_waits_is_told_after_7_and_30_days(nan, officer, run_days):
    make_suggestion(nan, effective_on=START)

    told = run_days(OFFICER, START, 70)

    assert told == days(7, 30, 60, of=START)


@pytest.mark.slow
def test_days_without_a_round_are_told_of_by_the_latest_stage_alone(point, run_day):
    told = {day for day in days(-31, -30, 2, 3, 6) if OFFICER in run_day(day)}

    assert sorted(told) == days(-30, 2)
    assert stages() == ["before-30", "after-1"]


def test_many_things_are_one_letter(nan, officer, run_day):
    decision = decided()
    for number in range(20):
        make_action_point(decision, city=nan, due_on=DUE, text_en=f"Task {number}")

    sent = run_day(DUE)

    assert list(sent) == [OFFICER]
    assert LetterLine.objects.count() == 20
    assert "(20)" in mail.outbox[0].subject


def test_nothing_is_told_the_day_after_it_was_done(point, officer, run_days):
    before = run_days(OFFICER, START, 5)
    make_step(point, "done", by=officer, on=START + timedelta(days=5))

    after = run_days(OFFICER, START + timedelta(days=5), 60)

    assert (before, after) == (days(-30), [])


@pytest.mark.slow
def test_day_that_moved_starts_anew(point, officer, cast, run_days):
    first = run_days(OFFICER, START, 20)
    later = DUE + timedelta(days=20)
    make_step(point, "move", by=officer, due_on=later, on=START + timedelta(days=20))

    second = run_days(OFFICER, START + timedelta(days=20), 34)

    assert first == days(-30, -14)
    assert second == days(-30, -14, -3, 0, of=later)


def test_round_twice_on_a_day_sends_nothing_twice(point, run_day):
    first, second = run_day(DUE), run_day(DUE)

    assert (len(first), second, len(mail.outbox)) == (1, {}, 1)


def test_letter_that_both_of_two_made_is_sent_once(point, officer):
    letter = make(officer, DUE)
    again = make(officer, DUE)

    sent = [send(pk, DUE) for pk in (letter.pk, again.pk)]

    assert letter.pk == again.pk
    assert (sent, len(mail.outbox)) == ([True, False], 1)


def test_letter_that_somebody_is_sending_is_made_by_nobody_else(point, officer):
    letter = make(officer, DUE)
    Letter.objects.claim(letter)

    assert make(officer, DUE) is None
    assert not send(letter.pk, DUE)
    assert mail.outbox == []


def test_letter_not_sent_yet_is_dropped_when_all_was_done(point, officer):
    letter = make(officer, DUE)
    make_step(point, "done", by=officer, on=DUE)

    assert not send(letter.pk, DUE)
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_letter_not_sent_yet_is_made_anew_of_what_is_left(point, nan, officer):
    letter = make(officer, DUE)
    make_step(point, "done", by=officer, on=DUE)
    other = make_action_point(
        point.decision, city=nan, due_on=DUE, text_th="ส่งแผน", text_en="Send the plan"
    )

    send(letter.pk, DUE)

    assert other.text_th in mail.outbox[0].body
    assert point.text_th not in mail.outbox[0].body


def test_letter_of_an_earlier_day_is_not_sent_late(point, officer, run_day):
    letter = make(officer, DUE)

    assert not send(letter.pk, DUE + timedelta(days=1))
    assert list(run_day(DUE + timedelta(days=1))) == [OFFICER]
    assert [row.on for row in Letter.objects.all()] == days(1)


@pytest.mark.slow
def test_reminders_that_were_stopped_are_not_sent(point, officer, run_days):
    LetterChoice.objects.stop(officer, Letter.Kind.REMINDER)

    assert run_days(OFFICER, DUE, 10) == []


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"email": ""}],
    ids=["no longer active", "without an address"],
)
def test_account_that_no_letter_reaches_is_left_out(change, point, officer, run_day):
    for name, value in change.items():
        setattr(officer, name, value)
    officer.save()

    assert run_day(DUE) == {}


def test_account_without_a_role_gets_no_letter(point, officer, run_day):
    officer.groups.clear()

    assert run_day(DUE) == {}


@pytest.mark.parametrize(
    ("language", "day"), [("th", "5 มิถุนายน 2568"), ("en", "5 June 2025")]
)
def test_letter_speaks_the_language_of_its_reader(
    language, day, point, officer, run_day
):
    LetterChoice.objects.choose(officer, language=language)

    message = run_day(DUE)[OFFICER]

    assert day in message.body
    assert getattr(point, f"text_{language}") in message.body
    assert f"/{language}/staff/action-points/{point.sequence}/" in message.body


def test_mail_that_is_down_is_told_and_tried_again(point, run_day, settings):
    working, settings.MAILERS = settings.MAILERS, BROKEN
    failed = run_day(DUE)
    [letter] = Letter.objects.all()
    settings.MAILERS = working
    again = run_day(DUE)

    assert (failed, list(again)) == ({}, [OFFICER])
    assert letter.failure.startswith("ConnectionRefusedError")
    letter.refresh_from_db()
    assert (letter.failure, letter.failed_at) == ("", None)


def test_what_a_failed_letter_said_is_said_the_next_day(point, run_day, settings):
    working, settings.MAILERS = settings.MAILERS, BROKEN
    run_day(DUE)
    settings.MAILERS = working

    message = run_day(DUE + timedelta(days=1))[OFFICER]

    assert point.text_th in message.body
    assert stages() == ["after-1"]
    assert Letter.objects.exclude(failed_at=None).get().on == DUE


@pytest.mark.slow
def test_mail_that_fails_five_times_in_a_row_is_tried_once_a_week(
    point, officer, settings
):
    settings.MAILERS = BROKEN
    tried = []
    for day in days(*range(20)):
        for letter in make_round(day, lambda pk, day=day: send(pk, day)):
            if letter:
                tried.append(day)

    assert tried == days(0, 1, 2, 3, 4, 11, 18)


def test_address_that_no_mail_program_takes_is_told_without_the_address(
    point, officer, run_day
):
    officer.email = "somchai@example.org\r\nBcc: all@example.org"
    officer.save()

    assert run_day(DUE) == {}
    assert "somchai" not in Letter.objects.get().failure
    assert Letter.objects.get().failure.startswith("ValueError")


def test_weekly_letter_tells_what_changed_and_what_is_owed(changed, point, run_day):
    message = run_day(MONDAY)[OFFICER]

    assert "R1.1" in message.body
    assert point.text_th in message.body
    assert Letter.objects.get().kind == Letter.Kind.DIGEST


@pytest.mark.slow
def test_weekly_letter_takes_the_reminder_along(changed, point, officer, run_day):
    make_step(point, "move", by=officer, due_on=MONDAY, on=DUE)

    sent = run_day(MONDAY)
    day_after = run_day(MONDAY + timedelta(days=1))

    assert list(sent) == [OFFICER]
    assert stages() == ["on-day", "after-1"]
    assert list(day_after) == [OFFICER]


def test_who_follows_nothing_has_no_weekly_letter(changed, cast, run_day):
    partner = cast["partner"]
    partner.email = "partner@creativecity.example"
    partner.save()

    assert "partner" not in run_day(MONDAY)


def test_monday_without_a_change_has_no_weekly_letter(officer, run_day):
    assert run_day(MONDAY) == {}


@pytest.mark.slow
def test_weekly_letter_tells_each_change_once(changed, run_day):
    first = run_day(MONDAY)
    second = run_day(MONDAY + timedelta(days=7))

    assert (list(first), second) == ([OFFICER], {})


def test_weekly_letter_that_was_stopped_leaves_the_reminder(
    changed, point, officer, run_day
):
    LetterChoice.objects.stop(officer, Letter.Kind.DIGEST)
    make_step(point, "move", by=officer, due_on=MONDAY, on=DUE)

    run_day(MONDAY)

    assert Letter.objects.get().kind == Letter.Kind.REMINDER


def test_weekly_letter_is_silent_of_what_its_reader_did(nan, cast, run_day):
    cea = cast["cea"]
    cea.email = "cea@creativecity.example"
    cea.save()
    make_verdict(make_reading(nan, "R1.1", by=cast[OFFICER]), by=cea)

    assert LogEntry.objects.filter(by=cea).exists()
    assert run_day(MONDAY) == {}


@pytest.mark.slow
def test_weekly_letter_tells_an_agency_of_the_whole_programme(changed, cast, run_day):
    dasta = cast["dasta"]
    dasta.email = "dasta@creativecity.example"
    dasta.save()

    assert "R1.1" in run_day(MONDAY)["dasta"].body


@pytest.mark.slow
def test_weekly_letter_tells_of_what_was_chosen_alone(changed, nan, cast, run_day):
    dasta = cast["dasta"]
    dasta.email = "dasta@creativecity.example"
    dasta.save()
    other = type(nan).objects.get(slug="sukhothai")
    Subscription.objects.follow(dasta, city=other)

    assert "dasta" not in run_day(MONDAY)
    Subscription.objects.follow(dasta, city=nan)
    assert "R1.1" in run_day(MONDAY)["dasta"].body


def test_review_that_is_followed_brings_the_decisions_of_its_year(
    cast, changed, run_day
):
    partner = cast["partner"]
    partner.email = "partner@creativecity.example"
    partner.save()
    review = make_review()
    first = review.window().first_day
    for number, day in ((1, first), (2, first - timedelta(days=1))):
        row = new_decision(number, day)
        verbs.add(row, by=cast["secretary"], verb="decide", about=row.programme.key())
    Subscription.objects.follow(partner, review=review)

    message = run_day(MONDAY)["partner"]

    assert "1/2569" in message.body
    assert "2/2569" not in message.body
    assert "R1.1" not in message.body


@pytest.mark.slow
def test_review_that_is_followed_brings_a_decision_of_its_year_taken_back(
    cast, changed, run_day
):
    partner, by = cast["partner"], cast["secretary"]
    partner.email = "partner@creativecity.example"
    partner.save()
    review = make_review()
    first = review.window().first_day
    row = new_decision(1, first)
    verbs.add(row, by=by, verb="decide", about=row.programme.key())
    verbs.withdraw(row, by=by, reason="Twice", about=row.programme.key())
    Subscription.objects.follow(partner, review=review)

    message = run_day(MONDAY)["partner"]

    assert message.body.count("1/2569") == 2


def new_decision(number, day):
    return Decision(
        number=number,
        year=2569,
        text_th="เห็นชอบ",
        text_en="Agreed",
        effective_on=day,
        kind=Decision.Kind.CIRCULATION,
        programme=Programme.objects.newest(),
    )


def test_review_that_is_followed_brings_its_sealed_report(cast, run_day):
    partner = cast["partner"]
    partner.email = "partner@creativecity.example"
    partner.save()
    review = make_agreed_review()
    make_sealed_report(review, dasta=cast["dasta"], cea=cast["cea"])
    Subscription.objects.follow(partner, review=review)

    assert f"{review.get_absolute_url()}#sealed" in run_day(MONDAY)["partner"].body


def test_letters_are_kept_for_a_year(point, run_day):
    run_day(DUE)

    assert Letter.objects.forget(DUE + timedelta(days=365)) == 0
    assert Letter.objects.forget(DUE + timedelta(days=366)) == 1
