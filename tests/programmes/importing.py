"""Files of rows taken in as the pages do it, without the pages."""

from io import BytesIO

from creativecity.spreadsheets import write_csv
from programmes.imports import ADAPTERS
from programmes.imports.engine import record, take_back
from programmes.imports.files import PRESENT, read, write
from programmes.imports.judging import judge


def rows_of(kind, rows, *, encoding="utf-8-sig"):
    """The rows, dicts by our names of columns, as they are read from a CSV."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    heading = {column.name: column.heading_th for column in ADAPTERS[kind].columns}
    content = write_csv(
        [heading[name] for name in names],
        [[row.get(name, "") for name in names] for row in rows],
    )
    content = content.decode("utf-8-sig").encode(encoding)
    return read(BytesIO(content), "rows.csv", ADAPTERS[kind])["rows"]


def judged(kind, user, *rows):
    return judge(ADAPTERS[kind], rows_of(kind, rows), user)


def states(kind, user, *rows):
    return [line.state for line in judged(kind, user, *rows).lines]


def faults(kind, user, *rows):
    """(column, reason) of all that is wrong."""
    lines = judged(kind, user, *rows).lines
    return [(column, reason) for line in lines for column, _v, reason in line.faults]


def take_in(kind, user, *rows):
    """Record the good rows; returns the Import."""
    read_rows = rows_of(kind, rows)
    found = judge(ADAPTERS[kind], read_rows, user)
    return record(
        found,
        read_rows,
        digest=found.digest(),
        by=user,
        file_name="rows.csv",
        sha256="0" * 64,
    )


def withdraw(row, user, reason="ไฟล์ผิด"):
    """Take an import back; returns why effects were left, in the order of the rows."""
    take_back(row, ADAPTERS[row.kind], by=user, reason=reason)
    return [effect["left"] for effect in row.effects]


def comes_back(kind, user, file_format="csv"):
    """The states of what is on record, written out and read in again."""
    content = write(ADAPTERS[kind], PRESENT, file_format, user)
    rows = read(BytesIO(content), f"rows.{file_format}", ADAPTERS[kind])["rows"]
    return [line.state for line in judge(ADAPTERS[kind], rows, user).lines]
