"""Accounts for trying out, one for each role; `manage.py demo` alone makes them."""

import os
import secrets
from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group

from cities.models import Agency, Assignment, City, Expert
from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs
from creativecity.ledger.chain import DEMO

#: A domain that nobody can ever have (RFC 2606): letters to it are only looked at.
MAIL_DOMAIN = "creativecity.example"
AGENCIES = ("dasta", "cea")
OTHERS = ("expert", "partner", "secretary", "auditor")
EXPERT_CITIES = ("nan", "chiang-rai")
EXPERT_SINCE = date(2025, 10, 1)


def make_demo_accounts():
    """Make the accounts that are missing; returns their names and their password.

    The password is DEMO_PASSWORD, or made up on the first start and kept beside the
    database for the next ones.
    """
    password = os.environ.get("DEMO_PASSWORD") or _kept_password()
    hashed = _hash_of(password)
    cities = {f"officer.{city.slug}": city for city in City.objects.all()}
    for name, city in cities.items():
        officer = _account(name, "officer", hashed)
        verbs.relate(city, "officers", {*city.officers.all(), officer}, by=None)
    for name in AGENCIES:
        officer = _account(name, "agency", hashed)
        agency = Agency.objects.get(code=name)
        verbs.relate(agency, "staff", {*agency.staff.all(), officer}, by=None)
    for name in OTHERS:
        _account(name, name, hashed)
    _assign_expert()
    return [*cities, *AGENCIES, *OTHERS], password


def _assign_expert():
    """The account "expert" as a made-up person whom CEA sent to two of the cities."""
    user = get_user_model().objects.get(username="expert")
    if Expert.objects.filter(user=user).exists():
        return
    expert = Expert(
        user=user,
        agency=Agency.objects.get(code="cea"),
        name_th="ผู้เชี่ยวชาญตัวอย่าง",
        name_en="Sample expert",
        speciality_th="เศรษฐกิจสร้างสรรค์ (ข้อมูลตัวอย่าง)",
        speciality_en="Creative economy (sample data)",
    )
    told = {"by": None, "verb": DEMO, "is_public": False}
    verbs.create(expert, personal=Expert.personal, **told)
    for city in City.objects.filter(slug__in=EXPERT_CITIES):
        assignment = Assignment(expert=expert, city=city, starts_on=EXPERT_SINCE)
        verbs.create(assignment, about=city.key(), **told)


def _kept_password():
    path = settings.DATA_DIR / "demo-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(12))
    return path.read_text().strip()


def _hash_of(password):
    """The one that the accounts have, if it fits: to make one takes 0.2 s each time."""
    known = get_user_model().objects.filter(username=OTHERS[-1]).first()
    if known and check_password(password, known.password):
        return known.password
    return make_password(password)


def _account(name, role, hashed):
    """All have one password, so that one hash of it is no secret lost."""
    users = get_user_model().objects
    user = users.filter(username=name).first()
    email = f"{name}@{MAIL_DOMAIN}"
    if user is None:
        user = users.model(username=name, email=email, password=hashed)
        user.is_staff = role in {"secretary", "auditor"}
        verbs.create(user, by=None, verb=DEMO, is_public=False, personal=PERSONAL)
        verbs.relate(user, "groups", [Group.objects.get(name=role)], by=None)
    elif (user.password, user.email) != (hashed, email):
        user.password, user.email = hashed, email
        verbs.edit(user, by=None, is_public=False, personal=PERSONAL)
    return user
