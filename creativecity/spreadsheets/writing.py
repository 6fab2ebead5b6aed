"""Tables as CSV and XLSX in which no text ever becomes a formula."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from .cells import FONT, Formats, cell_formats, plain, write_cell
from .guard import carried, guard
from .refusals import MAX_ROWS

WIDTH = 20

_TITLE_LENGTH = 31
# Excel keeps this title for itself.
_RESERVED = "History"
_OPTIONS = {
    "in_memory": True,
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
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([guard(plain(value)) for value in row] for row in (header, *rows))
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of at least one sheet; the same sheets give the same bytes.

    Raises ValueError for a text longer than a cell can hold (32,767 characters).
    """
    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"created": _CREATED})
    formats = cell_formats(book)
    titles: list[str] = []
    for sheet in sheets:
        titles.append(_title(sheet.title, titles))
        _write_sheet(book.add_worksheet(titles[-1]), sheet, formats)
    _write_choices(book, sheets, _title("choices", titles), formats)
    book.close()
    return out.getvalue()


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
        source = xl_range_abs(0, place, len(values) - 1, place)
        first = 2 if sheet.note else 1
        rule = {"validate": "list", "source": f"='{title}'!{source}"}
        page.data_validation(first, column, first + MAX_ROWS, column, rule)
