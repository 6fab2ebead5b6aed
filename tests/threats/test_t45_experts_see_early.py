"""T45: an expert reads what others think before the verdict, or after the own term."""

from datetime import date, timedelta

import pytest

from cities.models import City, Opinion, Reading
from tests.addresses import address
from tests.factories import (
    make_assignment,
    make_expert,
    make_opinion,
    make_reading,
    make_user,
    make_verdict,
)
from tests.visible import visible_text

LAST = date(2026, 12, 31)
OTHERS = "ความเห็นของอีกคนหนึ่ง"


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def other(nan):
    """A second expert of Nan's, whose assignment has a last day."""
    user = make_user("other.expert", role="expert")
    expert = make_expert(user, name_th="ปิติ", name_en="Piti")
    make_assignment(expert, nan, ends_on=LAST)
    return user


@pytest.fixture
def reading(nan, other, cast):
    row = make_reading(nan, by=cast["officer.nan"])
    make_opinion(row, by=other, text=OTHERS)
    return row


def page(client, reading):
    path = address("staff:cities:verify_reading", sequence=reading.sequence)
    return visible_text(client.get(path))


def test_others_opinions_are_read_once_the_verdict_is_given(reading, cast, sign_in):
    client = sign_in("expert")
    before = page(client, reading)

    make_verdict(reading, by=cast["cea"])

    assert OTHERS not in before
    assert OTHERS in page(client, reading)


def test_an_opinion_of_ones_own_opens_no_other(reading, cast, sign_in):
    make_opinion(reading, by=cast["expert"], text="ความเห็นของฉัน")

    words = page(sign_in("expert"), reading)

    assert ("ความเห็นของฉัน" in words, OTHERS in words) == (True, False)
    assert not Opinion.objects.visible_to(cast["expert"]).filter(text=OTHERS).exists()


@pytest.mark.parametrize(
    ("on", "is_seen"),
    [(LAST, True), (LAST + timedelta(days=1), False), (date(2023, 12, 31), False)],
)
def test_readings_are_seen_within_the_term_alone(on, is_seen, reading, other):
    assert (
        Reading.objects.visible_to(other, on).filter(pk=reading.pk).exists() == is_seen
    )
    assert (reading.why_no_opinion_by(other, on) == "") == is_seen


def test_after_the_term_every_page_of_the_city_is_shut(nan, reading, client):
    user = make_user("former.expert", role="expert")
    make_assignment(make_expert(user), nan, ends_on=date(2024, 2, 1))
    client.force_login(user)

    answers = {
        name: client.get(address(name, **arguments)).status_code
        for name, arguments in {
            "staff:cities:readiness": {},
            "staff:cities:library": {},
            "staff:cities:verify_reading": {"sequence": reading.sequence},
            "staff:cities:give_opinion": {"sequence": reading.sequence},
        }.items()
    }

    assert set(answers.values()) == {404}
