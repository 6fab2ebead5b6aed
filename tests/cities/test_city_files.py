"""Tables of a city's page as files: bids, facts, published evidence."""

import csv
from datetime import date
from io import StringIO

import pytest

from cities.city_tables import BIDS, FACTS, PIECES
from cities.models import City, Fact
from creativecity.ledger import verbs
from tests.factories import make_evidence, make_file

FILES = {"candidacies": BIDS, "facts": FACTS, "evidence": PIECES}


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def rows(client, nan):
    def of(name, slug="nan", **query):
        response = client.get(f"/en/cities/{slug}/{name}.csv", query)
        return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))

    return of


@pytest.mark.parametrize("name", FILES)
def test_file_is_named_for_city_table_and_day(name, client, nan):
    response = client.get(f"/en/cities/nan/{name}.csv", {"as_of": "30/9/2021"})

    [header] = csv.reader(StringIO(response.content.decode("utf-8-sig").split("\n")[0]))
    assert tuple(header) == FILES[name]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        f'attachment; filename="nan-{name}-2021-09-30.csv"'
    )


@pytest.mark.parametrize("name", FILES)
def test_a_day_that_is_not_understood_is_refused(name, client, nan):
    response = client.get(f"/en/cities/nan/{name}.csv", {"as_of": "soon"})

    assert (response.status_code, response["Content-Type"]) == (
        400,
        "text/plain; charset=utf-8",
    )


def test_bids_are_told_stage_by_stage_with_what_is_inferred(rows):
    told = rows("candidacies")

    assert [(r["call_year_ce"], r["stage"], r["is_inferred"]) for r in told] == [
        ("2019", "not-nominated", "FALSE"),
        ("2021", "not-nominated", "FALSE"),
        ("2023", "not-nominated", "FALSE"),
        ("2025", "submitted", "TRUE"),
        ("2025", "designated", "FALSE"),
    ]
    assert (told[3]["day"], told[3]["precision"], told[3]["basis"]) == (
        "2025-03-03",
        "on-or-before",
        "derived",
    )
    assert told[4]["sources"] == "MGR25; TAT25; NAT25"


def test_bids_stand_as_they_stood(rows):
    assert [r["call_year_ce"] for r in rows("candidacies", as_of="2020-06-01")] == [
        "2019"
    ]


def test_facts_have_their_basis_and_no_internal_note(rows, nan):
    secret = "a note of ours"
    values = {"value_th": "สี่", "value_en": "four", "number": 4}
    fact = Fact(subject=nan.key(), topic="plans", basis="source", note=secret, **values)
    verbs.add(fact, by=None, about=nan.key())

    told = {row["topic"]: row for row in rows("facts")}

    assert (told["plans"]["value_en"], told["plans"]["number"]) == ("four", "4")
    assert told["province"]["sources"] == "ISO"
    assert not any(secret in value for row in told.values() for value in row.values())
    assert {row["basis"] for row in told.values()} <= {"source", "derived", "unknown"}


def test_evidence_is_what_is_published_and_nothing_else(rows, nan, cast, published):
    make_evidence(nan, title_en="Not shown")

    [row] = rows("evidence")

    assert (row["title_en"], row["kind"], row["shown_since"]) == (
        published.title_en,
        "file",
        published.published_on.isoformat(),
    )
    assert row["size_bytes"] == str(published.size)
    assert row["address"] == f"http://testserver{published.address()}".replace(
        "/th/", "/en/"
    )
    assert rows("evidence", as_of="2020-06-01") == []


@pytest.fixture
def published(nan, cast):
    return make_file(nan, cast["cea"], title_en="A plan", valid_until=date(2030, 1, 1))


def test_a_link_is_given_as_it_is(rows, nan, cast):
    piece = make_evidence(nan, link="https://example.org/plan")
    piece.publish(by=cast["cea"])

    [row] = rows("evidence")

    assert (row["kind"], row["address"]) == ("link", "https://example.org/plan")
