"""Removing any one guard of access makes a test fail (tests/guards.py)."""

import subprocess
import sys

import pytest


@pytest.mark.audit
def test_no_guard_can_be_taken_away_unnoticed():
    command = [sys.executable, "-m", "tests.guards"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-5000:]
