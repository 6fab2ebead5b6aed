"""Alive, and able to serve: what a watcher of the portal asks."""

import pytest
from django.db import connection

from creativecity.ledger import triggers

READY = {
    "database": "ok",
    "migrations": "ok",
    "triggers": "ok",
    "cache": "ok",
    "sample data": "ok",
}
CACHES = "django.core.cache.backends"


def test_healthz_says_ok_and_asks_nothing(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_readyz_says_ok_of_everything(client, db):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, READY)


def test_readyz_is_ready_with_the_facts_loaded(client, facts):
    assert client.get("/readyz").json() == READY


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_answer_is_never_kept(path, client, db):
    response = client.get(path)

    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_asked_by_safe_methods_alone(path, method, client):
    assert getattr(client, method)(path).status_code == 405
    assert client.options(path).status_code == 405


def not_ready(client):
    """Which probe failed, and how; the answer is 503."""
    response = client.get("/readyz")
    results = response.json()
    assert response.status_code == 503
    assert results.keys() == READY.keys()
    return {name: result for name, result in results.items() if result != "ok"}


def test_migrations_not_applied(client, db, settings):
    settings.MIGRATION_MODULES = {}  # the tests' database was made without any

    assert not_ready(client) == {"migrations": "not ready"}


def test_triggers_missing(client, db):
    triggers.remove()

    assert not_ready(client) == {"triggers": "not ready"}


def test_cache_that_keeps_nothing(client, db, settings):
    settings.CACHES = {"default": {"BACKEND": f"{CACHES}.dummy.DummyCache"}}

    assert not_ready(client) == {"cache": "not ready"}


def test_cache_that_cannot_be_reached(client, db, settings, tmp_path):
    no_folder = tmp_path / "file"
    no_folder.write_text("")
    settings.CACHES = {
        "default": {
            "BACKEND": f"{CACHES}.filebased.FileBasedCache",
            "LOCATION": str(no_folder / "cache"),
        }
    }

    assert not_ready(client) == {"cache": "NotADirectoryError"}


def test_database_that_cannot_be_asked(client):
    """No database is asked for here, so the tests' runner refuses each query."""
    assert not_ready(client) == {
        "database": "RuntimeError",
        "migrations": "RuntimeError",
        "triggers": "RuntimeError",
        "sample data": "RuntimeError",
    }


def test_head_row_is_there_after_migrate(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, sequence, hash FROM ledger_head")

        assert cursor.fetchall() == [(1, 0, "")]
