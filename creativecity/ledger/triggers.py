"""Triggers that refuse UPDATE and DELETE on append-only tables, on both databases.

SQLite rebuilds a table when a migration alters it and silently drops its triggers, so
all are installed anew after every migrate; a check and `/readyz` prove them.
"""

from django.apps import apps
from django.db import connections, transaction

from .models import AppendOnly, LogEntry

SQLITE = {
    "no_update": "BEFORE UPDATE ON {table} BEGIN {refuse} END",
    "no_delete": "BEFORE DELETE ON {table} BEGIN {refuse} END",
    # INSERT OR REPLACE deletes what clashes without asking the trigger above.
    "no_replace": (
        "BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {clash})"
        " BEGIN {refuse} END"
    ),
}
POSTGRESQL = {
    "no_change": "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
    "no_truncate": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
}
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
END $$
"""


def append_only_models():
    return [
        model
        for model in apps.get_models()
        if model is LogEntry or issubclass(model, AppendOnly)
    ]


def _statements(connection, model):
    """Trigger name to the SQL that makes it."""
    quote = connection.ops.quote_name
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        kinds, tail = POSTGRESQL, " EXECUTE FUNCTION ledger_refuse()"
    else:
        kinds, tail = SQLITE, ""
    values = {
        "table": quote(table),
        "clash": _clash(quote, model),
        "refuse": f"SELECT RAISE(ABORT, 'append-only: {table}');",
    }
    return {
        f"{table}_{kind}": f"CREATE TRIGGER {quote(f'{table}_{kind}')} "
        + sql.format(**values)
        + tail
        for kind, sql in kinds.items()
    }


def _clash(quote, model):
    """SQL that is true of a row which the NEW one could not stand beside."""
    meta = model._meta
    together = [[field.name] for field in meta.concrete_fields if field.unique]
    together += [constraint.fields for constraint in meta.total_unique_constraints]
    columns = [[quote(meta.get_field(name).column) for name in key] for key in together]
    return " OR ".join(
        " AND ".join(f"{column} = NEW.{column}" for column in key) for key in columns
    )


def _present(connection, model):
    if connection.vendor == "postgresql":
        sql = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s)"
            " AND NOT tgisinternal AND tgenabled = 'O'"
        )
        table = connection.ops.quote_name(model._meta.db_table)
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(sql, [table])
        return {name for (name,) in cursor.fetchall()}


def install(using="default", models=None):
    """Make every trigger anew, so that each is whole and switched on."""
    connection = connections[using]
    models = models or append_only_models()
    with transaction.atomic(using), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for model in models:
            for name, sql in _statements(connection, model).items():
                cursor.execute(_drop(connection, model, name))
                cursor.execute(sql)


def remove(using="default"):
    """For tests alone: the way round that empties tables between them."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for model in append_only_models():
            for name in _statements(connection, model):
                cursor.execute(_drop(connection, model, name))


def _drop(connection, model, name):
    quote = connection.ops.quote_name
    on = f" ON {quote(model._meta.db_table)}"
    on = on if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {quote(name)}{on}"


def missing(using="default"):
    """Names of the triggers that should be there and are not."""
    connection = connections[using]
    return sorted(
        name
        for model in append_only_models()
        for name in set(_statements(connection, model)) - _present(connection, model)
    )
