"""A cache that lies in the database: its table is made after every migrate.

What is counted there, such as how often an account was tried, must not be forgotten
before its time: somebody could fill the table to that end.
"""

from datetime import datetime

from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connections, router
from django.db.models.signals import post_migrate

from .spared import KEPT


class CountingTable(DatabaseCache):
    """Makes room by what ran out, then by what can be made anew; never by a count,
    though the table grow past `max_entries` until those run out.
    """

    def _cull(self, db, cursor, now, num):
        if num - self._end_expired(db, cursor, now) > self._max_entries:
            table, key = map(connections[db].ops.quote_name, (self._table, "cache_key"))
            made_anew = self.make_key(f"{KEPT}%")
            cursor.execute(f"DELETE FROM {table} WHERE {key} LIKE %s", [made_anew])  # noqa: S608  # nosec B608

    def end_expired(self, now: datetime) -> int:
        """How many rows had run out. Those that are kept by the ledger's version are
        never asked for again, and are large: it does not wait for the table to be full.
        """
        db = router.db_for_write(self.cache_model_class)
        with connections[db].cursor() as cursor:
            return self._end_expired(db, cursor, now)

    def _end_expired(self, db, cursor, now):
        ops = connections[db].ops
        table, expires = map(ops.quote_name, (self._table, "expires"))
        moment = ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE {expires} < %s", [moment])  # noqa: S608  # nosec B608
        return cursor.rowcount


def connect():
    post_migrate.connect(make_table)


def make_table(sender, using, **kwargs):
    """Nothing where the cache is elsewhere, or the table is there."""
    if sender.label == "ledger":
        call_command("createcachetable", database=using, verbosity=0)
