"""My data: read, taken along, put right by whoever it is about."""

import json
import time

import pytest
from django.core import mail
from django.utils import translation

from creativecity.ledger.models import LogEntry
from tests.addresses import OPENED_LAST, address
from tests.factories import make_privacy_request, make_user
from tests.file_texts import pdf_pages
from tests.visible import visible_text

OFFICER = "officer.nan"
PROFILE = {
    "first_name": "มานี",
    "last_name": "มีนา",
    "email": "manee@example.org",
} | OPENED_LAST


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


def test_page_says_what_is_kept_and_what_was_asked(sign_in, cast):
    row = make_privacy_request(account=cast[OFFICER])

    words = visible_text(sign_in(OFFICER).get(address("programmes:my_data")))

    assert OFFICER in words
    assert "City Nan" in words
    assert "Request about personal data 1 row" in words
    assert str(row) in words


def test_an_account_without_a_role_has_its_page_too(sign_in):
    words = visible_text(sign_in("nobody").get(address("programmes:my_data")))

    assert "Where you are signed in 1 row" in words
    assert "Nothing yet." in words


@pytest.mark.parametrize("kind", ["json", "pdf"])
def test_file_is_made_within_a_minute_and_put_on_record(kind, sign_in, cast):
    began = time.monotonic()

    response = sign_in(OFFICER).post(address("programmes:my_data"), {"format": kind})

    assert time.monotonic() - began < 60
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert "no-store" in response["Cache-Control"]
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.by, entry.payload) == (
        "hand_over",
        cast[OFFICER],
        {"format": kind},
    )
    read = {"json": json.loads, "pdf": pdf_pages}[kind]
    assert OFFICER in str(read(response.getvalue()))


def test_a_format_that_there_is_not_shows_the_page(sign_in):
    response = sign_in(OFFICER).post(address("programmes:my_data"), {"format": "exe"})

    assert response["Content-Type"].startswith("text/html")
    assert not LogEntry.objects.filter(verb="hand_over").exists()


def test_name_and_address_are_put_right_by_their_owner(sign_in, cast):
    client = sign_in(OFFICER)

    response = client.post(address("programmes:my_profile"), PROFILE)

    user = cast[OFFICER]
    user.refresh_from_db()
    assert response["Location"] == address("programmes:my_data")
    assert (user.get_full_name(), user.email) == ("มานี มีนา", PROFILE["email"])
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.by) == ("edit", user)
    assert sorted(entry.payload["personal"]) == ["email", "first_name", "last_name"]
    assert "manee" not in str(entry.payload)


def test_the_address_before_hears_of_another(sign_in, cast):
    cast[OFFICER].email = "old@example.org"
    cast[OFFICER].save()

    sign_in(OFFICER).post(address("programmes:my_profile"), PROFILE)
    sign_in(OFFICER).post(address("programmes:my_profile"), PROFILE)

    [letter] = mail.outbox
    assert letter.to == ["old@example.org"]
    assert "manee" not in letter.body


def test_an_address_of_another_account_is_refused(sign_in, cast):
    make_user("manee", email="Manee@example.org")

    response = sign_in(OFFICER).post(address("programmes:my_profile"), PROFILE)

    assert response.context["form"].errors["email"] == [
        "This address cannot be used here."
    ]
    cast[OFFICER].refresh_from_db()
    assert cast[OFFICER].email == ""


def test_no_other_field_of_the_account_is_set(sign_in, cast):
    sent = {**PROFILE, "username": "x", "is_staff": "on", "is_superuser": "on"}

    sign_in(OFFICER).post(address("programmes:my_profile"), sent)

    cast[OFFICER].refresh_from_db()
    user = cast[OFFICER]
    assert (user.username, user.is_staff, user.is_superuser) == (OFFICER, False, False)


def test_somebody_who_signed_in_long_ago_says_once_more_who_they_are(client, cast):
    client.force_login(cast[OFFICER])  # without a record of how

    response = client.post(address("programmes:my_profile"), PROFILE)

    assert response["Location"].startswith(address("account_reauthenticate"))
    cast[OFFICER].refresh_from_db()
    assert cast[OFFICER].email == ""
