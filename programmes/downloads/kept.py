"""The whole dump as a file: all of one moment, made once for it, then kept.

Its name holds all that its bytes depend on. A short one is made as often as the ledger
moves. Of a long ledger it is made once a day, by a worker; until it is there, that of
yesterday is given, and never an older one: what was taken back is not told on for long.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from tempfile import TemporaryFile
from urllib.parse import urljoin
from zipfile import ZipFile

from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage as storage
from django.utils.translation import get_language, override

from creativecity.ledger.chain import version, version_mark
from creativecity.ledger.digest import sha256
from creativecity.ledger.remembered import told_at
from creativecity.open_data import Asked
from creativecity.public_page import release
from creativecity.replica import reading_from_primary
from creativecity.thai_calendar import today

from ..backup.moment import one_moment
from ..open_data import TABLES
from .dump import write_dump
from .licences import licence

FOLDER = "dumps"
#: Both languages, and those just replaced, which somebody may be about to read.
KEPT = 4
OLDEST = timedelta(days=1)
#: Entries of the ledger up to which it is made while the browser waits; of a hundred
#: times as many it takes half an hour.
AT_ONCE = 50_000
#: Held in the cache by whoever makes one: no two are made at a time.
LOCK = "making-the-dump"
#: Seconds after which whoever began to make a short or a long one is no longer waited
#: for.
PATIENCE, LONG_PATIENCE = 15 * 60, 6 * 60 * 60


class Busy(Exception):  # noqa: N818 says what happened, as ours do
    """Somebody else is making one."""


@dataclass(frozen=True)
class Kept:
    """One that is there: as of which day and point of the ledger."""

    name: str
    on: date
    version: int

    @classmethod
    def of(cls, file):
        point, _hash, year, month, day, *_rest = file.split("-")
        on = date(int(year), int(month), int(day))
        return cls(f"{FOLDER}/{file}", on, int(point))

    def is_due(self, asked):
        """Whether a newer one is to be made."""
        is_of_the_day = self.on == asked.on and not is_short(version())
        return not is_of_the_day and self.name != kept_name(asked)


def is_short(entries):
    """Whether a dump of a ledger of so many entries is made at once."""
    return entries <= AT_ONCE


def kept_name(asked):
    """The file of the dump as of now, whether it is there or not."""
    return f"{FOLDER}/{version_mark()}-{asked.on}-{_kind(asked)}.zip"


def _kind(asked):
    """What its bytes depend on beside the ledger and the day."""
    depends = (asked.absolute("/"), release(), licence().id)
    return f"{get_language()}-{sha256(' '.join(depends))[:16]}"


def is_kept(asked):
    return storage.exists(kept_name(asked))


def newest(asked):
    """The Kept to be given now; None where none is there."""
    ending, now = f"-{_kind(asked)}.zip", kept_name(asked)
    found = [Kept.of(file) for file in _files() if file.endswith(ending)]
    fresh = [each for each in found if each.on >= asked.on - OLDEST]
    # After a backup was restored, one that fits may have a lower number.
    return max(fresh, key=lambda e: (e.name == now, e.on, e.version), default=None)


def _files():
    try:
        return storage.listdir(FOLDER)[1]
    except FileNotFoundError:  # none was made yet
        return []


def ask(asked):
    """Whether a worker is to be asked for it; not again until it came to it."""
    return cache.add(_waiting(asked), 1, LONG_PATIENCE)


def _waiting(asked):
    return f"dump-asked:{_kind(asked)}"


def make_in_turn(root, language, *, anew=False):
    """For a worker: unless it was made meanwhile, or somebody makes another one."""
    asked = Asked(today(), None, partial(urljoin, root))
    with override(language):
        try:
            found = newest(asked)
            if found is None or found.is_due(asked):
                with suppress(Busy):
                    make(asked, anew=anew)
        finally:
            cache.delete(_waiting(asked))


def make(asked, tables=TABLES, *, anew=False):
    """Make and keep it; the name of the file. Busy where that cannot be now.

    `anew` says that whoever was at it is gone.
    """
    kind = _kind(asked)
    if anew and cache.get(LOCK) == kind:
        cache.delete(LOCK)
    patience = PATIENCE if is_short(version()) else LONG_PATIENCE
    if not cache.add(LOCK, kind, patience):
        raise Busy
    try:
        return _made(asked, tables)
    finally:
        cache.delete(LOCK)


def _made(asked, tables):
    """Its tables must fit each other, whatever is recorded while it is made."""
    with TemporaryFile() as out:
        with told_at(None), reading_from_primary(), one_moment():
            name = kept_name(asked)
            if storage.exists(name):
                return name
            write_dump(out, tables, asked)
        out.seek(0)
        kept = storage.save(name, File(out))
    _sweep()
    return kept


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
    """Bytes of the whole that is given now; None where none is kept."""
    found = newest(asked)
    return storage.size(found.name) if found else None
