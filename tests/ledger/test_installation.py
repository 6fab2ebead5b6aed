"""Migrating in parts: tables that are not there yet have nothing to be prepared."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from creativecity.ledger import triggers
from creativecity.ledger.installation import (
    clear_the_way,
    is_whole,
    prepare_tables,
)
from creativecity.ledger.models import Head


def migrate(*arguments, database):
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": database}
    return subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", *arguments],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.audit  # a minute: each migration there and back in processes of their own
def test_apps_can_be_migrated_one_by_one_and_back(tmp_path):
    database = f"sqlite:///{tmp_path}/parts.sqlite3"

    steps = [
        migrate(*arguments, database=database)
        for arguments in ([], ["programmes", "zero"], ["cities", "zero"], [])
    ]

    assert [(step.returncode, step.stderr) for step in steps] == [(0, "")] * 4


def test_head_of_an_earlier_migration_is_left_alone(db, monkeypatch):
    """Going back, and forward in parts: its row has a column less, or is not there."""
    tables = connection.introspection.table_names()
    assert is_whole(Head, connection, tables)

    monkeypatch.setattr(
        connection.introspection,
        "get_table_description",
        lambda _cursor, _table: [SimpleNamespace(name="id")],
    )
    Head.objects.all().delete()
    prepare_tables(apps.get_app_config("ledger"), using="default")

    assert not is_whole(Head, connection, tables)
    assert not is_whole(Head, connection, [])
    assert not Head.objects.exists()


def test_triggers_give_way_to_a_migrate_where_tables_are_made_anew(db):
    ledger = apps.get_app_config("ledger")

    clear_the_way(ledger, using="default", plan=["a step"])

    assert bool(triggers.missing()) == (connection.vendor == "sqlite")


def test_triggers_stay_where_there_is_nothing_to_migrate(db):
    clear_the_way(apps.get_app_config("ledger"), using="default", plan=[])

    assert triggers.missing() == []
