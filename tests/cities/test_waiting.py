"""What waits for a verdict is remembered, and is at any time what the rows say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from cities import waiting
from cities.models import Agency, City, Reading
from cities.rubric_file import publish
from cities.waiting import waiting_for
from creativecity.ledger import verbs
from tests.factories import (
    DAY,
    make_city,
    make_reading,
    make_user,
    make_verdict,
)

LATER = DAY + timedelta(days=30)


@pytest.fixture
def agent(emptied_after):
    """An agency's officer, before whom two cities stand with a reading each."""
    waiting.forget()
    publish()
    user = make_user("agent", role="agency")
    agency = Agency(code="x", name_th="x", name_en="x", short_th="x", short_en="x")
    verbs.create(agency, by=None).staff.add(user)
    for slug in ("nan", "phrae"):
        make_reading(make_city(slug))
    waiting_for(user, DAY)
    yield user
    waiting.forget()


def told(user, on=DAY):
    return [row.pk for row in waiting_for(user, on)]


def said(user, on=DAY):
    """As the rows themselves say it."""
    rows = Reading.objects.awaiting_verdict_of(user, on).order_by("sequence")
    return list(rows.values_list("pk", flat=True))


def first():
    return Reading.objects.order_by("sequence")[0]


def record_another(agent):
    make_reading(City.objects.get(slug="nan"), "R1.2")


def record_a_newer_one(agent):
    make_reading(City.objects.get(slug="nan"), level=1)


def judge(agent):
    make_verdict(first(), by=agent)


def judge_and_take_the_verdict_back(agent):
    reading = first()
    verdict = make_verdict(reading, by=agent)
    waiting_for(agent, DAY)
    verbs.withdraw(verdict, by=agent, reason="x", about=reading.city.key())


def take_a_reading_back(agent):
    first().withdraw(by=None, reason="x")


def record_of_own(agent):
    make_reading(City.objects.get(slug="nan"), "R1.2", by=agent)


def become_an_officer(agent):
    City.objects.get(slug="nan").officers.add(agent)


def record_in_many_cities(agent):
    for number in range(waiting.FEW + 1):
        make_reading(make_city(f"city-{number}"))


ACTS = [
    record_another,
    record_a_newer_one,
    judge,
    judge_and_take_the_verdict_back,
    take_a_reading_back,
    record_of_own,
    become_an_officer,
    record_in_many_cities,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_it_is_what_the_rows_say_after(act, agent):
    act(agent)

    assert told(agent) == said(agent)


def test_while_the_ledger_stands_no_reading_is_looked_at(
    agent, django_assert_num_queries
):
    rows = said(agent)

    with django_assert_num_queries(2):  # whose cities are one's own; the ledger's end
        assert told(agent) == rows
    assert len(rows) == 2


def test_of_another_day_it_is_looked_for_anew(agent):
    make_reading(City.objects.get(slug="nan"), "R1.2", on=LATER)

    for on in (DAY, LATER, DAY):
        assert told(agent, on) == said(agent, on)


def test_within_a_transaction_what_it_wrote_counts_there_alone(agent):
    with transaction.atomic():
        record_another(agent)
        assert told(agent) == said(agent)
        transaction.set_rollback(True)

    assert told(agent) == said(agent)


@pytest.mark.parametrize("other", [{"sequence": 10**6}, {"hash": "of another"}])
def test_nothing_is_kept_of_a_ledger_in_whose_place_another_was_put(other, agent):
    """As after a backup was restored: it was longer, or its entries were others."""
    [known] = waiting._known.values()
    waiting._known["default"] = replace(known, **other, rows={})

    assert told(agent) == said(agent) != []
