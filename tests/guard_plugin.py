"""pytest as guards.py runs it: each test once, then some of them without a guard."""

import os
import shutil
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
import typst
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.db import connection, connections

from .guard_list import guards
from .guards_known import KNOWN

TOOL = 4  # of sys.monitoring; coverage and profilers have numbers of their own
OURS = ("/cities/", "/programmes/")
#: Seconds that the tests of one guard may take: what hangs counts as not noticed.
PATIENCE = 600


#: So many tests may read what is drawn, and are left out.
DRAWN_AT_MOST = 20


class FailedError(Exception):
    """Tests fail while all guards stand."""


def pytest_addoption(parser):
    parser.addoption("--guards", default="", help="words: judge those guards alone")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    began = time.monotonic()
    _draw_nothing()
    tests = _run_all(session.items)
    listed = _chosen(session.config.getoption("guards").split())
    print(f"\n{len(session.items)} tests, {len(listed)} guards", flush=True)
    survivors = _remove_each(listed, session.items, tests)
    _report(survivors, listed, time.monotonic() - began)
    unknown = [guard for guard in survivors if guard.label not in KNOWN]
    noticed = {guard.label for guard in listed} - {guard.label for guard in survivors}
    stale = set(KNOWN) & noticed
    for label in sorted(stale):
        print(f"NOT SURVIVING, so not to be listed as known: {label}")
    session.testsfailed = len(unknown) + len(stale)
    return True


def _chosen(words):
    listed = list(guards())
    if not words:
        unknown = set(KNOWN) - {guard.label for guard in listed}
        assert not unknown, f"known, and not there: {sorted(unknown)}"
        return listed
    return [guard for guard in listed if any(word in guard.label for word in words)]


def _draw_nothing():
    """Typst's threads are lost in a fork; no guard of access stands in a drawing."""
    typst.compile = lambda *told, **how: b"%PDF-1.7"


def _run_all(items):
    """Code to the tests that ran through it. What is made once a session stays. A test
    that fails already reads a drawing, and is none of them.
    """
    through, entered, failed = defaultdict(list), set(), []
    watch = sys.monitoring
    watch.use_tool_id(TOOL, "guards")

    def start(code, _offset):
        """Told once of each function, until the next test begins."""
        if any(folder in code.co_filename for folder in OURS):
            entered.add(code)
        return watch.DISABLE

    watch.register_callback(TOOL, watch.events.PY_START, start)
    watch.set_events(TOOL, watch.events.PY_START)
    for item in items:
        entered.clear()
        watch.restart_events()
        if reports := _failed(item):
            failed.append(f"{item.nodeid}: {reports[0].longreprtext[-300:]}")
            continue
        for code in entered:
            through[code].append(item)
    if len(failed) > DRAWN_AT_MOST:
        raise FailedError("\n".join(failed))
    print(f"\nLeft out: {len(failed)}\n" + "\n".join(failed), flush=True)
    watch.set_events(TOOL, watch.events.NO_EVENTS)
    watch.free_tool_id(TOOL)
    return through


def _failed(item):
    """Reports of what failed in it; what is made once for the session stays."""
    reports = runtestprotocol(item, log=False, nextitem=item.session)
    return [report for report in reports if report.failed]


def _remove_each(listed, items, through):
    """The guards that no test misses; as many at a time as there are cores."""
    running, survivors = {}, []
    for guard in listed:
        asked = through[guard.passed] if guard.passed else _of_file(items, guard.file)
        if not asked:
            survivors.append(guard)
            continue
        if len(running) >= (os.cpu_count() or 1):
            survivors += _wait(running)
        running[_fork(guard, asked)] = guard
    while running:
        survivors += _wait(running)
    return survivors


def _of_file(items, file):
    return [item for item in items if item.path.name == file]


def _wait(running):
    """[the guard] of the child that ended, if its tests all passed; else nothing."""
    pid, status = os.wait()
    guard = running.pop(pid)
    is_noticed = os.waitstatus_to_exitcode(status) == 1
    print("." if is_noticed else "S", end="", flush=True)
    return [] if is_noticed else [guard]


def _fork(guard, asked):
    connections.close_all()  # SQLite's must not be carried over
    pid = os.fork()
    if pid:
        return pid
    code = 2
    signal.alarm(PATIENCE)
    try:
        code = _without(guard, asked)
    finally:
        os._exit(code)


def _without(guard, asked):
    """1 if a test fails, threats and acts before mere pages: in a copy of the database,
    for writers would wait in turn.
    """
    own = Path(f"{settings.DATABASES['default']['NAME']}.{os.getpid()}")
    shutil.copy(connection.settings_dict["NAME"], own)
    connection.settings_dict["NAME"] = str(own)
    guard.remove()
    try:
        return int(any(map(_failed, reversed(asked))))
    finally:
        connections.close_all()
        for path in own.parent.glob(f"{own.name}*"):
            path.unlink()


def _report(survivors, listed, seconds):
    noticed = len(listed) - len(survivors)
    print(f"\n{noticed} of {len(listed)} guards are missed, in {seconds:.0f} s")
    for guard in survivors:
        known = KNOWN.get(guard.label)
        print(f"{'known' if known else 'SURVIVES'}: {guard.label}")
