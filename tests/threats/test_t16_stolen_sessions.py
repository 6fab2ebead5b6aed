"""T16: a session is nobody's whom it was not given to, and does not live for ever."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_user
from tests.signing_in import said, signed_in

PASSWORD = "a long enough password"
COOKIE = settings.SESSION_COOKIE_NAME


def enter(client, name="mali"):
    typed = {"login": name, "password": PASSWORD}
    return client.post(reverse("account_login"), typed)


def with_key(key):
    client = Client()
    client.cookies[COOKIE] = key
    return client


def is_in(client):
    return client.get(reverse("usersessions_list")).status_code == 200


def test_t16_the_key_before_signing_in_is_another_one_after(client, db):
    make_user("mali")
    planted = SessionStore()
    planted["x"] = 1
    planted.save()
    client.cookies[COOKIE] = planted.session_key

    enter(client)

    assert client.cookies[COOKIE].value != planted.session_key
    assert is_in(client)
    assert not is_in(with_key(planted.session_key))


def test_t16_a_key_that_the_portal_never_gave_is_not_taken_over(client, db):
    make_user("mali")
    client.cookies[COOKIE] = "a" * 32

    enter(client)

    assert client.cookies[COOKIE].value != "a" * 32


def test_t16_a_stolen_key_is_dead_once_its_owner_signed_out(client, db):
    make_user("mali")
    enter(client)
    stolen = with_key(client.cookies[COOKIE].value)
    before = is_in(stolen)

    client.post(reverse("account_logout"))

    assert (before, is_in(stolen)) == (True, False)


def test_t16_a_stolen_key_is_dead_once_the_password_was_changed(client, db):
    mali = make_user("mali")
    enter(client)
    stolen = signed_in(mali)
    new = "river stones are round 7"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert (is_in(client), is_in(stolen)) == (True, False)


def test_t16_a_key_seen_before_opens_nothing_that_was_proved_since(client, db):
    make_user("mali")
    enter(client)
    seen = with_key(client.cookies[COOKIE].value)

    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    row = UserSession.objects.get()
    assert row.session_key == client.cookies[COOKIE].value
    assert (is_in(client), is_in(seen)) == (True, False)


def test_t16_signing_out_everywhere_ends_it(client, db):
    mali = make_user("mali")
    enter(client)
    stolen = signed_in(mali)

    client.post(reverse("usersessions_list"))

    assert (is_in(client), is_in(stolen)) == (True, False)


def test_t16_a_key_is_dead_after_two_idle_hours(db):
    client = signed_in(make_user("mali"))
    row = Session.objects.get(pk=client.session.session_key)
    idle = row.expire_date - timezone.now()

    Session.objects.update(expire_date=timezone.now())

    assert idle <= timezone.timedelta(hours=2)
    assert not is_in(client)


def test_t16_a_key_is_dead_after_twelve_hours_of_use(db):
    client = signed_in(make_user("mali"))
    said(client, began_at=time.time() - 12 * 60 * 60, seen_at=time.time())

    assert not is_in(client)
    assert not is_in(client)


def test_t16_the_cookie_ends_with_the_browser_and_no_script_reads_it(client, db):
    make_user("mali")
    enter(client)

    cookie = client.cookies[COOKIE]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
