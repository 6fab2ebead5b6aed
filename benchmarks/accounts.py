"""Accounts that have signed in, written into the database of an installation.

Run by `benchmarks.signed_in` within `manage.py shell`: what is printed are their names,
their cities and their sessions. Nothing of the portal leads here.
"""

import json
import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import (
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
    get_user_model,
)
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore

from cities.models import City, Rubric
from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs


def officers(count):
    """Every other one shares one of the first five cities, the rest have one each; no
    two write of the same indicator of a city.
    """
    shared = list(City.objects.order_by("position")[:5])
    codes = [indicator.code for indicator in Rubric.in_force().indicators()]
    for number in range(count):
        pair, shares = divmod(number, 2)
        city = shared[pair % len(shared)] if shares else _city(number)
        user = _account(f"measured.officer.{number}", "officer")
        city.officers.add(user)
        _tell(user, city=city.slug, code=codes[number % len(codes)])


def secretaries(count):
    for number in range(count):
        _tell(_account(f"measured.secretary.{number}", "secretary"))


def _account(name, role):
    user = get_user_model()(username=name)
    user.set_unusable_password()
    verbs.create(user, by=None, is_public=False, personal=PERSONAL)
    user.groups.set([Group.objects.get(name=role)])
    return user


def _city(number):
    city = City(
        slug=f"measured-{number}",
        position=1000 + number,
        name_th=f"เมืองวัดผล {number}",
        name_en=f"Measured city {number}",
        province="TH-58",
        latitude="19.30203",
        longitude="97.96544",
    )
    return verbs.create(city, by=None)


def _tell(user, city="", code=""):
    cookie = f"{settings.SESSION_COOKIE_NAME}={_session(user)}"
    told = {"name": user.username, "city": city, "code": code, "cookie": cookie}
    print(json.dumps(told))


def _session(user):
    """The key of a session in which a password and a second factor were proved."""
    now = time.time()
    proved = [
        {"method": "password", "at": now, "username": user.username},
        {"method": "mfa", "at": now, "type": "totp"},
    ]
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            "began_at": now,
            "seen_at": now,
            "account_authentication_methods": proved,
            "account_authentication_methods_user": str(user.pk),
        }
    )
    session.create()
    UserSession.objects.create(
        user=user, session_key=session.session_key, ip="127.0.0.1"
    )
    return session.session_key
