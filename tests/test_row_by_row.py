"""No page fetches for one row after the other what a list should have brought along."""

from collections import Counter

import pytest
from django.db.models.fetch_modes import FetchOne

from cities.models import City
from creativecity.ledger.remembered import remembered

from .access_matrix import OFFICER, PUBLIC, STAFF_PAGES
from .addresses import address, rows_of
from .factories import make_file, make_reading

pytestmark = pytest.mark.audit

#: Not looked at: one reads no list, and says 503 of sample data; the other asks for a
#: report that the sample data leave unsealed.
LEFT_OUT = {"readyz", "staff:add_erratum"}


@pytest.fixture
def fetched(monkeypatch):
    """How often a field that had not been brought along was fetched, by its name."""
    found, fetch = Counter(), FetchOne.fetch

    def noted(mode, fetcher, instance):
        found[f"{type(instance).__name__}.{fetcher.field.name}"] += 1
        return fetch(mode, fetcher, instance)

    monkeypatch.setattr(FetchOne, "fetch", noted)
    return found


@pytest.fixture
def reading(sampled, cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def test_what_is_fetched_is_seen(reading, fetched):
    for row in City.objects.exclude(area=None):
        assert row.area.pk

    assert fetched == {"City.area": City.objects.exclude(area=None).count()}


@pytest.mark.parametrize("name", sorted((PUBLIC | set(STAFF_PAGES)) - LEFT_OUT))
def test_page_fetches_nothing_row_by_row(name, client, sign_in, reading, fetched):
    path = address(name, **rows_of(name, reading))
    if name in STAFF_PAGES:
        client = sign_in(min(STAFF_PAGES[name][0]))
    remembered.forget()
    fetched.clear()

    response = client.get(path)
    if response.streaming:
        response.getvalue()

    assert response.status_code < 400
    assert {what: times for what, times in fetched.items() if times > 1} == {}
