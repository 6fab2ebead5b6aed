"""What an account is written about its sign-in."""

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail
from django.utils.translation import override

from programmes.letters.sign_in_letters import CHANGES, NEW_PASSWORD, write
from programmes.models import LetterChoice
from tests.factories import make_user


@pytest.fixture
def mali(db):
    return make_user("mali", email="mali@example.org")


@pytest.mark.parametrize("about", [*CHANGES, NEW_PASSWORD])
def test_each_letter_says_whose_account_it_is_and_what_to_do(about, mali):
    assert write(mali.pk, about, "en") == ""

    letter = mail.outbox[0]
    assert letter.to == ["mali@example.org"]
    assert "mali" in letter.body
    assert "It was not you?" in letter.body
    assert "http://localhost:8000/en/accounts/" in letter.body


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}])
def test_who_cannot_be_reached_is_not_written_to(fields, db):
    user = make_user("gone", **{"email": "gone@example.org", **fields})

    assert write(user.pk, NEW_PASSWORD, "th") == ""
    assert mail.outbox == []


def test_an_account_that_is_gone_is_not_written_to(db):
    assert write(0, NEW_PASSWORD, "th") == ""


def test_a_letter_that_fails_stops_nothing(mali, settings):
    settings.SITE_URL = ""

    with override("en"):
        get_adapter().send_notification_mail("mfa/email/totp_activated", mali)

    assert mail.outbox == []


def test_the_library_tells_in_the_language_of_the_accounts_letters(mali):
    LetterChoice.objects.choose(mali, language="en")

    get_adapter().send_notification_mail("mfa/email/webauthn_added", mali)
    get_adapter().send_notification_mail("some/other/letter", mali)

    assert [letter.subject for letter in mail.outbox] == ["Your sign-in was changed"]
    assert "A passkey was added." in mail.outbox[0].body
