"""What the benchmarks bring in bulk is as true as what comes by the verbs."""

import pytest
from django.db import transaction

from benchmarks import many_cities
from benchmarks.many_readings import days
from cities.models import City, Event, Evidence, Outcome, Reading, Verification
from creativecity.ledger.models import Head, LogEntry
from creativecity.ledger.verification import first_fault

MONTHS = 3


@pytest.fixture
def filled(cast):
    many_cities.fill(3, spoken_on=days(MONTHS))


def test_rows_brought_in_bulk_stand_in_the_ledger_each(filled):
    assert first_fault() is None
    assert LogEntry.objects.count() == Head.objects.get().sequence


def test_rows_brought_in_bulk_are_read_as_any_others(filled):
    city = City.objects.get(slug="city-1")

    assert Reading.objects.filter(city=city).count() == MONTHS * 37
    assert not Reading.objects.filter(is_sample=False).exists()
    assert city.readiness(days(1)[0]).read > 30


def test_rows_are_the_same_each_time(cast):
    first, second = rows_of_one_filling(), rows_of_one_filling()

    assert len(first[Reading]) == 3 * MONTHS * 37
    assert second == first


def rows_of_one_filling():
    """What it brings, of each model that grows with cities and months; and undo it."""
    with transaction.atomic():
        many_cities.fill(3, spoken_on=days(MONTHS))
        rows = {
            model: list(model.objects.order_by("pk").values())
            for model in (City, Reading, Verification, Evidence, Event, Outcome)
        }
        transaction.set_rollback(True)
    return rows


def test_the_months_end_where_every_installation_ends():
    assert [str(day) for day in days(3)] == ["2026-07-01", "2026-08-01", "2026-09-01"]
    assert [str(day) for day in days(2, apart=12)] == ["2025-09-01", "2026-09-01"]
