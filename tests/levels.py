"""The test database at one of a few levels, each made once and then copied whole.

A level is rows that many tests begin with: the facts, the cast, the sample. To make
them takes seconds. A copy of the database brings them back, with their keys, in as many
hundredths, and so it does after a test that committed what it wrote.
"""

import sqlite3

from django.db import connection, connections, transaction

EMPTY = "empty"


class Levels:
    """`makers`: the name of a level to the one below it and to what adds its rows.

    A level is named as its fixture is, and comes after those below it.
    """

    def __init__(self, makers):
        self.makers = makers
        self.copies = OnPostgreSQL() if on_postgresql() else OnSQLite()
        self.results, self.now = {}, None
        self._keep(EMPTY, None)

    def stand_at(self, level):
        """Have the database hold what this level says, and nothing else."""
        assert not connection.in_atomic_block, (
            "ask for `db` as a fixture, not by a mark"
        )
        if self.now == level:
            return
        if level in self.results:
            self.leave()
            self.copies.bring(level)
            self.now = level
        else:
            self._make(level)

    def leave(self):
        """Somebody may have committed: no level is there any more."""
        self.now = None

    def discard(self):
        self.copies.discard(self.results)

    def result(self, level):
        """What the level's maker returned."""
        assert self.now in self._upwards(level), f"ask for `{level}` by its name"
        return self.results[level]

    def _make(self, level):
        below, make = self.makers[level]
        self.stand_at(below)
        self.leave()
        with transaction.atomic():
            result = make()
        self._keep(level, result)

    def _keep(self, level, result):
        self.copies.keep(level)
        self.results[level], self.now = result, level

    def _upwards(self, level):
        """It, and all that stand on it."""
        found = {level}
        for name, (below, _make) in self.makers.items():
            found |= {name} if below in found else set()
        return found


def highest(makers, names):
    """The last level that is among the names of a test's fixtures."""
    return next((level for level in reversed(makers) if level in names), EMPTY)


def on_postgresql():
    return connection.vendor == "postgresql"


class OnSQLite:
    """Copies in memory, page by page."""

    def __init__(self):
        self.kept = {}

    def keep(self, level):
        self.kept[level] = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(self.kept[level])

    def bring(self, level):
        connection.ensure_connection()
        self.kept[level].backup(connection.connection)

    def discard(self, levels):
        for level in levels:
            self.kept[level].close()


class OnPostgreSQL:
    """Databases beside that of the tests, each a template for it."""

    def __init__(self):
        self.name = connection.settings_dict["NAME"]

    def keep(self, level):
        _copy_database(self.name, f"{self.name}_{level}")

    def bring(self, level):
        _copy_database(f"{self.name}_{level}", self.name)

    def discard(self, levels):
        with connection._nodb_cursor() as cursor:
            for level in levels:
                _drop_database(cursor, f"{self.name}_{level}")


def _copy_database(source, target):
    connections.close_all()
    quote = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        # Connections that Django made outside Playwright's loop cannot be seen in it.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [source],
        )
        _drop_database(cursor, target)
        cursor.execute(f"CREATE DATABASE {quote(target)} TEMPLATE {quote(source)}")


def _drop_database(cursor, name):
    quoted = connection.ops.quote_name(name)
    cursor.execute(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
