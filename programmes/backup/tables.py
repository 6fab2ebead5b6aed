"""Which tables are backed up, and the few that are not."""

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

#: Who is signed in where: after a restore nobody is. The table of a cache, which no
#: model stands for, is left out too.
LEFT_OUT = {"sessions.session", "usersessions.usersession"}
#: What migrate, and a first look at the search, write into an empty installation: it
#: makes room for what the archive holds.
FILL_THEMSELVES = {
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
    "auth.group_permissions",
    "ledger.head",
    "programmes.searchrow",
    "programmes.searchedupto",
}


def tables():
    """Name of each table to the model whose rows it holds."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: model
        for model in models
        if not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    }


def columns(model):
    return [field.attname for field in model._meta.local_concrete_fields]


def applied():
    """The migrations that this database has been through, of apps that are there."""
    names = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in names if app in apps.app_configs)
