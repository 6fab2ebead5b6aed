"""What the ledger needs of each database: collation, head row, triggers, checks."""

from django.core import checks
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from creativecity.thai_text import register_collation

from .checks import no_sample_data_in_production, triggers_are_there
from .models import AppendOnly, Head, LogEntry
from .triggers import install, remove


def connect():
    connection_created.connect(prepare_connection)
    pre_migrate.connect(clear_the_way)
    post_migrate.connect(prepare_tables)
    # A deployment check, for migrate runs the others and is what puts triggers back.
    checks.register(triggers_are_there, checks.Tags.database, deploy=True)
    checks.register(no_sample_data_in_production, checks.Tags.database)


def prepare_connection(connection, **kwargs):
    if connection.vendor == "sqlite":
        register_collation(connection)


def clear_the_way(sender, using, plan=(), **kwargs):
    """SQLite renames no table while a trigger speaks of one that is just remade."""
    if plan and sender.label == "ledger" and connections[using].vendor == "sqlite":
        remove(using)


def is_whole(model, connection, tables):
    """Whether its table is as the program knows it, and not of an earlier migration."""
    name = model._meta.db_table
    if name not in tables:
        return False
    with connection.cursor() as cursor:
        there = connection.introspection.get_table_description(cursor, name)
    known = {field.column for field in model._meta.concrete_fields}
    return known <= {column.name for column in there}


def prepare_tables(sender, using, **kwargs):
    """After every migrate: the head row, and the triggers of that app's tables."""
    tables = connections[using].introspection.table_names()
    if sender.label == "ledger" and is_whole(Head, connections[using], tables):
        Head.objects.using(using).get_or_create(pk=1)
    models = [
        model
        for model in sender.get_models()
        if (model is LogEntry or issubclass(model, AppendOnly))
        and model._meta.db_table in tables
    ]
    if models:
        install(using, models)
