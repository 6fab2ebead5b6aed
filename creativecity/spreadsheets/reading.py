"""A table out of a file that somebody hands in, or the reason why not."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import PurePath
from typing import BinaryIO

from ..on_demand import on_demand
from .delimited import DELIMITERS, decode, delimited_rows
from .guard import carried, unguard
from .refusals import MAX_BYTES, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS, refusal

workbook = on_demand(f"{__package__}.workbook")

# How far down a header is looked for, under titles and merged headings.
HEADER_WITHIN = 20

type Cells = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it (from 1), its texts by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """What was read: names of columns, rows in order, `xlsx` or the CSV's encoding."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str


@dataclass(frozen=True)
class _Start:
    """A header, or the row most like one; what it lacks; the rows below."""

    missing: list[str]
    cells: list[str]
    rest: Iterator[Cells]


def read_table(
    source: bytes | BinaryIO,
    name: str,
    *,
    required: Sequence[str],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Table:
    """The table in `source`, an upload or its bytes, whose file is called `name`.

    The header is the first row that holds all `required` names (at least one), each
    as it is or by one of its `aliases`, whatever its capitals and blanks. These
    columns are then called by the name the caller knows, all others as they stand.
    Columns and rows in which nothing stands are left out.
    Texts are `carried` and unguarded, never trimmed. Of a CSV a row's number is that
    of its last line. Raises ValidationError, its code from `refusals`.
    """
    data = source if isinstance(source, bytes) else source.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise refusal("file_size")
    if not data:
        raise refusal("file_empty")
    known = _known_names(required, aliases or {})
    candidates, encoding = _candidates(data, name)
    start = _find_start(candidates, required, known)
    return Table(*_body(start, known), encoding)


def _candidates(data: bytes, name: str) -> tuple[list[Iterator[Cells]], str]:
    """The rows of the file, once for each delimiter that it may have."""
    match PurePath(name).suffix.lower():
        case ".xlsx":
            return [iter(workbook.workbook_rows(data))], "xlsx"
        case ".csv" | ".tsv" | ".txt":
            text, encoding = decode(data)
            return [delimited_rows(text, mark) for mark in DELIMITERS], encoding
        case ".xls":
            raise refusal("old_workbook")
        case ".xlsm" | ".xltm" | ".xlsb":
            raise refusal("macros")
    raise refusal("file_kind")


def _known_names(
    required: Sequence[str], aliases: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    known = {_fold(name): name for name in (*required, *aliases)}
    for name, others in aliases.items():
        known |= {_fold(other): name for other in others}
    return known


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _names(cells: Iterable[str], known: Mapping[str, str]) -> list[str]:
    plain = (unguard(carried(cell)).strip() for cell in cells)
    return [known.get(_fold(name), name) for name in plain]


def _find_start(
    candidates: Iterable[Iterator[Cells]],
    required: Sequence[str],
    known: Mapping[str, str],
) -> _Start:
    starts = [_start(rows, required, known) for rows in candidates]
    start = min(starts, key=lambda start: len(start.missing))
    if start.missing:
        raise refusal("columns_missing", names=", ".join(start.missing))
    return start


def _start(
    rows: Iterator[Cells], required: Sequence[str], known: Mapping[str, str]
) -> _Start:
    best = _Start(list(required), [], rows)
    try:
        for _number, cells in islice(rows, HEADER_WITHIN):
            names = _names(cells, known)
            missing = [name for name in required if name not in names]
            if len(missing) < len(best.missing):
                best = _Start(missing, cells, rows)
            if not missing:
                break
    # A wrong delimiter cuts through quotation marks: then this is not the one.
    except csv.Error:
        pass
    return best


def _body(
    start: _Start, known: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    columns = _names(start.cells, known)
    _check_header(columns)
    rows = []
    for number, cells in _filled(start.rest):
        if len(rows) == MAX_ROWS:
            raise refusal("too_many_rows")
        rows.append(_row(number, cells, columns))
    return tuple(name for name in columns if name), tuple(rows)


def _check_header(columns: list[str]) -> None:
    named = [name for name in columns if name]
    if len(named) > MAX_COLUMNS:
        raise refusal("too_many_columns")
    twice = {name for name in named if named.count(name) > 1}
    if twice:
        raise refusal("columns_twice", names=", ".join(sorted(twice)))


def _filled(rows: Iterator[Cells]) -> Iterator[Cells]:
    number = 0
    try:
        for number, cells in rows:
            texts = [unguard(carried(cell)) for cell in cells]
            if any(text.strip() for text in texts):
                yield number, texts
    except csv.Error as error:
        raise refusal("quotes", row=number + 1) from error


def _row(number: int, cells: list[str], columns: list[str]) -> Row:
    named = {name: "" for name in columns if name}
    for name, text in zip_longest(columns, cells, fillvalue=""):
        # Nothing is lost in silence: a bare comma in a CSV moves texts to the right.
        if text.strip() and not name:
            raise refusal("column_nameless", row=number)
        if len(text) > MAX_CHARACTERS:
            raise refusal("cell_size", row=number, column=name)
        if name:
            named[name] = text
    return Row(number, named)
