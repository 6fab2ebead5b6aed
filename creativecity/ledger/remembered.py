"""What was read of the public record, remembered until the ledger's version moves.

One rule with the kept pages: what is public changes by a ledger row, so what was read
at a version is the same as long as that version is the newest. Within `told_at` the
functions under `by_version` ask the database once a version; anywhere else, as for
staff or as known at a point of the ledger, they ask it each time.

An answer is kept as bytes and made anew for each who asks: whatever one of them does
with its rows, no other sees it. Inside a transaction nothing is remembered, since what
it wrote itself may yet be taken back.
"""

import pickle
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.db import connections, router

from .models import Head

MEGABYTE = 1024 * 1024
#: What an answer takes beside its bytes, a key as long as an address may be among it:
#: else a million empty ones would fit into four megabytes, and take gigabytes.
BESIDE = 4096
_told_at = ContextVar("_told_at", default=None)


class Remembered:
    """The newest answers, as many as fit; those that nobody asked for go first."""

    def __init__(self):
        self.lock = Lock()
        self.answers = None

    def find(self, key):
        with self.lock:
            return self._answers().get(key)

    def keep(self, key, answer):
        with self.lock:
            if len(answer) <= self._answers().maxsize // 4:
                self.answers[key] = answer

    def forget(self):
        """Of another database a version says other things: for tests."""
        with self.lock:
            self.answers = None

    def _answers(self):
        if self.answers is None:
            self.answers = LRUCache(settings.REMEMBERED * MEGABYTE, getsizeof=_size)
        return self.answers


def _size(answer):
    return len(answer) + BESIDE


remembered = Remembered()


@contextmanager
def told_at(mark):
    """Within it the public record is told as of the version that has this mark
    (chain.py); None: as it is.
    """
    token = _told_at.set(mark)
    try:
        yield
    finally:
        _told_at.reset(token)


def by_version(read):
    """Remember what `read` found under its arguments, which are plain values. None, for
    what is not there, is asked each time: there is no end of names that are not there.

    It reads what is public alone, and depends on nothing but its arguments: the day and
    the language are among them where they matter.
    """

    @wraps(read)
    def ask(*args):
        place = _place()
        if place is None:
            return read(*args)
        key = (*place, read.__module__, read.__qualname__, args)
        answer = remembered.find(key)
        if answer is None:
            found = read(*args)
            if found is None:
                return None
            answer = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
            remembered.keep(key, answer)
        return pickle.loads(answer)  # noqa: S301 # nosec B301: never left the process

    return ask


def _place():
    """Which database is read, and at which version; None where nothing may be kept."""
    mark = _told_at.get()
    if mark is None or not settings.REMEMBERED:
        return None
    database = router.db_for_read(Head)
    return None if connections[database].in_atomic_block else (database, mark)
