"""What goes on without a part that only spares work: the cache, or the primary where
visitors read from a replica.

What the cache counts is another matter (tries to sign in, what one address sends):
where nobody can count, nobody may go on, and the error is left to be told (503).
"""

from contextlib import contextmanager

from django.core.cache import cache
from django.db import connection

from .away import is_away

#: How the keys of what can be made anew begin: it is the first to go where a table has
#: no room (cache_table.py).
KEPT = "kept:"


@contextmanager
def unless_away():
    """Within it an error that tells of a part being away ends the block, no more."""
    try:
        yield
    except Exception as error:
        if not is_away(error):
            raise


def wait_for_no_replica():
    """What this transaction writes can be made anew: where commits wait for a replica,
    this one does not, so that nobody who only reads waits with it.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO local")


def kept(key: str, make, seconds: int):
    """What `make()` gives, never None; kept in the cache for so long, and made each
    time where the cache is away.
    """
    key, found = f"{KEPT}{key}", None
    with unless_away():
        found = cache.get(key)
    if found is None:
        found = make()
        with unless_away():
            cache.set(key, found, seconds)
    return found
