"""The Containerfile copies and calls what is there; no engine runs here."""

import re
import subprocess
import sys
from pathlib import Path

from django.core.management import get_commands

from .installed import DEPLOY, ROOT

TEXT = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
IGNORED = (ROOT / ".containerignore").read_text().split()


def test_each_path_it_copies_is_there_and_not_ignored():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", TEXT, re.MULTILINE)
    paths = [path for line in copied for path in line.split()]

    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert [path for path in paths if f"!{path}" not in IGNORED] == []


def test_all_that_the_program_is_made_of_is_copied():
    assert {"creativecity", "cities", "programmes", "templates", "static"} <= set(
        re.findall(r"^COPY (\w+) ", TEXT, re.MULTILINE)
    )


def test_each_command_it_calls_is_there():
    called = set(re.findall(r"manage\.py (\w+)", TEXT))

    assert called == {"build_assets", "collectstatic"}
    assert called <= set(get_commands())
    assert Path(sys.executable).with_name("granian").exists()


def test_the_server_knows_its_options():
    granian = Path(sys.executable).with_name("granian")
    said = subprocess.run(
        [granian, "--help"], capture_output=True, text=True, check=True
    ).stdout
    line = re.search("exec granian (.+)creativecity", TEXT)[1]

    assert [each for each in re.findall("--[a-z-]+", line) if each not in said] == []


def test_it_runs_as_nobody_who_may_write_the_program():
    last = TEXT.rpartition("FROM ")[2]

    assert re.findall("^USER (.+)$", last, re.MULTILINE) == ["portal"]
    assert "HEALTHCHECK" in last
    assert "COPY --from=build /opt/portal /opt/portal" in last
    assert "--chown" not in last


def test_what_it_builds_needs_neither_database_nor_secret():
    environment = {
        "DEBUG": "0",
        "SECRET_KEY": "not-used-to-build",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none",
    }
    line = [sys.executable, "-W", "ignore", "manage.py", "collectstatic", "--dry-run"]
    done = subprocess.run(
        [*line, "--no-input"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
