"""What is measured and drilled serves with the threads that an operator's has."""

import re

import pytest

from benchmarks.serving import ALONE, DEPLOYED, threads_for
from tests.deploy.installed import DEPLOY


@pytest.mark.parametrize(
    ("database", "threads"),
    [
        ("sqlite:////var/portal.sqlite3", ALONE),
        ("postgres://portal@127.0.0.1:5432/portal", DEPLOYED),
        ("postgresql://portal@a:5432,b:5432/portal", DEPLOYED),
    ],
)
def test_a_worker_has_the_threads_that_its_database_wants(database, threads):
    assert threads_for(database) == threads


@pytest.mark.parametrize("file", ["systemd/portal-web.service", "Containerfile"])
def test_they_are_those_that_are_deployed(file):
    found = re.search(r"--blocking-threads (\d+)", (DEPLOY / file).read_text())

    assert int(found[1]) == DEPLOYED
