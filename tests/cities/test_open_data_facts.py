"""The public tables of facts and sources."""

from datetime import date

from cities.models import Fact, Source
from creativecity.ledger import chain, verbs
from tests.factories import DAY, new_fact, new_source
from tests.open_tables import HOST, column, narrowed, records


def test_facts_are_those_that_are_published(facts):
    public = Fact.objects.published().latest(on=DAY)

    assert column("facts", "sequence") == [fact.sequence for fact in public]


def test_general_knowledge_is_not_in_the_table(db):
    verbs.add(new_fact(basis="general-knowledge"), by=None)

    assert records("facts") == []


def test_a_fact_is_told_with_its_basis_and_without_the_note(db):
    day = {"effective_on": date(2024, 12, 31), "precision": "year"}
    fact = verbs.add(new_fact("population", number=12, note="ours", **day), by=None)

    [row] = records("facts")

    assert row == {
        "sequence": fact.sequence,
        "subject": "cities.city/mae-hong-son",
        "topic": "population",
        "is_known": True,
        "value_th": "แม่ฮ่องสอน",
        "value_en": "Mae Hong Son",
        "number": 12,
        "effective_on": "2024-12-31",
        "effective_precision": "year",
        "basis": "derived",
        "sources": [],
        "recorded_at": row["recorded_at"],
        "is_sample": False,
        "page": f"{HOST}/th/cities/mae-hong-son/",
    }


def test_what_was_not_found_is_a_row_without_a_value(db):
    verbs.add(new_fact(basis="unknown", value_th="", value_en=""), by=None)

    [row] = records("facts")

    assert (row["is_known"], row["value_th"], row["value_en"]) == (False, None, None)


def test_a_fact_stands_as_of_a_day_and_as_known_at_a_point(db):
    verbs.add(_population(2022, "10"), by=None)
    known = chain.latest()
    verbs.add(_population(2024, "20"), by=None)

    assert column("facts", "value_en") == ["20"]
    assert column("facts", "value_en", date(2023, 6, 1)) == ["10"]
    assert column("facts", "value_en", known_at=known) == ["10"]


def _population(year, value):
    day = {"effective_on": date(year, 12, 31), "precision": "year"}
    return new_fact("population", value_th=value, value_en=value, **day)


def test_a_fact_leads_to_the_page_that_shows_it(db):
    about = {
        "cities.district/nan/hua-wiang-tai": "cities/nan/districts/hua-wiang-tai/",
        "cities.call/2025": "about/network/2025/",
        "programmes.programme/mou-2563": "agreements/mou-2563/",
        "research/public-facts": None,
    }
    for subject in about:
        verbs.add(new_fact(subject=subject), by=None)

    assert column("facts", "page") == [
        path and f"{HOST}/th/{path}" for path in about.values()
    ]


def test_facts_are_narrowed_by_what_they_are_about(db):
    name = verbs.add(new_fact(), by=None)
    none = {"basis": "unknown", "value_th": "", "value_en": ""}
    unknown = verbs.add(new_fact("mayor", **none), by=None)

    assert narrowed("facts", subject=name.subject, topic="name") == [name.sequence]
    assert narrowed("facts", basis="unknown") == [unknown.sequence]


# Sources


def test_a_source_is_told_without_the_note(db):
    verbs.create(new_source(address="a library", note="ours"), by=None)
    verbs.create(new_source("GK", strength=Source.Strength.NONE), by=None)

    assert records("sources") == [
        {
            "code": "S1",
            "title": "A page",
            "publisher": None,
            "published": None,
            "strength": "primary",
            "address": "a library",
            "is_sample": False,
            "page": f"{HOST}/th/about/sources/#source-S1",
        }
    ]


def test_sources_are_narrowed_by_strength(db):
    verbs.create(new_source(), by=None)
    verbs.create(new_source("S2", strength=Source.Strength.SECONDARY), by=None)

    assert narrowed("sources", strength="secondary") == ["S2"]


def test_every_code_that_a_table_cites_is_a_source(facts):
    sources = set(column("sources", "code"))

    for name in ("cities", "facts", "stages", "districts", "assets", "events"):
        cited = {code for row in records(name) for code in row["sources"]}
        assert cited - sources == set()
