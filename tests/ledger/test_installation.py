"""Migrating in parts: tables that are not there yet have nothing to be prepared."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


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
