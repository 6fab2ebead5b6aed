"""Alive, and able to serve: for whoever watches the portal, not for readers."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .ledger.checks import no_sample_data_in_production
from .ledger.triggers import missing


@login_not_required
@never_cache
@require_safe
def healthz(request):
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def readyz(request):
    results = {name: _result(probe) for name, probe in PROBES.items()}
    is_ready = all(result == "ok" for result in results.values())
    return JsonResponse(results, status=200 if is_ready else 503)


def _result(probe):
    try:
        return "ok" if probe() else "not ready"
    except Exception as error:
        return type(error).__name__


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations():
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _triggers():
    return not missing()


def _cache():
    cache.set("readyz", "ok", 10)
    return cache.get("readyz") == "ok"


def _sample_data():
    return not no_sample_data_in_production(None, databases=[DEFAULT_DB_ALIAS])


PROBES = {
    "database": _database,
    "migrations": _migrations,
    "triggers": _triggers,
    "cache": _cache,
    "sample data": _sample_data,
}
