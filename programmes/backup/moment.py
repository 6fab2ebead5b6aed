"""One moment of the database, while others go on writing."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment():
    """All that is read within is as it was at the first question; nobody waits.

    Within a transaction it is as that one sees it.
    """
    if connection.in_atomic_block:
        yield
        return
    moment = _snapshot if connection.vendor == "postgresql" else _read_transaction
    with moment():
        yield


@contextmanager
def _snapshot():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _read_transaction():
    """`atomic()` would hold the lock that writers wait for; in its journal of writes
    to come (WAL) SQLite keeps what a reader has begun to read.
    """
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
