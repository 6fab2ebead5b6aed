"""Sessions as they are once somebody signed in, without a hash for each."""

import time

from allauth.usersessions.models import UserSession
from django.test import Client


def signed_in(user, client=None):
    """A client that this account signed in with just now."""
    client = client or Client()
    client.force_login(user)
    now = time.time()
    said(client, began_at=now, seen_at=now)
    proved(client, user, "password")
    UserSession.objects.create(
        user=user, session_key=client.session.session_key, ip="127.0.0.1"
    )
    return client


def proved(client, user, method, ago=0, **what):
    """Say in its session that `user` proved so many seconds ago who they are."""
    what = {"method": method, "at": time.time() - ago, "reauthenticated": True, **what}
    said(
        client,
        account_authentication_methods=[what],
        account_authentication_methods_user=str(user.pk),
    )


def long_ago(client):
    """As if who sits there had signed in an hour ago."""
    said(client, account_authentication_methods=[])
    return client


def said(client, **what):
    session = client.session
    session.update(what)
    session.save()
