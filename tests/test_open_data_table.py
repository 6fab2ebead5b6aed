"""One definition of a public table: its columns, and its rows batch by batch."""

from datetime import date

from rest_framework import serializers

from creativecity.open_data import Asked, Column, Table
from creativecity.open_data.table import BATCH

DAY = date(2026, 10, 1)


class Part(serializers.Serializer):
    name = serializers.CharField()


class Row(serializers.Serializer):
    code = serializers.CharField(help_text="What it is called by")
    count = serializers.IntegerField()
    share = serializers.FloatField()
    is_sample = serializers.BooleanField()
    day = serializers.DateField()
    said_at = serializers.DateTimeField()
    sources = serializers.ListField(child=serializers.CharField())
    parts = Part(many=True)


class Short(serializers.Serializer):
    code = serializers.IntegerField()


def table(rows, **changes):
    return Table("rows", "Rows", "All", Short, rows, "code", **changes)


def test_columns_say_what_they_hold_and_leave_out_what_is_nested():
    columns = Table("rows", "Rows", "All", Row, list, "code").columns()

    assert columns[0] == Column("code", "text", "What it is called by")
    assert [(each.name, each.kind) for each in columns[1:]] == [
        ("count", "integer"),
        ("share", "number"),
        ("is_sample", "boolean"),
        ("day", "day"),
        ("said_at", "moment"),
        ("sources", "list"),
    ]


def test_records_are_made_ready_batch_by_batch():
    sizes = []

    def prepare(rows, asked):
        sizes.append((len(rows), asked.on))
        return [{"code": row} for row in rows]

    asked = Asked(on=date(2026, 10, 1))
    whole = table(lambda _asked: range(BATCH + 1), prepare=prepare)

    records = list(whole.records(asked))

    assert [record["code"] for record in records] == list(range(BATCH + 1))
    assert sizes == [(BATCH, date(2026, 10, 1)), (1, date(2026, 10, 1))]


def test_a_full_last_batch_is_not_followed_by_an_empty_one():
    rows = [{"code": number} for number in range(BATCH)]

    records = list(table(lambda _asked: rows).records(Asked(on=date(2026, 10, 1))))

    assert len(records) == BATCH


def test_first_makes_no_more_rows_ready_than_it_gives():
    sizes = []

    def prepare(rows, asked):
        sizes.append(len(rows))
        return [{"code": row} for row in rows]

    whole = table(lambda _asked: range(BATCH), prepare=prepare)

    assert [each["code"] for each in whole.first(2, Asked(DAY))] == [0, 1]
    assert sizes == [2]
