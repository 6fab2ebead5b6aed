"""The whole of the public data as one ZIP: every table, what it means, and a manifest.

The same ledger, day and language give the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import get_language

from creativecity.ledger.chain import holds_sample_data, version
from creativecity.open_data import Asked, Table
from creativecity.spreadsheets import stream_csv

from .dictionary import HEADER, entries
from .files import as_csv, as_json, count_rows
from .licences import licence
from .read_me import licence_text, read_me

# A file in a ZIP has a day; the one on which it was made would change the bytes.
_DATED = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


@dataclass(frozen=True)
class Part:
    """One file of it; its bytes come in pieces. `rows` and `table` of tables alone."""

    file: str
    pieces: Iterable[bytes]
    table: str | None = None
    rows: int | None = None


def write_dump(out: IO[bytes], tables: Iterable[Table], asked: Asked) -> None:
    """Memory stays level however long the tables are."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        files = [_write(archive, part) for part in _parts(tuple(tables), asked)]
        manifest = {**_head(asked), "files": files}
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        _write(archive, Part("manifest.json", [text.encode()]))


def _head(asked: Asked) -> dict:
    return {
        "as_of": asked.on.isoformat(),
        "version": version(),
        "language": get_language(),
        "licence": licence().values(),
        "holds_sample_data": holds_sample_data(),
    }


def _parts(tables: tuple[Table, ...], asked: Asked) -> Iterator[Part]:
    yield Part("README.txt", [read_me(tables, asked).encode()])
    yield Part("LICENCE.txt", [licence_text().encode()])
    yield Part("dictionary.csv", dictionary_csv(tables))
    for table in tables:
        count, name = count_rows(table, asked), table.name
        yield Part(f"csv/{name}.csv", as_csv(table, asked), name, count)
        yield Part(f"json/{name}.json", as_json(table, asked), name, count)


def dictionary_csv(tables: Iterable[Table]) -> Iterator[bytes]:
    rows = (entry.cells() for table in tables for entry in entries(table))
    return stream_csv(HEADER, rows)


def _write(archive: ZipFile, part: Part) -> dict:
    """Write it, and give its line of the manifest."""
    info = ZipInfo(part.file, _DATED)
    info.compress_type, info.external_attr = ZIP_DEFLATED, _MODE
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as target:
        for piece in part.pieces:
            target.write(piece)
            digest.update(piece)
            size += len(piece)
    return {
        "file": part.file,
        "table": part.table,
        "rows": part.rows,
        "bytes": size,
        "sha256": digest.hexdigest(),
    }
