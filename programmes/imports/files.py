"""An adapter's rows as a file: read, written as they stand, or empty to fill in."""

from hashlib import sha256
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from creativecity.spreadsheets import Sheet, read_table, write_csv, write_xlsx
from creativecity.spreadsheets.refusals import MAX_BYTES

from .adapter import Adapter

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
TEMPLATE, PRESENT = "template", "present"


def read(source: BinaryIO, name: str, adapter: Adapter) -> dict[str, Any]:
    """Rows, the columns that are not known, and the file's own hash.

    Raises ValidationError where the file cannot be read (creativecity/spreadsheets).
    """
    data = source.read(MAX_BYTES + 1)
    table = _table(data, name, adapter)
    names = [column.name for column in adapter.columns]
    rows = [
        {"number": row.number, **{n: row.cells[n] for n in names if n in row.cells}}
        for row in table.rows
    ]
    if not rows:
        raise ValidationError(_("The file has no rows below its header."), code="rows")
    return {
        "rows": rows,
        "unread": [name for name in table.header if name not in names],
        "sha256": sha256(data).hexdigest(),
    }


def _table(data, name, adapter):
    aliases = {
        c.name: (c.heading_th, c.heading_en, *c.other_names) for c in adapter.columns
    }
    required = [column.name for column in adapter.columns if column.is_required]
    try:
        return read_table(data, name, required=required, aliases=aliases)
    except ValidationError as refusal:
        raise _in_headings(refusal, adapter) from refusal


def _in_headings(refusal, adapter):
    """Columns by the headings that the reader knows, not by ours."""
    params = dict(refusal.params or {})
    for key in ("names", "column"):
        if key in params:
            headings = {c.name: c.heading() for c in adapter.columns}
            names = str(params[key]).split(", ")
            params[key] = ", ".join(headings.get(name, name) for name in names)
    return ValidationError(refusal.message, code=refusal.code, params=params)


def write(adapter: Adapter, what: str, file_format: str, user) -> bytes:
    """`what` is TEMPLATE or PRESENT, `file_format` "xlsx" or "csv"."""
    rows = [] if what == TEMPLATE else list(_as_rows(adapter, user))
    header = [column.heading() for column in adapter.columns]
    if file_format == "csv":
        return write_csv(header, rows)
    return write_xlsx([_sheet(adapter, header, rows), _notes(adapter)])


def _as_rows(adapter, user):
    known = adapter.find([], user)
    for thing in adapter.all(user):
        said = adapter.said(thing, known)
        yield [said[column.name] for column in adapter.columns]


def _sheet(adapter, header, rows):
    return Sheet(
        title=str(adapter.kind.label),
        header=header,
        rows=rows,
        widths=[column.width for column in adapter.columns],
        choices={column.heading(): column.labels() for column in adapter.columns},
    )


def _notes(adapter):
    """What to write in each column, on a sheet of its own: nobody has to delete it."""
    return Sheet(
        title=_("What to write"),
        header=[_("Column"), _("Must stand in the file"), _("What to write")],
        rows=[
            [c.heading(), _("yes") if c.is_required else "", _what(c)]
            for c in adapter.columns
        ],
        widths=[30, 18, 90],
    )


def _what(column):
    labels = ", ".join(column.labels())
    return " ".join(filter(None, [str(column.note), labels]))
