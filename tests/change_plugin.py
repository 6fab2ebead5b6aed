"""pytest as guards.py runs it: each test once, then those that ran through some code
once more with that code changed.
"""

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

from . import guard_list, mutant_list

TOOL = 4  # of sys.monitoring; coverage and profilers have numbers of their own
ROOT = Path(__file__).parent.parent
OURS = tuple(f"{ROOT / name}/" for name in ("cities", "creativecity", "programmes"))
#: Seconds that the tests of one change may take: what hangs counts as not noticed.
PATIENCE = 600


#: So many tests may read what is drawn, and are left out.
DRAWN_AT_MOST = 20


class FailedError(Exception):
    """Tests fail while nothing is changed."""


def pytest_addoption(parser):
    parser.addoption("--those", default="", help="words: changes of one of them alone")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    began = time.monotonic()
    _draw_nothing()
    tests = _run_all(session.items)
    words = session.config.getoption("those").split()
    for kind in (mutant_list, guard_list):
        listed = [each for each in kind.changes() if _is_asked(each, words)]
        print(f"\n{len(session.items)} tests, {len(listed)} changes", flush=True)
        survivors = _try_each(listed, session.items, tests)
        session.testsfailed += kind.verdict(survivors, listed)
        print(f"{time.monotonic() - began:.0f} s from the beginning")
    return True


def _is_asked(change, words):
    return not words or any(word in change.label for word in words)


def _draw_nothing():
    """Typst's threads are lost in a fork; no drawing holds what is changed here."""
    typst.compile = lambda *told, **how: b"%PDF-1.7"


def _run_all(items):
    """Code to the tests that ran through it. What is made once a session stays. A test
    that fails already reads a drawing, and is none of them.
    """
    through, entered, failed = defaultdict(list), set(), []
    watch = sys.monitoring
    watch.use_tool_id(TOOL, "changes")

    def start(code, _offset):
        """Told once of each function, until the next test begins."""
        if code.co_filename.startswith(OURS):
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


def _try_each(listed, items, through):
    """The changes that no test notices; as many at a time as there are cores."""
    running, survivors = {}, []
    for each in listed:
        asked = through[each.passed] if each.passed else _of_file(items, each.file)
        if not asked:
            survivors.append(each)
            continue
        if len(running) >= (os.cpu_count() or 1):
            survivors += _wait(running)
        running[_fork(each, asked)] = each
    while running:
        survivors += _wait(running)
    return survivors


def _of_file(items, file):
    return [item for item in items if item.path.name == file]


def _wait(running):
    """[the change] of the child that ended, if its tests all passed; else nothing."""
    pid, status = os.wait()
    change = running.pop(pid)
    is_noticed = os.waitstatus_to_exitcode(status) == 1
    print("." if is_noticed else "S", end="", flush=True)
    return [] if is_noticed else [change]


def _fork(change, asked):
    connections.close_all()  # SQLite's must not be carried over
    pid = os.fork()
    if pid:
        return pid
    code = 2
    signal.alarm(PATIENCE)
    try:
        code = _with(change, asked)
    finally:
        os._exit(code)


def _with(change, asked):
    """1 if a test fails, threats and acts before mere pages: in a copy of the database,
    for writers would wait in turn.
    """
    own = Path(f"{settings.DATABASES['default']['NAME']}.{os.getpid()}")
    shutil.copy(connection.settings_dict["NAME"], own)
    connection.settings_dict["NAME"] = str(own)
    change.make()
    try:
        return int(any(map(_failed, reversed(asked))))
    finally:
        connections.close_all()
        for path in own.parent.glob(f"{own.name}*"):
            path.unlink()
