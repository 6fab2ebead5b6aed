"""Alive, and able to serve: what a watcher of the portal asks."""

import pytest
from django.db import connection

from creativecity.health import Remembered, _probes
from creativecity.ledger import triggers
from creativecity.replica import REPLICA

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


def test_good_answer_holds_for_a_while(settings):
    settings.READY_FOR = 60
    asked = []
    probe = Remembered(lambda: asked.append("asked") or True)

    assert [probe(), probe()] == [True, True]
    assert asked == ["asked"]


def test_good_answer_does_not_hold_for_ever(settings):
    settings.READY_FOR = 0
    asked = []
    probe = Remembered(lambda: asked.append("asked") or True)

    assert [probe(), probe()] == [True, True]
    assert asked == ["asked", "asked"]


def test_bad_answer_is_asked_for_anew(settings):
    settings.READY_FOR = 60
    answers = [False, True]
    probe = Remembered(lambda: answers.pop(0))

    assert [probe(), probe(), probe()] == [False, True, True]


def test_cache_is_written_once_in_a_while(client, db, settings, tmp_path):
    backend = f"{CACHES}.filebased.FileBasedCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": str(tmp_path)}}
    client.get("/readyz")
    [written] = tmp_path.glob("*.djcache")
    before = written.stat().st_mtime_ns

    client.get("/readyz")

    assert [path.stat().st_mtime_ns for path in tmp_path.glob("*.djcache")] == [before]


def test_replica_is_named_where_there_is_one(settings, monkeypatch):
    """What it says: tests/test_settings.py, in a process with two databases."""
    assert _probes().keys() == READY.keys()

    monkeypatch.setitem(settings.DATABASES, REPLICA, {})

    assert _probes().keys() == {*READY, "replica"}
