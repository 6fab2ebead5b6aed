"""A row becomes a line and the same row again, on every database."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from programmes.backup.rows import line_of, row_of
from programmes.backup.tables import tables

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=8,
)
MOMENTS = st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001 (its zone comes next)
    datetime(2400, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]),
)
#: Each kind of field that a table of ours has, with what it may hold.
KINDS = [
    (models.TextField(), TEXT),
    (models.BooleanField(), st.booleans()),
    (models.BigIntegerField(), st.integers(-(2**63), 2**63 - 1)),
    (models.DateTimeField(), MOMENTS),
    (models.DateField(), st.dates()),
    (models.TimeField(), st.times()),
    (
        models.DecimalField(max_digits=15, decimal_places=4),
        st.decimals(-(10**9), 10**9, places=4),
    ),
    (models.UUIDField(), st.uuids()),
    (models.JSONField(), JSON),
]


@given(st.data())
def test_values_of_every_kind_come_back(data):
    fields = [field for field, _values in KINDS]
    row = tuple(data.draw(st.none() | values) for _field, values in KINDS)

    line = line_of(row)

    assert row_of(fields, line) == list(row)
    assert line.count(b"\n") == 1
    assert line_of(tuple(row_of(fields, line))) == line


def test_every_kind_of_field_is_among_those():
    known = tuple(type(field) for field, _values in KINDS)
    texts = (models.CharField, models.FileField, models.IntegerField, models.AutoField)
    texts += (models.ForeignKey, models.GenericIPAddressField)

    fields = [f for m in tables().values() for f in m._meta.local_concrete_fields]

    assert [f for f in fields if not isinstance(f, known + texts)] == []
    assert [f for f in fields if f.generated] == []


def test_line_is_the_same_whatever_the_database():
    moment = datetime(2026, 10, 1, 7, 0, 0, 123456, timezone(timedelta(hours=7)))
    row = (
        1,
        None,
        True,
        "ไทย\n",
        moment,
        date(2026, 10, 1),
        time(9, 30),
        Decimal("1E+2"),
        UUID(int=1),
        {"b": 1, "a": []},
    )

    assert line_of(row).decode() == (
        '[1,null,true,"ไทย\\n","2026-10-01T00:00:00.123456+00:00","2026-10-01",'
        '"09:30:00","100","00000000-0000-0000-0000-000000000001",{"a":[],"b":1}]\n'
    )


def test_half_a_character_that_somebody_sent_comes_back():
    """SQLite keeps it in JSON; it must not keep everything else from being saved."""
    fields, row = [models.JSONField()], ({"name": "\ud800"},)

    assert row_of(fields, line_of(row)) == list(row)


def test_value_that_no_column_of_ours_has_is_refused():
    with pytest.raises(TypeError, match="No form is known for bytes"):
        line_of((b"",))
