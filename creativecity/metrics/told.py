"""All figures as Prometheus reads them: what was counted, what is asked just now."""

import os
import re
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from programmes.models import Letter

from ..ledger.chain import latest, version
from ..replica import reading_from_primary
from .counted import FIGURES

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
STATUS = re.compile(r"PPid:\s+(?P<parent>\d+)\n.*VmRSS:\s+(?P<kb>\d+) kB", re.DOTALL)


def told() -> bytes:
    return generate_latest(_counted()) + generate_latest(State())


def _counted():
    if FOLDER not in os.environ:
        return FIGURES
    together = CollectorRegistry()
    MultiProcessCollector(together)
    return together


class State:
    """What Prometheus calls a collector: asked anew each time."""

    def collect(self):
        yield from _of_database()
        yield from _of_backup()
        yield _of_processes()


def _of_database():
    """Nothing but that it is away, where it is away."""
    try:
        with reading_from_primary():
            found = list(_asked_of_database())
    except DatabaseError:
        found = None
    yield _figure("database_up", "Whether the database answers.", found is not None)
    yield from found or ()


def _asked_of_database():
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    oldest = waiting.values_list("enqueued_at", flat=True).first()
    waited = (timezone.now() - oldest).total_seconds() if oldest else 0
    failed = Letter.objects.failed().count()
    yield _figure("tasks_waiting", "Tasks that no worker took yet.", waiting.count())
    yield _figure("oldest_task_seconds", "How long the first of them waits.", waited)
    yield _figure(
        "tasks_failed",
        "Tasks on record that failed.",
        DBTaskResult.objects.failed().count(),
    )
    yield _figure("letters_failed", "Letters on record that failed.", failed)
    yield _figure("ledger_sequence", "The newest entry of the ledger.", latest())
    yield _figure("ledger_public_sequence", "The newest that is public.", version())


def _of_backup():
    """When the last backup was done, where whoever makes them leaves a mark of it."""
    mark = Path(settings.BACKUP_MARK)
    if settings.BACKUP_MARK and mark.exists():
        help_text = "When the last backup was done, in seconds since 1970."
        yield _figure("last_backup_seconds", help_text, mark.stat().st_mtime)


def _of_processes():
    family = GaugeMetricFamily(
        "creativecity_resident_bytes",
        "Memory of each process that answers.",
        labels=["process"],
    )
    for pid in sorted(_counting()):
        found = STATUS.search(_status(pid))
        if found and int(found["parent"]) == os.getppid():
            family.add_metric([str(pid)], int(found["kb"]) * 1024)
    return family


def _counting():
    """This process, and whoever counts beside it."""
    pids = {os.getpid()}
    if FOLDER in os.environ:
        beside = Path(os.environ[FOLDER]).glob("counter_*.db")
        pids |= {int(file.stem.rpartition("_")[2]) for file in beside}
    return pids


def _status(pid):
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:  # it ended meanwhile, or this is no Linux
        return ""


def _figure(name, help_text, value):
    return GaugeMetricFamily(f"creativecity_{name}", help_text, value=value)
