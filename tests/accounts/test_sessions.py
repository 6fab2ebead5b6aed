"""How long a session lasts, and what ends it before its time."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from creativecity.accounts.sessions import NOTED_EVERY, end_sessions
from tests.factories import make_user
from tests.signing_in import said, signed_in

DESK = "staff:desk"


@pytest.fixture
def officer(sign_in):
    return sign_in("officer.nan")


def is_in(client):
    return client.get(reverse(DESK)).status_code == 200


def test_a_session_is_forgotten_two_hours_after_its_last_use(officer):
    kept = Session.objects.get(pk=officer.session.session_key)
    left = (kept.expire_date - timezone.now()).total_seconds()

    Session.objects.update(expire_date=timezone.now())

    assert left == pytest.approx(2 * 60 * 60, abs=60)
    assert not is_in(officer)


def test_use_puts_the_end_off(officer):
    said(officer, seen_at=time.time() - NOTED_EVERY)
    Session.objects.update(expire_date=timezone.now() + timezone.timedelta(minutes=1))

    assert is_in(officer)
    kept = Session.objects.get(pk=officer.session.session_key)
    assert (kept.expire_date - timezone.now()).total_seconds() > 60 * 60


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(officer):
    said(officer, began_at=time.time() - 12 * 60 * 60)

    response = officer.get(reverse(DESK), follow=True)

    assert response.redirect_chain[0][0].startswith(reverse("account_login"))
    assert not is_in(officer)


def test_shortly_before_it_goes_on(officer):
    said(officer, began_at=time.time() - 12 * 60 * 60 + 60)

    assert is_in(officer)


def test_a_session_counts_from_its_first_page(cast):
    client = Client()
    client.force_login(cast["officer.nan"])

    client.get(reverse(DESK))

    assert client.session["began_at"] == pytest.approx(time.time(), abs=60)
    row = UserSession.objects.get(session_key=client.session.session_key)
    assert row.user == cast["officer.nan"]


def test_a_session_in_use_is_noted_once_a_minute_and_not_at_each_page(officer):
    row = UserSession.objects.get()

    officer.get(reverse(DESK))

    assert UserSession.objects.get().last_seen_at == row.last_seen_at


def test_visitors_have_no_session(client, facts):
    client.get(reverse("programmes:home"))

    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert not Session.objects.exists()


def test_all_sessions_of_an_account_end_and_no_other(db):
    mali, other = make_user("mali"), make_user("somchai")
    clients = [signed_in(mali), signed_in(mali)]
    stays = signed_in(other)

    assert end_sessions(mali) == 2
    assert [client.session.get("_auth_user_id") for client in clients] == [None, None]
    assert stays.session["_auth_user_id"] == str(other.pk)


def test_one_session_may_be_left(db):
    mali = make_user("mali")
    here, there = signed_in(mali), signed_in(mali)

    assert end_sessions(mali, except_key=here.session.session_key) == 1
    assert here.session.get("_auth_user_id") == str(mali.pk)
    assert there.session.get("_auth_user_id") is None


def test_a_changed_password_ends_the_sessions_elsewhere(cast):
    officer = cast["officer.nan"]
    here, there = signed_in(officer), signed_in(officer)
    new = "river stones are round 7"

    here.post(
        reverse("account_change_password"),
        {"oldpassword": "a long enough password", "password1": new, "password2": new},
    )

    assert is_in(here)
    assert not is_in(there)
    assert there.session.get("_auth_user_id") is None
