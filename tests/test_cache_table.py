"""The cache that all processes share lies in a table, which migrate makes."""

from django.apps import apps
from django.core.cache import caches
from django.db import connection

from creativecity.cache_table import make_table

SHARED = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "a_table_of_this_test",
    }
}


def test_the_table_is_made_once_the_ledgers_are(db, settings):
    settings.CACHES = SHARED

    make_table(apps.get_app_config("ledger"), using="default")

    caches["default"].set("what", "is kept")
    assert caches["default"].get("what") == "is kept"


def test_other_apps_make_none(db, settings):
    settings.CACHES = SHARED

    make_table(apps.get_app_config("cities"), using="default")

    assert "a_table_of_this_test" not in connection.introspection.table_names()
