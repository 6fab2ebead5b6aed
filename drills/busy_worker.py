"""Is what a worker is at finished when it is told to stop, as its unit does?"""

import re
import subprocess
import time
from pathlib import Path

from benchmarks.server import PATIENCE, wait_for

from .installation import psql

#: Asks for the files of a report, which only a worker makes then.
ASK = """
from programmes.models import Programme, Rendering
from programmes.renderings import ask
from programmes.tasks import make_rendering
from programmes.wanted import wanted
for language in ("th", "en"):
    for kind in Rendering.Format.values:
        row, _is_new = ask(wanted(Programme.objects.newest(), 4), kind, language)
        make_rendering.enqueue(row.pk)
"""
FOUND = "SELECT count(*), count(started_at), count(made_at) FROM programmes_rendering"
#: Seconds between two looks: of six files one is begun when it is told to stop.
LOOK = 0.02


def worker_finishes_what_it_is_at(place):
    """By the command of its unit, ended by SIGTERM in the midst of six files."""
    place.run("portal-manage", "shell", "-c", ASK)
    with (place.folder / "worker.log").open("w+") as log:
        process = _start(place, log)
        try:
            end = time.monotonic() + 3 * PATIENCE
            while not _found(place)[1]:
                assert time.monotonic() < end, Path(log.name).read_text()
                time.sleep(LOOK)
            process.terminate()
            assert process.wait(PATIENCE) == 0, Path(log.name).read_text()
        finally:
            process.kill()
    asked, begun, made = _found(place)
    assert 1 <= begun == made < asked, f"{begun} of {asked} begun, {made} made"
    place.run("portal-manage", "db_worker", "--batch", "--max-tasks", "20")
    assert _found(place) == [asked] * 3, "what was left was not made afterwards"


def _start(place, log):
    unit = (place.current / "deploy/systemd/portal-worker.service").read_text()
    command = re.search(r"^ExecStart=\S+/(\.venv/.+)$", unit, re.M)[1]
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"exec {command} --verbosity 2"],
        cwd=place.current.resolve(),
        env={**place.environment(), **place.settings(), "LOG_FORMAT": "plain"},
        stdout=log,
        stderr=log,
    )
    wait_for(
        lambda: "Starting worker" in Path(log.name).read_text(),
        "the worker",
        3 * PATIENCE,
    )
    return process


def _found(place):
    """How many files were asked for, begun and made."""
    return [int(part) for part in psql(place, FOUND, "portal").split("|")]
