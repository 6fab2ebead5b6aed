"""`manage.py send_reminders`, what a deployment must say, and two at one moment."""

import io
import threading

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from cities.models import City
from creativecity.thai_calendar import today
from programmes.letters.checks import letters_are_addressed
from programmes.letters.sending import make, send
from programmes.models import Letter, LetterLine
from programmes.tasks import send_letter
from tests.factories import (
    make_action_point,
    make_city,
    make_decision,
    make_programme,
    make_user,
)

OFFICER = "officer.nan"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def point(nan, addressed):
    return make_action_point(make_decision(), city=nan, due_on=today())


def test_command_sends_what_it_is_time_for_and_says_how_many(point, run):
    first, second = run("send_reminders"), run("send_reminders")

    accounts = get_user_model().objects.count()
    assert first == f"Accounts: {accounts}, letters: 1, failed: 0\n"
    assert second == f"Accounts: {accounts}, letters: 0, failed: 0\n"
    assert [message.to for message in mail.outbox] == [
        ["officer.nan@creativecity.example"]
    ]


def test_dry_run_tells_who_would_get_what_and_keeps_nothing(point, run):
    told = run("send_reminders", "--dry-run")

    assert told.startswith(f"{OFFICER}: ")
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


@pytest.mark.slow
def test_mail_that_is_down_stops_no_command(point, run, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1},
        }
    }

    assert run("send_reminders").endswith(", failed: 1\n")


@pytest.mark.slow
@pytest.mark.parametrize(("look_on", "shown"), [(Terminal, True), (io.StringIO, False)])
def test_progress_is_shown_on_a_terminal_alone(look_on, shown, point):
    errors = look_on()

    call_command("send_reminders", stdout=io.StringIO(), stderr=errors)

    total = get_user_model().objects.count()
    assert (f"\rAccounts: 1 of {total} (" in errors.getvalue()) == shown


def test_without_the_address_of_the_site_no_letter_is_made(point, settings, run):
    settings.SITE_URL = ""

    with pytest.raises(CommandError, match="SITE_URL is not set"):
        run("send_reminders")


def test_task_sends_a_letter_of_today(point, addressed):
    letter = make(addressed[OFFICER], today())

    send_letter.enqueue(letter.pk)

    assert len(mail.outbox) == 1
    assert str(Letter.objects.get()) == mail.outbox[0].subject
    assert str(LetterLine.objects.get()).endswith(" on-day")


@pytest.mark.parametrize(
    ("debug", "url", "sender", "found"),
    [
        (True, "", "portal@localhost", []),
        (False, "https://a.example", "portal@a.example", []),
        (False, "", "portal@a.example", ["programmes.W001"]),
        (False, "http://a.example", "portal@a.example", ["programmes.W001"]),
        (
            False,
            "",
            "portal@localhost",
            ["programmes.W001", "programmes.W002"],
        ),
    ],
)
def test_deployment_is_told_what_letters_lack(debug, url, sender, found, settings):
    settings.DEBUG, settings.SITE_URL = debug, url
    settings.DEFAULT_FROM_EMAIL = sender

    assert [each.id for each in letters_are_addressed(None)] == found


@pytest.mark.usefixtures("emptied_after")
def test_two_processes_at_one_moment_send_one_letter():
    user = make_user("officer", role="officer", email="officer@creativecity.example")
    city = make_city()
    city.officers.add(user)
    programme = make_programme()
    make_action_point(make_decision(programme=programme), city=city, due_on=today())
    ready, sent = threading.Barrier(2), []

    def one():
        try:
            ready.wait()
            letter = make(user, today())
            sent.append(bool(letter) and send(letter.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sorted(sent), len(mail.outbox)) == ([False, True], 1)
    assert (Letter.objects.count(), LetterLine.objects.count()) == (1, 1)
    assert City.objects.get().officers.get() == user
