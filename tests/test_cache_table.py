"""The cache that all processes share lies in a table, which migrate makes."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from creativecity.cache_table import make_table
from creativecity.spared import kept

ROOM = 20
SHARED = {
    "default": {
        "BACKEND": "creativecity.cache_table.CountingTable",
        "LOCATION": "a_table_of_this_test",
        "OPTIONS": {"MAX_ENTRIES": ROOM},
    }
}


@pytest.fixture
def cache(db, settings):
    settings.CACHES = SHARED
    make_table(apps.get_app_config("ledger"), using="default")
    return caches["default"]


def test_the_table_is_made_once_the_ledgers_are(cache):
    cache.set("what", "is kept")

    assert cache.get("what") == "is kept"


def test_other_apps_make_none(db, settings):
    settings.CACHES = SHARED

    make_table(apps.get_app_config("cities"), using="default")

    assert "a_table_of_this_test" not in connection.introspection.table_names()


def test_what_was_counted_is_not_forgotten_however_many_come(cache):
    cache.set("tries-of-mali", 5, 60)

    for number in range(5 * ROOM):
        cache.set(f"tries-of-{number}", 1, 60)

    assert cache.get("tries-of-mali") == 5


def test_what_ran_out_and_what_can_be_made_anew_makes_room(cache):
    kept("picture", lambda: "drawn", 60)
    cache.set("old", 1, -1)
    for number in range(ROOM + 1):
        cache.set(f"tries-of-{number}", 1, 60)

    counted = [cache.get(f"tries-of-{number}") for number in range(ROOM + 1)]

    assert counted == [1] * (ROOM + 1)
    assert kept("picture", lambda: "drawn anew", 60) == "drawn anew"


def test_what_ran_out_goes_before_the_table_is_full(cache):
    cache.set("card-of-a-version-gone-by", "a large picture", -1)
    cache.set("tries-of-mali", 5, 60)

    ended = cache.end_expired(timezone.now())

    assert (ended, rows()) == (1, 1)
    assert cache.get("tries-of-mali") == 5


def test_the_daily_purge_ends_what_ran_out(cache):
    cache.set("card-of-a-version-gone-by", "a large picture", -1)

    call_command("purge_expired", stdout=(out := StringIO()))

    assert "รายการแคชที่หมดอายุ: 1" in out.getvalue()
    assert rows() == 0


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM a_table_of_this_test")
        return cursor.fetchone()[0]
