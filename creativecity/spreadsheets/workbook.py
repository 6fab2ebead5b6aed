"""The rows of an .xlsx: openpyxl says what is where, `sheet` reads the cells."""

import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel
from openpyxl.xml.constants import SHARED_STRINGS

from .archive import inspect_workbook
from .refusals import refusal
from .sheet import read_rows, read_strings


def workbook_rows(data: bytes) -> list[tuple[int, list[str]]]:
    """Row numbers and texts of the first visible sheet; ValidationError if refused."""
    try:
        # openpyxl warns of what it does not know in styles, of which we read few.
        with warnings.catch_warnings(action="ignore"):
            inspect_workbook(data)
            return _first_sheet(ExcelReader(BytesIO(data), read_only=True))
    except ValidationError:
        raise
    # A damaged workbook breaks wherever openpyxl first trips over it.
    except Exception as damage:
        raise refusal("not_workbook") from damage


def _first_sheet(reader: ExcelReader) -> list[tuple[int, list[str]]]:
    """Properties, themes and names are often broken and never needed: not opened."""
    reader.keep_links = False
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    strings = _strings(reader)
    with reader.archive.open(_sheet_path(reader)) as source:
        return list(read_rows(source, strings, _from_serial(reader.wb)))


def _sheet_path(reader: ExcelReader) -> str:
    for sheet, relation in reader.parser.find_sheets():
        if sheet.state == "visible" and relation.Type.endswith("/worksheet"):
            return relation.target
    raise refusal("no_sheet")


def _strings(reader: ExcelReader) -> list[str]:
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return []
    with reader.archive.open(part.PartName[1:]) as source:
        return list(read_strings(source))


def _from_serial(book: Workbook) -> Callable[[int, float], Any]:
    """What a number is in a cell of some style: a day, a time, or the number."""

    def convert(style: int, number: float) -> Any:
        if style not in book._date_formats:
            return number
        try:
            return from_excel(number, book.epoch, style in book._timedelta_formats)
        except (OverflowError, ValueError):
            # No day has this number; a spreadsheet shows ##### there.
            return number

    return convert
