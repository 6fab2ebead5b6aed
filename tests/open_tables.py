"""Public tables as tests read them."""

from creativecity.open_data import Asked
from programmes.open_data import TABLES
from tests.factories import DAY

HOST = "https://portal.example"
TABLE = {table.name: table for table in TABLES}


def ask(on=DAY, known_at=None):
    return Asked(on=on, known_at=known_at, absolute=HOST.__add__)


def records(name, on=DAY, known_at=None):
    """Every row of a table as of a day, as known at a point of the ledger."""
    return list(TABLE[name].records(ask(on, known_at)))


def column(name, of, on=DAY, known_at=None, **chosen):
    """One column of the rows that have the values chosen."""
    return [
        row[of]
        for row in records(name, on, known_at)
        if all(row[key] == value for key, value in chosen.items())
    ]


def narrowed(name, on=DAY, **filters):
    """The lookups of the rows that some filters leave."""
    table = TABLE[name]
    rows = table.filterset(filters, queryset=table.rows(ask(on))).qs
    ready = table.prepare(list(rows), ask(on))
    return [row[table.lookup] for row in table.serializer(ready, many=True).data]
