"""Tables written as they are read: memory stays level however long they are."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from .cells import plain
from .guard import guard

#: Characters that are sent off together: row by row would cost more than they hold.
PIECE = 64 * 1024
BYTE_ORDER_MARK = "\ufeff"


class TooManyRows(ValueError):  # noqa: N818 says what happened, as ours do
    """A sheet has no room for the table; a CSV file has."""


def stream_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, CRLF, every text guarded; piece by piece."""
    out = StringIO(newline="")
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guard(plain(name)) for name in header])
    for row in rows:
        writer.writerow([guard(plain(value)) for value in row])
        if out.tell() > PIECE:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts as UTF-8, several of them at a time."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size > PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def at_most(room: int, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows, as long as there is room for them; then TooManyRows."""
    for number, row in enumerate(rows, start=1):
        if number > room:
            raise TooManyRows(f"more than {room} rows")
        yield row
