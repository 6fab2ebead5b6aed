"""A row as a line of JSON, and a line as the values that a database takes.

The same row gives the same line on every database: moments in UTC to the microsecond,
decimals as they are printed, the names in an object in order.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import batched
from uuid import UUID

from django.db import connection, reset_queries
from django.db.models import Field, Model

from .tables import columns

#: So many rows are read, and are written, at once.
BATCH = 500
INSERT = "INSERT INTO {table} ({columns}) VALUES "


def plain(value: object) -> str:
    """A value that JSON has no form for; TypeError where no column of ours has any."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"No form is known for {type(value).__name__}.")


_encode = json.JSONEncoder(
    default=plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode


def line_of(row: tuple) -> bytes:
    """Half a pair of UTF-16, which SQLite keeps in JSON where somebody sent it, passes
    (json reads it back): one such text must not keep all others from being saved.
    """
    return _encode(row).encode(errors="surrogatepass") + b"\n"


def row_of(fields: list[Field], line: bytes) -> list:
    """The values of a line; ValueError or ValidationError if it does not fit."""
    told = json.loads(line)
    return [
        None if value is None else field.to_python(value)
        for field, value in zip(fields, told, strict=True)
    ]


def lines_of(model: type[Model]) -> Iterator[bytes]:
    """All rows of a table, in the order of their keys; memory stays level."""
    rows = model._base_manager.order_by("pk").values_list(*columns(model))
    return map(line_of, rows.iterator(chunk_size=BATCH))


def insert(model: type[Model], lines: Iterable[bytes]) -> Iterator[int]:
    """Write rows as they were, past whatever a model does to new ones; yields how many
    came each time.
    """
    fields = model._meta.local_concrete_fields
    begin = _begin(model)
    place = f"({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        for some in batched(lines, BATCH, strict=False):
            values = [value for line in some for value in _prepared(fields, line)]
            cursor.execute(begin + ", ".join([place] * len(some)), values)
            reset_queries()  # with DEBUG each of them would be kept
            yield len(some)


def _begin(model):
    quote = connection.ops.quote_name
    names = ", ".join(
        quote(field.column) for field in model._meta.local_concrete_fields
    )
    return INSERT.format(table=quote(model._meta.db_table), columns=names)


def _prepared(fields, line):
    for field, value in zip(fields, row_of(fields, line), strict=True):
        yield field.get_db_prep_save(value, connection)
