"""Removing any one guard of access makes a test fail (tests/guards.py)."""

import subprocess
import sys

import pytest

from .guard_list import changes
from .guards_known import KNOWN


@pytest.mark.slow
def test_known_guards_are_there():
    """Said at once, and not after all of them were tried."""
    assert set(KNOWN) <= {guard.label for guard in changes()}


@pytest.mark.audit
def test_no_guard_can_be_taken_away_unnoticed():
    command = [sys.executable, "-m", "tests.guards"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-5000:]
