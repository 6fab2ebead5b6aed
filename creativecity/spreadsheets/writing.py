"""Tables as CSV and XLSX in which no text ever becomes a formula."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import IO, Any

from ..on_demand import on_demand
from .cells import FONT, Formats, Workbook, Worksheet, cell_formats, write_cell
from .guard import carried
from .refusals import MAX_ROWS
from .streaming import at_most, stream_csv

xlsxwriter = on_demand("xlsxwriter")
utility = on_demand("xlsxwriter.utility")

WIDTH = 20

_TITLE_LENGTH = 31
# Excel keeps this title for itself.
_RESERVED = "History"
#: Rows of a sheet below its header.
LAST_ROW = 1_048_575
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": FONT,
}
# The same table gives the same bytes, on whatever day it is written.
_CREATED = datetime(2020, 6, 25)  # noqa: DTZ001


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of texts, numbers, days, moments, truths or None.

    `widths` are in characters, one a column; `note` is a line above the header;
    `choices` lists by column name what may be entered there.
    """

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[float] | None = None
    note: str = ""
    choices: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, CRLF, every text guarded."""
    return b"".join(stream_csv(header, rows))


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of at least one sheet; the same sheets give the same bytes.

    Raises ValueError for a text longer than a cell can hold (32,767 characters).
    """
    out = BytesIO()
    book, formats = _begin(out, {"in_memory": True})
    titles: list[str] = []
    for sheet in sheets:
        titles.append(_title(sheet.title, titles))
        _write_sheet(book.add_worksheet(titles[-1]), sheet, formats)
    _write_choices(book, sheets, _title("choices", titles), formats)
    book.close()
    return out.getvalue()


def write_xlsx_file(out: IO[bytes], sheet: Sheet) -> None:
    """A workbook of one sheet, row by row: memory stays level however long it is.

    Its texts stand in their cells, not in a list that all sheets share. Raises
    TooManyRows where a sheet has no room, ValueError for a text that a cell cannot
    hold (`cut` makes it fit).
    """
    rows = at_most(LAST_ROW, sheet.rows)
    with TemporaryDirectory() as folder:
        book, formats = _begin(out, {"constant_memory": True, "tmpdir": folder})
        book.use_zip64()
        page = book.add_worksheet(_title(sheet.title, []))
        with closing(page.row_data_fh):  # which stays open where a row is refused
            _write_sheet(page, replace(sheet, rows=rows), formats)
            book.close()


def _begin(out: IO[bytes], options: Mapping[str, Any]) -> tuple[Workbook, Formats]:
    book = xlsxwriter.Workbook(out, {**_OPTIONS, **options})
    book.set_properties({"created": _CREATED})
    return book, cell_formats(book)


def _title(wanted: str, taken: Sequence[str]) -> str:
    """A title that a workbook accepts: short, of allowed characters, unlike others."""
    clean = re.sub(r"[\[\]:*?/\\\t\n]", " ", carried(wanted))
    clean = _short(clean.strip(" '"), _TITLE_LENGTH) or "Sheet"
    title, count = clean, 1
    while title.casefold() in {other.casefold() for other in (*taken, _RESERVED)}:
        count += 1
        ending = f" {count}"
        title = _short(clean, _TITLE_LENGTH - len(ending)) + ending
    return title


def _short(text: str, units: int) -> str:
    """`text` cut to UTF-16 units, which are what a workbook counts in."""
    cut = text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    return cut.strip(" '")


def _write_sheet(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    top = 1 if sheet.note else 0
    if sheet.note:
        write_cell(page, (0, 0), sheet.note, formats, "note")
    for column, name in enumerate(sheet.header):
        write_cell(page, (top, column), name, formats, "head")
    bottom = top
    for bottom, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            write_cell(page, (bottom, column), value, formats)
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, bottom, len(sheet.header) - 1)
    for column, width in enumerate(sheet.widths or [WIDTH] * len(sheet.header)):
        page.set_column(column, column, width)


def _write_choices(
    book: Workbook, sheets: Sequence[Sheet], title: str, formats: Formats
) -> None:
    """Lists stand on a hidden sheet: inside a rule they may not exceed 255 letters."""
    lists = [
        (page, sheet, column, sheet.choices[name])
        for page, sheet in zip(book.worksheets(), sheets, strict=True)
        for column, name in enumerate(sheet.header)
        if sheet.choices.get(name)
    ]
    if not lists:
        return
    hidden = book.add_worksheet(title)
    hidden.hide()
    for place, (page, sheet, column, values) in enumerate(lists):
        for row, value in enumerate(values):
            write_cell(hidden, (row, place), value, formats)
        source = utility.xl_range_abs(0, place, len(values) - 1, place)
        first = 2 if sheet.note else 1
        rule = {"validate": "list", "source": f"='{title}'!{source}"}
        page.data_validation(first, column, first + MAX_ROWS, column, rule)
