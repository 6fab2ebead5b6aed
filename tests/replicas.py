"""A replica as tests have one: a second name for the test's own database, or a copy of
it that falls behind.
"""

from contextlib import contextmanager
from copy import copy

from django.apps import apps
from django.core.cache.backends.base import BaseCache
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from cities.models import rubric
from creativecity.replica import READ_THERE, REPLICA

ROUTERS = ["creativecity.replica.VisitorsReadThere"]
GONE = {"default": {"BACKEND": "tests.replicas.GoneCache"}}


@contextmanager
def mirrored(settings):
    """The replica is another connection's name for the same open transaction: it sees
    what the test wrote, and takes no write.
    """
    mirror = copy(connections[DEFAULT_DB_ALIAS])
    mirror.alias, mirror.execute_wrappers = REPLICA, [only_reads]
    with _named(settings, mirror):
        yield mirror


@contextmanager
def stale(settings, path):
    """The replica is a copy, in an SQLite file, of what is there now."""
    database = {**settings.DATABASES[DEFAULT_DB_ALIAS], "NAME": str(path)}
    replica = DatabaseWrapper({**database, "OPTIONS": {}}, REPLICA)
    replica.ensure_connection()  # tests may open none that has a name
    with _named(settings, replica):
        _copy_to(replica)
        yield
        replica.close()


@contextmanager
def _named(settings, connection):
    settings.DATABASE_ROUTERS = ROUTERS
    settings.DATABASES[REPLICA] = connection.settings_dict
    connections[REPLICA] = connection
    try:
        yield
    finally:
        del settings.DATABASES[REPLICA], connections[REPLICA]
        settings.DATABASE_ROUTERS = []
        # Without that router no row may stand beside one that was read there.
        rubric.whole.cache_clear()
        rubric.asked_by.cache_clear()


def _copy_to(replica):
    models = [m for m in apps.get_models(True) if m._meta.app_label in READ_THERE]
    with replica.schema_editor() as editor:
        for model in models:
            if (
                not model._meta.auto_created
            ):  # made with the model that has the relation
                editor.create_model(model)
    with replica.constraint_checks_disabled():
        for model in models:
            rows = model._base_manager.using(DEFAULT_DB_ALIAS).all()
            model._base_manager.using(REPLICA).bulk_create(list(rows))


@contextmanager
def away(alias=DEFAULT_DB_ALIAS, times=10**6):
    """A database that breaks off so many questions, and then answers."""
    left = [times]

    def refuse(execute, sql, values, many, context):
        if left[0] < 1:
            return execute(sql, values, many, context)
        left[0] -= 1
        raise OperationalError("the server closed the connection")

    with connections[alias].execute_wrapper(refuse):
        yield


def only_reads(execute, sql, values, many, context):
    assert sql.lstrip("( \n").startswith(("SELECT", "WITH")), f"written: {sql}"
    return execute(sql, values, many, context)


class GoneCache(BaseCache):
    """One that does not answer, as the database's own does while that is away."""

    def __init__(self, *args):
        super().__init__({})

    def get(self, *args, **kwargs):
        raise OperationalError("the cache is away")

    add = set = delete = touch = get
