"""One public table: which rows, under which names, and what each name means.

The API serves it page by page, a download whole, and the data dictionary tells its
columns: all three ask this one definition, so that none can differ from another.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rest_framework import serializers

#: Rows that are made ready together: memory stays level however long a table is.
BATCH = 500
#: Rows of a page, where nobody asks for more or fewer.
PAGE_SIZE = 20

#: What a column holds, by the first kind of field that fits.
_KINDS = (
    (serializers.BooleanField, "boolean"),
    (serializers.IntegerField, "integer"),
    ((serializers.FloatField, serializers.DecimalField), "number"),
    (serializers.DateTimeField, "moment"),
    (serializers.DateField, "day"),
    (serializers.ListField, "list"),
)


@dataclass(frozen=True)
class Asked:
    """What of the world is asked for: as of a day, as known at a point of the ledger.

    `known_at` None is now. `absolute` makes a whole address of a path.
    """

    on: date
    known_at: int | None = None
    absolute: Callable[[str], str] = str


@dataclass(frozen=True)
class Column:
    """`kind`: text, integer, number, boolean, day (C.E.), moment or list (of texts)."""

    name: str
    kind: str
    about: str


def _same(rows: Sequence, asked: Asked) -> Sequence:
    return rows


@dataclass(frozen=True)
class Table:
    """`name` is its address (`/api/v1/<name>/`) and its file (`<name>.csv`).

    `rows` gives what the public may read, in a settled order: a QuerySet, or a sequence
    where the rows are computed. `prepare` makes some of them ready for the serializer
    in as many queries for one as for all. `serializer` names every column with its
    meaning (`help_text`, in both languages); what is nested in it is a table of its own
    in files. `lookup` is the column that a single row is asked for by. `ordering` maps
    what may be asked for to the fields that it sorts by. `takes` is which of `as_of`
    and `known_at` the rows can answer: prose is kept as it is now. `page_size` is
    smaller than the usual one where a row is worked out of many.
    """

    name: str
    title: Any
    about: Any
    serializer: type[serializers.Serializer]
    rows: Callable[[Asked], Any]
    lookup: str
    prepare: Callable[[Sequence, Asked], Sequence] = _same
    filterset: type | None = None
    ordering: dict[str, str] = field(default_factory=dict)
    takes: frozenset[str] = frozenset()
    page_size: int = PAGE_SIZE

    def fields(self) -> dict[str, serializers.Field]:
        return self.serializer().fields

    def columns(self) -> list[Column]:
        """The columns of its file: what is nested has a table of its own."""
        return [
            Column(name, kind_of(each), str(each.help_text or ""))
            for name, each in self.fields().items()
            if not isinstance(each, serializers.BaseSerializer)
        ]

    def records(self, asked: Asked) -> Iterator[dict]:
        """Every row as the API shows it, one after the other."""
        for batch in _batches(self.rows(asked)):
            yield from self._shown(batch, asked)

    def first(self, count: int, asked: Asked) -> list[dict]:
        """The first of its records, of which no more are made ready."""
        return list(self._shown(list(self.rows(asked)[:count]), asked))

    def _shown(self, batch: Sequence, asked: Asked) -> list[dict]:
        ready = self.prepare(batch, asked)
        return self.serializer(ready, many=True, context={"asked": asked}).data


def kind_of(each: serializers.Field) -> str:
    """What a column holds: one of the kinds of Column."""
    return next((kind for type_, kind in _KINDS if isinstance(each, type_)), "text")


def _batches(rows: Any) -> Iterator[Sequence]:
    """A QuerySet is read as it goes; what it prefetches is fetched by the batch."""
    reader = getattr(rows, "iterator", None)
    batch = []
    for row in reader(chunk_size=BATCH) if reader else rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
