"""A portal of its own to measure: temporary database, real facts, demo accounts."""

import os
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

import django
from django.core.management import call_command

from .neutral import neutral

FOLDER = tempfile.TemporaryDirectory(prefix="creativecity-benchmark-")


def prepare():
    """Set Django up on an empty SQLite database and load the facts into it."""
    path = Path(FOLDER.name)
    told = neutral()
    os.environ.clear()
    os.environ.update(told)
    os.environ["DATABASE_URL"] = f"sqlite:///{path / 'portal.sqlite3'}"
    os.environ["MEDIA_ROOT"] = str(path / "media")
    os.environ["DJANGO_SETTINGS_MODULE"] = "creativecity.settings"
    os.environ["DEMO_PASSWORD"] = "only for this benchmark"
    os.environ["ALLOWED_HOSTS"] = "testserver"
    os.environ["LOG_LEVEL"] = "ERROR"
    django.setup()
    call_command("demo", no_server=True, no_sample_data=True, stdout=StringIO())


def seconds(task, times=5):
    """The shortest time of `task()` in seconds, after one run to warm up: what else
    the machine does can only add.
    """
    task()
    spent = []
    for _time in range(times):
        start = time.perf_counter()
        task()
        spent.append(time.perf_counter() - start)
    return min(spent)


def judge(checks):
    """Print each (what, measured, bound) and end with 1 if one falls short."""
    short = False
    for what, measured, bound in checks:
        mark = "ok  " if measured <= bound else "SHORT"
        short = short or measured > bound
        print(f"{mark} {what}: {measured:.2f} (at most {bound})")
    sys.exit(int(short))
