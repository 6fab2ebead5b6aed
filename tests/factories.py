"""Plain makers of things, every argument defaulted, nothing surprising."""

from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cities.models import (
    Agency,
    City,
    Fact,
    Indicator,
    Reading,
    Source,
    Verification,
)
from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs

DAY = date(2026, 10, 1)


def make_user(username="somebody", *, role=None, **fields):
    user = get_user_model()(username=username, **fields)
    user.set_password("a long enough password")
    verbs.create(user, by=None, is_public=False, personal=PERSONAL)
    if role:
        user.groups.set([Group.objects.get(name=role)])
    return user


def make_city(slug="mae-hong-son", **fields):
    defaults = {
        "name_th": "แม่ฮ่องสอน",
        "name_en": "Mae Hong Son",
        "province": "TH-58",
        "latitude": "19.30203",
        "longitude": "97.96544",
    }
    return verbs.create(City(slug=slug, **{**defaults, **fields}), by=None)


def new_source(code="S1", **fields):
    """A source not yet written: the tests of the ledger's verbs write it."""
    defaults = {"title": "A page", "strength": Source.Strength.PRIMARY}
    return Source(code=code, **{**defaults, **fields})


def new_fact(topic="name", **fields):
    """A fact not yet written, as new_source."""
    defaults = {
        "subject": "cities.city/mae-hong-son",
        "value_th": "แม่ฮ่องสอน",
        "value_en": "Mae Hong Son",
        "basis": "derived",
    }
    return Fact(topic=topic, **{**defaults, **fields})


def make_cast():
    """One account for each role, tied to the cities and agencies that are loaded."""
    cast = {}
    for city in City.objects.all():
        officer = make_user(f"officer.{city.slug}", role="officer")
        city.officers.add(officer)
        cast[officer.username] = officer
    for agency in Agency.objects.all():
        officer = make_user(agency.code, role="agency")
        agency.staff.add(officer)
        cast[agency.code] = officer
    for name in ("expert", "secretary", "auditor"):
        cast[name] = make_user(name, role=name, is_staff=name != "expert")
    cast["nobody"] = make_user("nobody")
    return cast


def make_reading(
    city, code="R1.1", *, level=2, on=DAY, by=None, evidence=None, **fields
):
    reading = Reading(
        indicator=Indicator.objects.get(code=code),
        level=level,
        effective_on=on,
        **fields,
    )
    return city.record(reading, by=by, evidence=evidence)


def make_verdict(reading, *, by, verdict="verified", reason="", on=None):
    row = Verification(
        verdict=verdict, reason=reason, effective_on=on or reading.effective_on
    )
    return reading.verify(row, by=by)


def make_verified(city, code="R1.1", *, level=2, on=DAY, by):
    """A reading that an agency's officer verified on the same day."""
    reading = make_reading(city, code, level=level, on=on)
    make_verdict(reading, by=by)
    return reading
