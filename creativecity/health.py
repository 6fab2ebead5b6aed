"""Alive, and able to serve: for whoever watches the portal, not for readers.

A good answer that costs much to find out holds for some seconds (READY_FOR), a bad one
is asked for anew each time.
"""

import time
from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .ledger.checks import no_sample_data_in_production
from .ledger.triggers import missing
from .replica import REPLICA

#: Seconds after which it is tried anew whether the cache keeps what it is given.
CACHE_WRITTEN = 600


@login_not_required
@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def readyz(request):
    results = {name: _result(probe) for name, probe in _probes().items()}
    is_ready = all(result == "ok" for result in results.values())
    return JsonResponse(results, status=200 if is_ready else 503)


def _probes():
    """Those of every installation, and of the parts that this one has."""
    probes = dict(PROBES)
    if REPLICA in settings.DATABASES:
        probes["replica"] = partial(_database, REPLICA)
    if settings.MEDIA_BUCKET:
        probes["files"] = _files
    return probes


def _result(probe):
    try:
        return "ok" if probe() else "not ready"
    except Exception as error:
        return type(error).__name__


class Remembered:
    """A probe whose good answer holds for a while."""

    def __init__(self, probe):
        self.probe, self.good_until = probe, 0

    def __call__(self):
        now = time.monotonic()
        if now < self.good_until:
            return True
        is_good = self.probe()
        self.good_until = now + settings.READY_FOR if is_good else 0
        return is_good


def _database(using=DEFAULT_DB_ALIAS):
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _triggers():
    return not missing()


def _cache():
    """Read each time, and written once in a while: it may lie in the database."""
    if cache.get("readyz") == "ok":
        return True
    cache.set("readyz", "ok", CACHE_WRITTEN)
    return cache.get("readyz") == "ok"


def _sample_data():
    return not no_sample_data_in_production(None, databases=[DEFAULT_DB_ALIAS])


def _bucket():
    default_storage.ask()
    return True


PROBES = {
    "database": _database,
    "migrations": Remembered(_migrations),
    "triggers": Remembered(_triggers),
    "cache": _cache,
    "sample data": Remembered(_sample_data),
}
_files = Remembered(_bucket)
