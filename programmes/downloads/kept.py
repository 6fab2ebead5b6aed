"""The whole dump as a file: made once for a state of the ledger, then kept.

Its name holds all that its bytes depend on, so that a kept one is never out of date.
"""

from contextlib import suppress
from tempfile import TemporaryFile
from zipfile import ZipFile

from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage as storage
from django.utils.translation import get_language

from creativecity.ledger.chain import version_mark
from creativecity.ledger.digest import sha256
from creativecity.public_page import release

from ..open_data import TABLES
from .dump import write_dump
from .licences import licence

FOLDER = "dumps"
#: Both languages, and those just replaced, which somebody may be about to read.
KEPT = 4
TRIES = 3
#: Seconds after which whoever began to make one is no longer waited for.
PATIENCE = 15 * 60


class Busy(Exception):  # noqa: N818 says what happened, as ours do
    """Somebody else is making it, or the ledger does not stand still."""


def kept_name(asked):
    """The file of the dump as asked for, whether it is there or not."""
    depends = (asked.absolute("/"), release(), licence().id)
    key = sha256(" ".join(depends))[:16]
    return f"{FOLDER}/{version_mark()}-{asked.on}-{get_language()}-{key}.zip"


def is_kept(asked):
    return storage.exists(kept_name(asked))


def make(asked, tables=TABLES):
    """Make and keep it; the name of the file. Busy where that cannot be now."""
    lock = lock_of(kept_name(asked))
    if not cache.add(lock, 1, PATIENCE):
        raise Busy
    try:
        return _made(asked, tables)
    finally:
        cache.delete(lock)


def lock_of(name):
    """What whoever makes that file holds in the cache meanwhile."""
    return f"making:{name}"


def _made(asked, tables):
    """Nothing may be recorded while it is made: its tables must fit each other."""
    for _time in range(TRIES):
        name = kept_name(asked)
        with TemporaryFile() as out:
            write_dump(out, tables, asked)
            if kept_name(asked) == name:
                out.seek(0)
                kept = storage.save(name, File(out))
                _sweep()
                return kept
    raise Busy


def _sweep():
    """Remove all but the newest few."""
    _folders, names = storage.listdir(FOLDER)
    paths = [f"{FOLDER}/{name}" for name in names]
    paths.sort(key=lambda path: storage.get_modified_time(path), reverse=True)
    for path in paths[KEPT:]:
        with suppress(FileNotFoundError):  # somebody else swept it
            storage.delete(path)


def kept_sizes(asked):
    """Bytes by (table, format), as the kept dump knows them; none where none is."""
    if not is_kept(asked):
        return {}
    with storage.open(kept_name(asked)) as opened, ZipFile(opened) as archive:
        found = [(info.filename, info.file_size) for info in archive.infolist()]
    return {_key(name): size for name, size in found if "/" in name}


def _key(name):
    kind, _, file = name.partition("/")
    return file.removesuffix(f".{kind}"), kind


def kept_size(asked):
    """Bytes of the whole; None where it is not kept."""
    return storage.size(kept_name(asked)) if is_kept(asked) else None
