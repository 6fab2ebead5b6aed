"""The demo as a person starts it, and a server that refuses its database."""

import pytest

from tests.processes import copy_whole, manage, start

SERVED = ("-c", "import creativecity.wsgi")
KEY = {"SECRET_KEY": "x" * 50}
PASSWORD = {"DEMO_PASSWORD": "a password to try"}


@pytest.fixture
def portal(installed, tmp_path):
    """A database with the public facts."""
    return copy_whole(installed, tmp_path / "demo.sqlite3")


@pytest.mark.slow
def test_demo_prepares_and_a_server_refuses_its_sample_data(portal):
    """What a second start does: test_demo.py."""
    first = manage(portal, "demo", "--no-server", **PASSWORD)
    served = start(portal, *SERVED, **KEY)

    assert first.returncode == 0, first.stderr
    assert "officer.nan" in first.stdout
    assert "a password to try" in first.stdout
    assert "http://127.0.0.1:8000/" in first.stdout
    assert served.returncode == 1
    assert "holds sample data and DEBUG is off" in served.stderr


def test_demo_without_sample_data_still_has_accounts_that_no_server_accepts(portal):
    prepared = manage(portal, "demo", "--no-server", "--no-sample-data", **PASSWORD)
    served = start(portal, *SERVED, **KEY)

    assert "public facts only" in prepared.stdout
    assert served.returncode == 1
    assert "holds demo accounts and DEBUG is off" in served.stderr


def test_public_facts_alone_can_be_served(portal):
    served = start(portal, *SERVED, **KEY)

    assert (served.returncode, served.stderr) == (0, "")


def test_nothing_starts_without_a_secret_key(tmp_path):
    served = start(tmp_path / "none.sqlite3", *SERVED)

    assert served.returncode == 1
    assert "SECRET_KEY is not set" in served.stderr


def test_demo_does_not_run_with_debug_off(tmp_path):
    refused = manage(tmp_path / "none.sqlite3", "demo", DEBUG="0", **KEY)

    assert refused.returncode == 1
    assert "does not run with DEBUG=0" in refused.stderr
