"""Whether an archive can be restored here: the same tables, and nothing in them yet."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .media import names
from .refusal import RefusalError
from .tables import FILL_THEMSELVES, applied, columns, tables


def refuse_what_does_not_fit(manifest):
    """RefusalError unless this installation is as its release's migrate left it."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RefusalError(
            "This database is not migrated: run manage.py migrate first."
        )
    _refuse_other_tables(manifest)
    if name := _first_that_is_filled():
        raise RefusalError(
            f"This installation is not empty: {name} has rows. Restore into a new "
            "database, on which nothing but manage.py migrate was run."
        )
    if name := next(names(), None):
        raise RefusalError(
            f"This installation is not empty: it keeps files already, such as {name}. "
            "Name an empty MEDIA_ROOT or bucket."
        )


def _refuse_other_tables(manifest):
    here, there = set(applied()), set(manifest.migrations)
    if newer := there - here:
        raise RefusalError(
            f"It was made by a newer release, which knows {min(newer)}: install that "
            "release, migrate, and restore then."
        )
    if missing := here - there:
        raise RefusalError(
            f"It was made by an older release, which does not know {min(missing)}: "
            "restore it with that release, then install this one and migrate."
        )
    told = {name: table["columns"] for name, table in manifest.tables.items()}
    if told != {name: columns(model) for name, model in tables().items()}:
        raise RefusalError(
            "It was made by a release with other tables: restore it with that one."
        )


def _first_that_is_filled():
    for name, model in tables().items():
        fills_itself = model._meta.label_lower in FILL_THEMSELVES
        if not fills_itself and model._base_manager.exists():
            return name
    return None
