"""Erased, an account or an expert is a number: no table holds the name any more."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import translation

from cities.models import City, Draft, Expert, Reading
from creativecity.ledger.chain import version
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from programmes.models import LetterChoice, Partner, Subscription
from programmes.privacy.erasing import (
    erase_account,
    erase_expert,
    is_erased,
    is_expert_erased,
)
from tests.factories import (
    make_account_invitation,
    make_assignment,
    make_expert,
    make_letter,
    make_opinion,
    make_partner,
    make_privacy_request,
    make_reading,
    make_user,
)

ON = date(2027, 1, 5)
TOKEN = "zqxjkvtoken"
ANSWER = {"verdict": "granted", "answer": TOKEN, "identified": TOKEN}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def leaver(nan):
    """Somebody of whom the portal holds all that it can hold of one."""
    address = f"{TOKEN}@example.org"
    user = make_user(
        TOKEN, role="expert", email=address, first_name=TOKEN, last_name=TOKEN
    )
    names = dict.fromkeys(Expert.personal, TOKEN)
    expert = make_expert(user, **names)
    make_assignment(expert, nan)
    make_opinion(make_reading(nan), by=user)
    nan.officers.add(user)
    make_partner("of-the-leaver", staff=user, contact_name=TOKEN, contact_email=address)
    _private_rows(user, nan)
    row = make_privacy_request(
        TOKEN, account=user, name=TOKEN, contact=address, text=TOKEN
    )
    row.settle(by=None, **ANSWER)
    return user


def _private_rows(user, nan):
    Draft.objects.keep(user, nan.key(), "R1.1", {"note": TOKEN})
    LetterChoice.objects.choose(user, language="en")
    Subscription.objects.follow(user, city=nan)
    make_letter(user, text=TOKEN, html=TOKEN)
    EmailAddress.objects.create(user=user, email=user.email)
    Authenticator.objects.create(user=user, type="totp", data={"secret": TOKEN})
    UserSession.objects.create(
        user=user, ip="203.0.113.1", session_key="x" * 20, user_agent=TOKEN
    )
    invitation, _token = make_account_invitation(name=TOKEN)
    invitation.email = user.email
    invitation.accepted_at, invitation.account = invitation.invited_at, user
    invitation.save()


def tables_with(token):
    """Names of the tables that hold the token in any column, whatever its kind."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608
            if any(token in str(row) for row in cursor.fetchall()):
                found.add(model._meta.label)
    return found


def test_the_name_is_gone_from_every_table(leaver, cast):
    assert tables_with(TOKEN) >= {
        "auth.User",
        "cities.Expert",
        "cities.Draft",
        "programmes.Letter",
        "programmes.Partner",
        "programmes.PrivacyRequest",
        "programmes.AccountInvitation",
        "account.EmailAddress",
        "mfa.Authenticator",
        "usersessions.UserSession",
    }

    erase_account(leaver, by=cast["secretary"], on=ON)

    assert tables_with(TOKEN) == set()
    assert first_fault() is None


def test_account_opens_nothing_any_more(leaver, cast, client):
    client.force_login(leaver)

    erase_account(leaver, by=cast["secretary"], on=ON)

    user = get_user_model().objects.get(pk=leaver.pk)
    assert (user.username, user.get_full_name()) == (f"erased-{user.pk}", "")
    assert (user.is_active, user.is_staff, user.last_login) == (False, False, None)
    assert not user.has_usable_password()
    assert not user.groups.exists()
    assert not City.objects.filter(officers=user).exists()
    assert not Partner.objects.filter(staff=user).exists()
    assert is_erased(user)
    response = client.get(reverse("programmes:my_data"))
    assert response["Location"].startswith(reverse("account_login"))


def test_what_was_recorded_in_office_stays_under_the_number(cast, nan):
    officer = cast["officer.nan"]
    reading = make_reading(nan, by=officer)
    before = LogEntry.objects.filter(by=officer).count()
    point = version()

    erase_account(officer, by=cast["secretary"], on=ON)

    assert Reading.objects.get(pk=reading.pk).recorded_by == officer
    assert LogEntry.objects.filter(by=officer).count() == before
    assert version() > point  # no page names the office for them any more
    assert first_fault() is None


def test_the_ledger_says_why_and_not_who(leaver, cast):
    erase_account(leaver, by=cast["secretary"], on=ON, why="PDPA-1/2569")

    about = LogEntry.objects.filter(subject="auth.user", subject_id=str(leaver.pk))
    told = {entry.verb: entry for entry in about}
    assert told["say_why"].payload == {"reason": "PDPA-1/2569"}
    assert told["erase"].by == cast["secretary"]
    assert set(told["erase"].payload["personal"]) >= {"username", "email", "password"}


def test_a_command_erases_leavers_too(leaver):
    erase_account(leaver, by=None, on=ON)

    assert is_erased(get_user_model().objects.get(pk=leaver.pk))


def test_an_open_request_stays_to_be_answered(leaver, cast):
    row = make_privacy_request("another", account=leaver, kind="erase")

    erase_account(leaver, by=cast["secretary"], on=ON)

    row.refresh_from_db()
    assert row.contact == "manee@example.org"


@pytest.mark.parametrize("name", ["secretary", "technician"])
def test_some_accounts_are_not_for_the_secretary_to_erase(name, cast):
    others = {
        "secretary": cast["secretary"],
        "technician": make_user("technician", is_superuser=True),
    }

    with pytest.raises(ValidationError) as refused:
        erase_account(others[name], by=cast["secretary"], on=ON)

    assert refused.value.code == "not-theirs"
    assert not is_erased(get_user_model().objects.get(pk=others[name].pk))


def test_erased_once(leaver, cast):
    erase_account(leaver, by=cast["secretary"], on=ON)
    before = LogEntry.objects.count()

    with pytest.raises(ValidationError) as refused:
        erase_account(leaver, by=cast["secretary"], on=ON)

    assert refused.value.code == "erased"
    assert LogEntry.objects.count() == before


def test_an_account_without_an_address_takes_no_contact_along(cast):
    partner = make_partner("without-mail", contact_name="ปิติ", contact_phone="02")

    erase_account(cast["officer.nan"], by=cast["secretary"], on=ON)

    partner.refresh_from_db()
    assert partner.contact_name == "ปิติ"


# Experts


def test_expert_is_named_by_no_public_page_at_once(cast, nan, client):
    names = dict.fromkeys(Expert.personal, TOKEN)
    expert = make_expert(consented_on=date(2026, 1, 1), **names)
    make_assignment(expert, nan)
    page = reverse("cities:detail", args=["nan"])
    before = client.get(page).content.decode()

    erase_expert(expert, by=cast["secretary"])

    assert TOKEN in before
    assert TOKEN not in client.get(page).content.decode()
    expert.refresh_from_db()
    assert (expert.consented_on, expert.user) == (None, None)
    assert expert.assignments.count() == 1
    with translation.override("en"):
        assert str(expert) == f"Expert (erased) {expert.pk}"
    assert is_expert_erased(expert)


def test_a_retired_expert_is_erased_with_the_reason(cast):
    expert = make_expert().retire(by=None, reason=TOKEN)

    erase_expert(expert, by=cast["secretary"])

    expert.refresh_from_db()
    assert expert.retired_reason == "–"
    assert tables_with(TOKEN) == set()


def test_an_expert_is_erased_once(cast):
    expert = make_expert()
    erase_expert(expert, by=cast["secretary"])

    with pytest.raises(ValidationError) as refused:
        erase_expert(expert, by=cast["secretary"])

    assert refused.value.code == "erased"
