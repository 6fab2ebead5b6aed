"""Which indicators rest on what: by the newest reading, at the cost of one query."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.evidence_map import draw, spots
from cities.models import City
from tests.factories import make_evidence, make_reading

ON = date(2026, 10, 1)
EARLIER = date(2026, 1, 1)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def spot(city, code="R1.1", on=ON):
    return spots([city.progress(on)], on)[city.pk, code]


def piece_until(city, days):
    until = ON + timedelta(days=days)
    return make_evidence(city, title_th=f"{days}", valid_until=until)


def test_indicator_without_reading_or_evidence_has_none(nan):
    make_reading(nan, "R1.2", level=1, on=ON)

    assert spot(nan).state == "none"
    assert spot(nan, "R1.2").state == "none"


@pytest.mark.parametrize(
    ("days", "state"), [([400], "live"), ([30], "ageing"), ([-1], "expired")]
)
def test_state_is_that_of_the_pieces_behind_the_reading(days, state, nan):
    pieces = [piece_until(nan, n) for n in days]
    make_reading(nan, on=ON, evidence=pieces)

    found = spot(nan)

    assert (found.state, found.until()) == (state, pieces[0].valid_until)


def test_newest_reading_counts_and_what_was_retired_does_not(nan):
    old, retired = piece_until(nan, 400), piece_until(nan, 500)
    make_reading(nan, on=EARLIER, evidence=[old])
    make_reading(nan, on=ON, level=2, evidence=[retired])
    retired.retire(by=None, reason="ผิดปี")

    assert spot(nan).state == "none"
    assert spot(nan, on=EARLIER).pieces == (old,)


def test_map_follows_the_rubric(nan):
    rows = draw(nan.progress(ON), ON)

    assert len(rows) == 9
    assert sum(len(found) for _dimension, found in rows) == 37
    assert rows[0][1][0].cell.indicator.code == "R1.1"


def test_number_of_queries_does_not_grow_with_the_cities(nan):
    cities = list(City.objects.all())
    for city in cities:
        make_reading(city, on=ON, evidence=[piece_until(city, 400)])
    progress = City.objects.progress(cities, ON)

    def queries_for(some):
        with CaptureQueriesContext(connection) as queries:
            spots([progress[city.pk] for city in some], ON)
        return len(queries)

    assert queries_for([nan]) == queries_for(cities) == 1
