"""Every public table of the agreement: what it says of itself is what it serves."""

from datetime import date

import pytest

from cities.open_data import TABLES as OF_CITIES
from creativecity.open_data import Asked
from programmes.open_data import TABLES

pytestmark = pytest.mark.both

DAY = date(2026, 11, 26)
OURS = [table for table in TABLES if table not in OF_CITIES]


def records(table, on=DAY, **asked):
    return list(table.records(Asked(on=on, **asked)))


def test_names_are_said_once():
    names = [table.name for table in TABLES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_every_column_and_filter_says_what_it_means(table):
    columns = table.columns()
    filters = table.filterset.base_filters if table.filterset else {}

    assert [each.name for each in columns if not each.about] == []
    assert [name for name, each in filters.items() if not each.extra["help_text"]] == []
    assert table.lookup in {each.name for each in columns}
    assert set(table.ordering) <= {each.name for each in columns}
    assert {"is_sample", "page"} <= {each.name for each in columns}


@pytest.mark.slow
def test_what_is_served_fits_what_is_declared(sampled):
    """Read back by the very serializer: a null that it does not name fails."""
    faults = {}
    for table in OURS:
        for record in records(table, absolute="https://example.org{}".format):
            read = table.serializer(data=record)
            if not read.is_valid() or set(record) != set(table.fields()):
                faults[table.name] = read.errors

    assert faults == {}


@pytest.mark.slow
def test_each_row_is_found_by_its_key(sampled):
    for table in OURS:
        keys = [record[table.lookup] for record in records(table)]
        assert len(keys) == len(set(keys))


@pytest.mark.slow
def test_a_queryset_is_narrowed_by_its_key_and_ordered(sampled):
    for table in OURS:
        rows = table.rows(Asked(on=DAY))
        if isinstance(rows, list):
            continue
        for record in records(table)[:2]:
            assert rows.filter(**{table.lookup: record[table.lookup]}).count() == 1
        for field in table.ordering.values():
            assert list(rows.order_by(f"-{field}")) is not None


def test_filters_narrow_the_rows(sampled):
    wanted = {
        "commitments": {"agreement": "mou-2563", "kind": "duty"},
        "targets": {"city": "nan", "goal": "submitted"},
        "amendments": {"agreement": "mou-2563", "kind": "extension"},
        "decisions": {"agreement": "mou-2563", "year": 2569, "kind": "circulation"},
        "action-points": {"agreement": "mou-2563", "city": "nan"},
        "sealed-reports": {"agreement": "mou-2563"},
        "partners": {"city": "nan", "kind": "municipality"},
        "assignments": {"city": "nan", "indicator": "R1.1"},
        "suggestions": {"city": "nan", "state": "adopted"},
        "articles": {"city": "chiang-rai", "since": "2020-01-01"},
    }
    tables = {table.name: table for table in OURS}
    for name, query in wanted.items():
        every = tables[name].rows(Asked(on=DAY))
        chosen = tables[name].filterset(query, queryset=every)
        assert chosen.errors == {}
        assert set(chosen.qs) <= set(every)


def test_no_agreement_gives_no_row(db):
    assert {table.name: records(table) for table in OURS} == {
        table.name: [] for table in OURS
    }
