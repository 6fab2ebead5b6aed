"""The demo as a person starts it, twice, and a server that refuses its database."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def start(tmp_path):
    """Run a command of the project on a database of its own."""
    base = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{tmp_path}/demo.sqlite3",
        "DEMO_PASSWORD": "a password to try",
    }

    def command(*arguments, **environment):
        return subprocess.run(
            [sys.executable, *arguments],
            env={**base, **environment},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def test_demo_prepares_once_and_a_server_refuses_its_sample_data(start):
    first = start("manage.py", "demo", "--no-server")
    again = start("manage.py", "demo", "--no-server")
    served = start(
        "-W", "ignore", "-c", "import creativecity.wsgi", SECRET_KEY="x" * 50
    )

    assert first.returncode == 0, first.stderr
    assert "officer.nan" in first.stdout
    assert "a password to try" in first.stdout
    assert "http://127.0.0.1:8000/" in first.stdout
    assert again.returncode == 0, again.stderr
    assert re.search(r"0 added, 0 changed", again.stdout)
    assert served.returncode == 1
    assert "holds sample data and DEBUG is off" in served.stderr


def test_demo_without_sample_data_still_has_accounts_that_no_server_accepts(start):
    prepared = start("manage.py", "demo", "--no-server", "--no-sample-data")
    served = start(
        "-W", "ignore", "-c", "import creativecity.wsgi", SECRET_KEY="x" * 50
    )

    assert "public facts only" in prepared.stdout
    assert served.returncode == 1
    assert "holds demo accounts and DEBUG is off" in served.stderr


def test_public_facts_alone_can_be_served(start):
    start("manage.py", "migrate", "--verbosity=0")
    start("manage.py", "load_facts")
    served = start(
        "-W", "ignore", "-c", "import creativecity.wsgi", SECRET_KEY="x" * 50
    )

    assert (served.returncode, served.stderr) == (0, "")


def test_nothing_starts_without_a_secret_key(start):
    served = start("-W", "ignore", "-c", "import creativecity.wsgi")

    assert served.returncode == 1
    assert "SECRET_KEY is not set" in served.stderr


def test_demo_does_not_run_with_debug_off(start):
    refused = start("manage.py", "demo", DEBUG="0", SECRET_KEY="x" * 50)

    assert refused.returncode == 1
    assert "does not run with DEBUG=0" in refused.stderr
