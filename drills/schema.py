"""What `drills.migrations` asks of a database, as JSON: run as `-m drills.schema WHAT`.

Tables are asked by their columns, and not by today's models: they may be older.
"""

import hashlib
import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "creativecity.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from creativecity.ledger import triggers  # noqa: E402

OURS = ("programmes", "cities", "ledger")
#: Those that migrate fills itself, those of counters, and what SQLite found out about
#: its tables: not of anybody's making.
NOT_KEPT = (
    "sqlite_stat",
    "django_",
    "auth_permission",
    "auth_group",
    "portal_cache",
    "programmes_search",
)


def steps():
    """(app, migration, the one before it or "zero"), newest first, of our apps."""
    loader = MigrationExecutor(connection).loader
    plan = MigrationExecutor(connection).migration_plan(
        loader.graph.leaf_nodes(), clean_start=True
    )
    names = [(m.app_label, m.name) for m, _back in plan if m.app_label in OURS]
    return [
        (app, name, _before(loader, app, name))
        for app, name in reversed(names)
        if _before(loader, app, name) != "zero"
    ]


def _before(loader, app, name):
    parents = loader.graph.node_map[app, name].parents
    return next((key.key[1] for key in parents if key.key[0] == app), "zero")


def newest():
    """The newest step of each app."""
    found = {}
    for step in steps():
        found.setdefault(step[0], step)
    return list(found.values())


def columns():
    """[table, names of its columns] of each."""
    with connection.cursor() as cursor:
        return [
            [table, sorted(_columns(cursor, table))]
            for table in connection.introspection.table_names(cursor)
        ]


def _columns(cursor, table):
    description = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in description]


def tables():
    """Table to how many rows it has, and a hash of them in order."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {
            table: _rows(cursor, table)
            for table in names
            if not table.startswith(NOT_KEPT)
        }


def _rows(cursor, table):
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in sorted(_columns(cursor, table)))
    cursor.execute(f"SELECT {names} FROM {quote(table)}")  # noqa: S608
    rows = sorted(repr([*map(_plain, row)]) for row in cursor.fetchall())
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def _plain(value):
    """What SQLite keeps of JSON is a text, whose names may stand in any order."""
    if not (isinstance(value, str) and value[:1] in {"{", "["}):
        return value
    try:
        return json.dumps(json.loads(value), sort_keys=True)
    except ValueError:
        return value


def schema():
    """Columns, indexes and constraints of each table, by what they are for."""
    with connection.cursor() as cursor:
        return {
            table: [_described(cursor, table), _constraints(cursor, table)]
            for table in connection.introspection.table_names(cursor)
        }


def _described(cursor, table):
    found = connection.introspection.get_table_description(cursor, table)
    return sorted([c.name, str(c.type_code), bool(c.null_ok)] for c in found)


def _constraints(cursor, table):
    """Their names may carry a number of SQLite's own."""
    found = connection.introspection.get_constraints(cursor, table).values()
    kinds = ("primary_key", "unique", "foreign_key", "check", "index")
    told = ([each["columns"] or [], [each[kind] for kind in kinds]] for each in found)
    return sorted(json.dumps(each) for each in told)


def missing():
    return triggers.missing()


if __name__ == "__main__":
    asked = {"steps": steps, "newest": newest, "columns": columns, "tables": tables}
    asked |= {"schema": schema, "missing": missing}
    print(json.dumps(asked[sys.argv[1]]()))
