"""Sessions as they are once somebody signed in, without a hash for each."""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.models import update_last_login
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client


def signed_in(user, client=None):
    """A client that this account signed in with just now.

    Written at once: by way of Django's own, each of these was a write of its own, and
    took a sixth of the time of the tests that ask what each role may do.
    """
    now = time.time()
    session = SessionStore()
    session.update(
        {
            auth.SESSION_KEY: str(user.pk),
            auth.BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            auth.HASH_SESSION_KEY: user.get_session_auth_hash(),
            "began_at": now,
            "seen_at": now,
            **_proof(user, "password"),
        }
    )
    session.save()
    update_last_login(None, user)
    UserSession.objects.create(
        user=user, session_key=session.session_key, ip="127.0.0.1"
    )
    client = client or Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def proved(client, user, method, ago=0, **what):
    """Say in its session that `user` proved so many seconds ago who they are."""
    said(client, **_proof(user, method, ago, **what))


def _proof(user, method, ago=0, **what):
    what = {"method": method, "at": time.time() - ago, "reauthenticated": True, **what}
    return {
        "account_authentication_methods": [what],
        "account_authentication_methods_user": str(user.pk),
    }


def long_ago(client):
    """As if who sits there had signed in an hour ago."""
    said(client, account_authentication_methods=[])
    return client


def said(client, **what):
    session = client.session
    session.update(what)
    session.save()
