"""The cells of one sheet of an .xlsx, and its shared texts, read element by element.

Not by openpyxl's own readers: they build whatever a part holds before anybody can
count it, so that a file of half a megabyte could take half a minute and 2 GB, and
they take `x005F_` out of any text that holds it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time
from typing import IO, Any

from defusedxml.ElementTree import iterparse
from openpyxl.utils import coordinate_to_tuple
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHEET_MAIN_NS

from .refusals import MAX_COLUMNS, refusal

# A full table has a cell and its value 300,000 times, and as many texts; some are
# set in several formats.
MAX_ELEMENTS = 700_000
# From here on a spreadsheet shows no whole number digit by digit.
_EXACT = 10**15
_LAST_ROW = 2**20


def _tag(name: str) -> str:
    return f"{{{SHEET_MAIN_NS}}}{name}"


_TABLE, _ROW, _CELL = _tag("sheetData"), _tag("row"), _tag("c")
_FORMULA, _VALUE, _INLINE = _tag("f"), _tag("v"), _tag("is")
_STRING, _RUN, _TEXT = _tag("si"), _tag("r"), _tag("t")


def read_strings(source: IO[bytes]) -> Iterator[str]:
    """The texts that all sheets share, in order."""
    for node in _elements(source):
        if node.tag == _STRING:
            yield _string(node)
            node.clear()


def read_rows(
    source: IO[bytes],
    strings: Sequence[str],
    from_serial: Callable[[int, float], Any],
) -> Iterator[tuple[int, list[str]]]:
    """Number and texts of each row in which something stands.

    `from_serial` makes of a cell's style and number what it is: a day, or that number.
    ValidationError for a formula, a text beyond the last column, or too many cells;
    other errors where the sheet is damaged.
    """
    number = 0
    for node in _elements(source):
        if node.tag == _TABLE:
            return
        if node.tag == _ROW:
            number = int(node.get("r", number + 1))
            if number > _LAST_ROW:
                raise ValueError(f"no sheet has a row {number}")
            if texts := _row(node, strings, from_serial):
                yield number, texts
            node.clear()


def _elements(source: IO[bytes]) -> Iterator[Any]:
    """Each element as it is finished; counted as it begins."""
    begun = 0
    for event, node in iterparse(source, events=("start", "end")):
        if event == "end":
            yield node
            continue
        begun += 1
        if begun > MAX_ELEMENTS:
            raise refusal("unpacked")


def _string(node: Any) -> str:
    """Its text, with or without formats; how it is pronounced is left out."""
    texts = (*node.findall(_TEXT), *node.findall(f"{_RUN}/{_TEXT}"))
    return "".join(unescape(text.text or "") for text in texts)


def _row(
    node: Any, strings: Sequence[str], from_serial: Callable[[int, float], Any]
) -> list[str]:
    texts: list[str] = []
    column = 0
    for cell in node.iterfind(_CELL):
        place = cell.get("r")
        column = coordinate_to_tuple(place)[1] if place else column + 1
        if cell.find(_FORMULA) is not None:
            raise refusal("formula", cell=place or column)
        if text := _text(cell, strings, from_serial):
            if column > MAX_COLUMNS:
                raise refusal("too_many_columns")
            texts += [""] * (column - len(texts))
            texts[column - 1] = text
    return texts


def _text(
    cell: Any, strings: Sequence[str], from_serial: Callable[[int, float], Any]
) -> str:
    value = cell.findtext(_VALUE)
    match cell.get("t", "n"):
        case "inlineStr":
            inline = cell.find(_INLINE)
            return "" if inline is None else _string(inline)
        case _ if not value:
            return ""
        case "s":
            return strings[int(value)]
        case "b":
            return "TRUE" if int(value) else "FALSE"
        case "n":
            return look(from_serial(int(cell.get("s", 0)), float(value)))
    return value


def look(value: Any) -> str:
    """A number, day or time as it looks in a cell: 3.0 is "3", days are ISO, C.E."""
    match value:
        case float() if value.is_integer() and abs(value) < _EXACT:
            return str(int(value))
        case float():
            return format(value, ".15g")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case time():
            return value.isoformat()
    return str(value)
