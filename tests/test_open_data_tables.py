"""Every public table, whoever wrote it: what is served is what is declared."""

import json
import re
from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from rest_framework import serializers

from cities.open_data import TABLES as OF_CITIES
from programmes.open_data import TABLES
from tests.open_tables import ask

pytestmark = pytest.mark.both

TODAY, EARLIER = date(2026, 11, 26), date(2023, 11, 1)

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def wrong(field, value, place):
    """What of a served value is not as its field declares it: "place: value" lines."""
    if value is None:
        return [] if field.allow_null else [f"{place}: null"]
    if isinstance(field, serializers.ListSerializer | serializers.ListField):
        return [
            line
            for number, each in enumerate(value)
            for line in wrong(field.child, each, f"{place}[{number}]")
        ]
    if isinstance(field, serializers.BaseSerializer):
        return wrong_row(field, value, place)
    is_right = next(test for kind, test in TESTS if isinstance(field, kind))
    return [] if is_right(field, value) else [f"{place}: {value!r}"]


def wrong_row(serializer, row, place):
    if list(row) != list(serializer.fields):
        return [f"{place}: columns are {list(row)}"]
    return [
        line
        for name, field in serializer.fields.items()
        for line in wrong(field, row[name], f"{place}.{name}")
    ]


def is_whole(field, value):
    low = field.min_value if field.min_value is not None else value
    high = field.max_value if field.max_value is not None else value
    return type(value) is int and low <= value <= high


def is_text(field, value):
    """What is empty would be unknown, and that is null."""
    return type(value) is str and value != ""


#: The first kind of field that fits; a URL is a text, and a choice none.
TESTS = (
    (serializers.ChoiceField, lambda field, value: value in field.choices),
    (serializers.BooleanField, lambda _field, value: type(value) is bool),
    (serializers.IntegerField, is_whole),
    (serializers.FloatField, lambda _field, value: type(value) in (int, float)),
    (
        serializers.DateTimeField,
        lambda _field, value: datetime.fromisoformat(value).tzinfo is not None,
    ),
    (
        serializers.DateField,
        lambda _field, value: date.fromisoformat(value).isoformat() == value,
    ),
    (serializers.UUIDField, lambda _field, value: str(UUID(value)) == value),
    (
        serializers.URLField,
        lambda _field, value: re.match(r"https?://[^/]+/?", value) is not None,
    ),
    (serializers.CharField, is_text),
)


@each_table
def test_what_is_served_is_what_is_declared(table, sampled):
    found = [
        *table.records(ask(TODAY)),
        *table.records(ask(EARLIER)),
        *table.records(ask(TODAY, known_at=1)),
    ]

    assert [
        line
        for number, row in enumerate(found)
        for line in wrong_row(table.serializer(), row, f"{table.name}[{number}]")
    ] == []
    assert json.loads(json.dumps(found)) == found


@each_table
def test_a_table_is_named_and_each_column_has_a_meaning(table):
    columns = table.columns()

    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", table.name)
    assert all(map(str, (table.title, table.about)))
    assert [each.name for each in columns if not each.about] == []
    assert [
        each.name
        for each in columns
        if not re.fullmatch("[a-z0-9]+(_[a-z0-9]+)*", each.name)
    ] == []


@each_table
def test_a_row_is_found_by_what_no_other_row_has(table, sampled):
    rows = list(table.records(ask(TODAY)))

    assert len({row[table.lookup] for row in rows}) == len(rows)
    for row in rows[:1]:
        [found] = look_up(table, row[table.lookup])
        [alone] = table.prepare([found], ask(TODAY))
        shown = table.serializer(alone, context={"asked": ask(TODAY)})
        assert shown.data == row


def look_up(table, name):
    rows = table.rows(ask(TODAY))
    if isinstance(rows, QuerySet):
        return rows.filter(**{table.lookup: name})
    return [row for row in rows if row[table.lookup] == name]


@each_table
def test_orderings_and_empty_filters_leave_every_row(table, sampled):
    rows = table.rows(ask(TODAY))

    if isinstance(rows, QuerySet):
        for field in table.ordering.values():
            for by in (field, f"-{field}"):
                assert len(rows.order_by(by, "pk")) == len(rows)
    if table.filterset:
        narrowed = table.filterset({}, queryset=rows)
        assert narrowed.is_valid()
        assert len(narrowed.qs) == len(rows)
        assert [
            name
            for name, each in narrowed.filters.items()
            if not each.extra.get("help_text")
        ] == []


@pytest.mark.parametrize("table", OF_CITIES, ids=lambda table: table.name)
def test_three_rows_cost_no_more_queries_than_one(table, sampled):
    table.first(3, ask(TODAY))  # what the process keeps from then on

    assert queries(lambda: table.first(3, ask(TODAY))) == queries(
        lambda: table.first(1, ask(TODAY))
    )


def queries(read):
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def test_no_two_tables_have_one_name():
    names = [table.name for table in TABLES]

    assert len(set(names)) == len(names)


def test_no_personal_data_or_internal_note_is_a_column():
    private = re.compile(
        "recorded_by|officer|contact|email|phone|spent|next_step|^result$|internal"
    )
    found = {
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns()
        if private.search(column.name)
    }

    assert found == set()
