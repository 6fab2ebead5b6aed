"""A public table as a file: the very records of the API, under the same names.

In cells a list is joined by "; " and a truth is `true` or `false`, as JSON has it; what
is nested has a table of its own. Records come batch by batch and leave piece by piece.
"""

import json
from tempfile import TemporaryFile

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.utils.encoders import JSONEncoder

from creativecity.ledger.chain import holds_sample_data, version
from creativecity.spreadsheets import (
    Sheet,
    cut,
    in_pieces,
    stream_csv,
    write_xlsx_file,
)

from .licences import licence

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}


def count_rows(table, asked):
    """All of them: for what has to name the very number."""
    rows = table.rows(asked)
    return rows.count() if isinstance(rows, QuerySet) else len(rows)


def file_name(name, asked, ending):
    """Which table, of which day, known when, and whether anything in it is made up."""
    parts = [name, asked.on.isoformat()]
    if asked.known_at is not None:
        parts.append(f"known-{asked.known_at}")
    if holds_sample_data(asked.known_at):
        parts.append("sample")
    return f"{'-'.join(parts)}.{ending}"


def header(table):
    return [column.name for column in table.columns()]


def lines(table, asked):
    """Each record as the cells of its columns."""
    names = header(table)
    for record in table.records(asked):
        yield [cell(record[name]) for name in names]


def cell(value):
    match value:
        case bool():
            return json.dumps(value)
        case list() | tuple():
            return "; ".join(str(cell(each)) for each in value) or None
        case dict():
            return _json(value)
    return value


def as_csv(table, asked):
    """The file in pieces of bytes."""
    return stream_csv(header(table), lines(table, asked))


def as_xlsx(table, asked):
    """The file, open for reading; TooManyRows where a sheet has no room for it."""
    ending = _("… (cut here: a cell holds no more; whole in the CSV file)")
    rows = (
        [cut(value, ending) if isinstance(value, str) else value for value in row]
        for row in lines(table, asked)
    )
    return workbook(Sheet(table.name, header(table), rows))


def workbook(sheet):
    out = TemporaryFile()  # noqa: SIM115 (whoever reads it closes it)
    try:
        write_xlsx_file(out, sheet)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def as_json(table, asked):
    """The file in pieces of bytes; its rows as the API shows them, nested ones too."""
    return stream_json(head_of(table.name, asked), table.records(asked))


def head_of(name, asked):
    """What a file says of itself before its rows, in the words of the API.

    `known_at` is the point it was asked at, or else the newest that the public sees.
    """
    newest = version()
    return {
        "table": name,
        "as_of": asked.on.isoformat(),
        "known_at": newest if asked.known_at is None else asked.known_at,
        "version": newest,
        "licence": licence().values(),
        "holds_sample_data": holds_sample_data(asked.known_at),
    }


def stream_json(head, rows):
    return in_pieces(_texts(head, rows))


def _texts(head, rows):
    yield _json(head)[:-1] + ', "rows": ['
    parting = "\n"
    for row in rows:
        yield parting + _json(row)
        parting = ",\n"
    yield "\n]}\n"


def _json(value):
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder)
