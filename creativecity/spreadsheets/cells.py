"""One value in one cell: as text, number, day or moment, and how it looks."""

import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from .guard import carried, double, starts_formula

# A workbook names one face; family (sans serif) and script (Thai) choose what stands
# in for it where it is not installed: Leelawadee or Tahoma on Windows.
FONT = {
    "font_name": "Sarabun",
    "font_size": 11,
    "font_family": 2,
    "font_charset": 222,
    "font_scheme": "none",
}
DAY_FORMAT = "yyyy-mm-dd"
MOMENT_FORMAT = "yyyy-mm-dd hh:mm:ss"

# Before, spreadsheets count a 29 February 1900 that never was.
_FIRST_YEAR = 1901
# xlsxwriter takes `<r>` for its own markup, and does not escape both of the escapes in
# `_x0041_x0042_`. Cut at these seams a text holds neither.
_SEAMS = re.compile(r"(?<=\A<)(?=r>)|(?<=_x[0-9A-Fa-f]{4})(?=_)")

# A cell holds so many UTF-16 units.
_LONGEST = 32_767

# Things of xlsxwriter, which is imported once a workbook is written.
type Workbook = Any
type Worksheet = Any
type Formats = dict[str, Any]


def plain(value: Any) -> Any:
    """`value` as a cell has it: text it can carry, moments by the clock of Thailand."""
    match value:
        case Promise() | str():
            return carried(str(value))
        case datetime() if timezone.is_aware(value):
            return plain(timezone.make_naive(value))
        case datetime():
            return value.replace(microsecond=0)
        case bool():
            return str(value).upper()
    return value


def cell_formats(book: Workbook) -> Formats:
    cell = {"text_wrap": True, "valign": "top"}
    return {
        "run": book.add_format(),
        "note": book.add_format({"italic": True}),
        "head": book.add_format({**cell, "bold": True, "bottom": 1}),
        "text": book.add_format(cell),
        # Excel's own apostrophe: still text after somebody has edited the cell.
        "quoted": book.add_format({**cell, "quote_prefix": True}),
        "day": book.add_format({**cell, "num_format": DAY_FORMAT}),
        "moment": book.add_format({**cell, "num_format": MOMENT_FORMAT}),
    }


def write_cell(
    page: Worksheet,
    place: tuple[int, int],
    value: Any,
    formats: Formats,
    look: str = "text",
) -> None:
    """`value` at `place` (row and column from 0); ValueError if a text is too long."""
    match value := plain(value):
        case str():
            _write_text(page, place, value, formats, look)
        case date() if value.year < _FIRST_YEAR:
            _write_text(page, place, str(value), formats, look)
        case datetime():
            page.write_datetime(*place, value, formats["moment"])
        case date():
            page.write_datetime(*place, value, formats["day"])
        case None:
            page.write_blank(*place, None, formats[look])
        case _:
            page.write_number(*place, value, formats[look])


def cut(text: str, ending: str) -> str:
    """What of `text` a cell holds; where that is not all of it, `ending` says so."""
    text = carried(text)
    if len(text) <= _LONGEST // 2 or _units(double(text)) <= _LONGEST:
        return text
    room = 2 * (_LONGEST - _units(ending) - 1)  # one for an apostrophe before it
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + ending


def _units(text: str) -> int:
    """How long a spreadsheet takes it to be."""
    return len(text.encode("utf-16-le")) // 2


def _write_text(
    page: Worksheet, place: tuple[int, int], text: str, formats: Formats, look: str
) -> None:
    if look == "text" and starts_formula(text):
        look = "quoted"
    fragments = _SEAMS.split(double(text))
    if len(fragments) == 1:
        failed = page.write_string(*place, fragments[0], formats[look])
    else:
        runs = (part for text in fragments for part in (formats["run"], text))
        failed = page.write_rich_string(*place, *runs, formats[look])
    if failed:
        row, column = place
        raise ValueError(f"row {row + 1}, column {column + 1}: too long for a cell")
