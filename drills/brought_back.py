"""What lies in an installation, asked of its database and its folder themselves."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

#: Who is signed in where: after a restore nobody is (programmes/backup/tables.py).
LEFT_OUT = {"usersessions_usersession"}
#: An installation of a drill has more than these.
TABLES, FILES = 70, 40


@dataclass(frozen=True)
class Seen:
    kind: str
    tables: dict  # name to how many rows, and a hash of them
    files: dict  # path to its hash


def seen(place):
    told = place.run("-m", "drills.schema", "tables").told.splitlines()[-1]
    tables = {n: rows for n, rows in json.loads(told).items() if n not in LEFT_OUT}
    root = Path(place.environment["MEDIA_ROOT"])
    files = {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }
    return Seen(place.kind, tables, files)


def missed(what, before, after):
    """What is not there, or otherwise, in words. Databases of two kinds write the same
    value in two ways, so of them the rows are counted.
    """
    if len(before.tables) < TABLES or len(before.files) < FILES:
        yield f"{what}: too little was there: {len(before.tables)}, {len(before.files)}"
    part = slice(None) if before.kind == after.kind else slice(1)
    for table, rows in before.tables.items():
        if after.tables.get(table, [])[part] != rows[part]:
            yield f"{what}: the rows of {table} are not those of before"
    for path, digest in before.files.items():
        if after.files.get(path) != digest:
            yield f"{what}: the file {path} is not that of before"
