"""What must hold before anything is served: triggers in place, no sample data."""

from contextlib import suppress

from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from .chain import holds_demo_accounts, holds_sample_data
from .models import LogEntry
from .triggers import missing


def triggers_are_there(app_configs, databases=None, **kwargs):
    return [
        Error(
            f"The append-only trigger {name} is missing.",
            hint="Run `manage.py migrate`: it installs every trigger anew.",
            id="ledger.E001",
        )
        for using in databases or []
        if _is_migrated(using)
        for name in missing(using)
    ]


def no_sample_data_in_production(app_configs, databases=None, **kwargs):
    if settings.DEBUG or not databases or not _is_migrated("default"):
        return []
    found = {
        "sample data": holds_sample_data(),
        "demo accounts": holds_demo_accounts(),
    }
    return [
        Error(
            f"This database holds {what} and DEBUG is off.",
            hint="Both are for trying out. Serve from a database without them.",
            id="ledger.E002",
        )
        for what, is_there in found.items()
        if is_there
    ]


def refuse_sample_data():
    """Stop a production process before it serves made-up rows as if they were real.

    A database that cannot be asked yet stops nothing: `/readyz` asks it again.
    """
    with suppress(OperationalError):
        for error in no_sample_data_in_production(None, databases=[DEFAULT_DB_ALIAS]):
            raise ImproperlyConfigured(f"{error.msg} {error.hint}")


def _is_migrated(using):
    tables = connections[using].introspection.table_names()
    return LogEntry._meta.db_table in tables
