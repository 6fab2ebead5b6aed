"""What the pages of the open data show of a table: how long it is, and its files."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from creativecity.ledger.chain import version_mark
from creativecity.open_data import Asked, Table
from creativecity.open_data.counting import count_up_to
from creativecity.open_data.parameters import LAST_PAGE, MOST_ROWS
from creativecity.public_page import release
from creativecity.spared import kept

from .kept import kept_sizes

#: Rows of a table are counted up to here; of more it is said that they are more. That
#: is as far as one can page in the API.
MOST = MOST_ROWS * LAST_PAGE
SECONDS = 24 * 60 * 60
FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class File:
    """`bytes` is None where it is not known without making the file."""

    kind: str
    address: str
    bytes: int | None


@dataclass(frozen=True)
class Line:
    """A table in the list of all of them; `rows` of MOST + 1 stands for more."""

    table: Table
    rows: int
    files: tuple[File, ...]

    @cached_property
    def columns(self):
        return len(self.table.columns())

    def api(self):
        return api_address(self.table)


def api_address(table):
    return f"/api/v1/{table.name}/"


def lines(tables, asked: Asked):
    """Each table with its length; counted once for a state of the ledger."""
    counts = kept(_key(asked), lambda: _counts(tables, asked), SECONDS)
    sizes = kept_sizes(asked)
    return [Line(table, counts[table.name], files_of(table, sizes)) for table in tables]


def _counts(tables, asked):
    return {table.name: length_of(table, asked) for table in tables}


def length_of(table, asked):
    """Its rows; MOST + 1 stands for more than MOST."""
    return count_up_to(MOST, table.rows(asked))


def _key(asked):
    return f"data-rows:{asked.on}:{version_mark()}:{release()[:16]}"


def files_of(table, sizes, query=""):
    """Its files, of today or of the day that `query` (`?as_of=`) asks for."""
    return tuple(
        File(kind, file_address(table, kind) + query, sizes.get((table.name, kind)))
        for kind in FORMATS
    )


def file_address(table, kind):
    return reverse(f"programmes:table_{kind}", kwargs={"table": table.name})


def cited_address(table, asked: Asked, version):
    """Where the table stays to be read as it is cited, as far as it answers either."""
    moments = {"as_of": asked.on, "known_at": version}
    query = {name: moment for name, moment in moments.items() if name in table.takes}
    address = asked.absolute(file_address(table, "csv"))
    return f"{address}?{urlencode(query)}" if query else address
