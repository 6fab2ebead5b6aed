"""Triggers that refuse UPDATE and DELETE on append-only tables, on both databases.

One UPDATE passes: the one that puts the mark of a redaction in the place of a text, and
changes nothing else, where a row of `Redaction` says so (redacting.py).

SQLite rebuilds a table when a migration alters it and silently drops its triggers, so
all are installed anew after every migrate; a check and `/readyz` prove them.
"""

from django.apps import apps
from django.db import connections, transaction

from .models import REDACTED, AppendOnly, LogEntry, Redaction
from .trigger_sql import (
    POSTGRESQL,
    POSTGRESQL_FUNCTIONS,
    POSTGRESQL_MARKED,
    SQLITE,
    SQLITE_MARKED,
    SQLITE_TOLD,
)


def append_only_models():
    return [
        model
        for model in apps.get_models()
        if model is LogEntry or issubclass(model, AppendOnly)
    ]


def texts_of(model):
    """The fields that a redaction may empty."""
    return ("payload",) if model is LogEntry else model.free_text


def _statements(connection, model):
    """Trigger name to the SQL that makes it."""
    quote = connection.ops.quote_name
    table = model._meta.db_table
    kinds = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    named = [model._meta.label_lower, *texts_of(model)]
    values = {
        "table": quote(table),
        "clash": _clash(quote, model),
        "refuse": f"SELECT RAISE(ABORT, 'append-only: {table}');",
        "redacts": _redacts(quote, model),
        "texts": ", ".join(f"'{name}'" for name in named),
    }
    return {
        f"{table}_{kind}": f"CREATE TRIGGER {quote(f'{table}_{kind}')} "
        + sql.format(**values)
        for kind, sql in kinds.items()
    }


def _redacts(quote, model):
    """SQL for SQLite that is true where NEW is OLD with a text redacted."""
    texts = texts_of(model)
    others = [f.column for f in model._meta.concrete_fields if f.name not in texts]
    same = [f"NEW.{quote(column)} IS OLD.{quote(column)}" for column in others]
    kept = [f"NEW.{quote(name)} IS OLD.{quote(name)}" for name in texts]
    told = [_is_told(quote, model, name) for name in texts]
    each = [f"({left} OR {right})" for left, right in zip(kept, told, strict=True)]
    is_any = " AND ".join(kept) or "TRUE"
    return " AND ".join([*same, *each, f"NOT ({is_any})"])


def _is_told(quote, model, name):
    """SQL for SQLite: a redaction tells of this text, and its mark is what is new."""
    marked = SQLITE_MARKED[name == "payload"]
    return SQLITE_TOLD.format(
        table=quote(Redaction._meta.db_table),
        model=model._meta.label_lower,
        name=name,
        marked=marked.format(column=quote(name), mark=REDACTED),
    )


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
            cursor.execute(_functions(cursor, connection.ops.quote_name))
        for model in models:
            for name, sql in _statements(connection, model).items():
                cursor.execute(_drop(connection, model, name))
                cursor.execute(sql)


def _functions(cursor, quote):
    cursor.execute("SELECT current_schema()")
    [schema] = cursor.fetchone()
    return POSTGRESQL_FUNCTIONS.format(
        schema=quote(schema),
        redactions=quote(Redaction._meta.db_table),
        is_marked=POSTGRESQL_MARKED.format(mark=REDACTED),
    )


def remove(using="default"):
    """The way round that empties tables between tests, and lets SQLite migrate."""
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
