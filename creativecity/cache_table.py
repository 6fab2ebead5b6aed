"""A cache that lies in the database: its table is made after every migrate.

What is counted there, such as how often an account was tried, must not be forgotten
before its time: somebody could fill the table to that end.
"""

from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate

from .spared import KEPT


class CountingTable(DatabaseCache):
    """Makes room by what ran out, then by what can be made anew; never by a count,
    though the table grow past `max_entries` until those run out.
    """

    def _cull(self, db, cursor, now, num):
        ops = connections[db].ops
        table, key, expires = map(ops.quote_name, (self._table, "cache_key", "expires"))
        moment = ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE {expires} < %s", [moment])  # noqa: S608  # nosec B608
        if num - cursor.rowcount > self._max_entries:
            made_anew = self.make_key(f"{KEPT}%")
            cursor.execute(f"DELETE FROM {table} WHERE {key} LIKE %s", [made_anew])  # noqa: S608  # nosec B608


def connect():
    post_migrate.connect(make_table)


def make_table(sender, using, **kwargs):
    """Nothing where the cache is elsewhere, or the table is there."""
    if sender.label == "ledger":
        call_command("createcachetable", database=using, verbosity=0)
