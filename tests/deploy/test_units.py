"""The units of systemd are understood by it, call what is there, and may do little."""

import re
import shlex
import subprocess

import pytest

from .installed import DEPLOY, ROOT, program, release_in

UNITS = sorted(
    path
    for path in (DEPLOY / "systemd").glob("*")
    if path.suffix in {".service", ".timer"}
)
SERVICES = [path.stem for path in UNITS if path.name.startswith("portal-")]
#: What `systemd-analyze security` says of a service: from 0 (nothing is open) to 10.
EXPOSED = 2.5


@pytest.fixture
def units(tmp_path):
    """The units, for a release in a folder of this test."""
    current, folder = release_in(tmp_path), tmp_path / "units"
    for path in (DEPLOY / "systemd").rglob("*"):
        if path.is_file():
            there = folder / path.relative_to(DEPLOY / "systemd")
            there.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text().replace("/opt/portal/current", str(current))
            there.write_text(text)
    return folder


def analyzed(*options):
    line = [program("systemd-analyze"), "--no-pager", *map(str, options)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_units_are_understood(units):
    """It says all that it does not understand, and ends with 0 nevertheless."""
    files = [path for path in units.iterdir() if path.is_file()]

    status, said, complaints = analyzed("verify", *files)

    ours = [line for line in complaints.splitlines() if "portal" in line]
    assert (status, said, ours) == (0, "", [])


@pytest.mark.parametrize("name", sorted(set(SERVICES)))
def test_services_may_do_little(name, units):
    _status, said, _complaints = analyzed(
        "security", "--offline=yes", units / f"{name}.service"
    )

    assert float(re.search(r"exposure level for \S+: (\S+)", said)[1]) <= EXPOSED


def test_timers_come_when_they_should(units):
    times = {
        path.stem: re.search("^OnCalendar=(.+)$", path.read_text(), re.MULTILINE)[1]
        for path in units.glob("*.timer")
    }

    assert times == {
        "portal-backup": "*-*-* 01:30:00 Asia/Bangkok",
        "portal-purge": "*-*-* 02:30:00 Asia/Bangkok",
        "portal-reminders": "*-*-* 07:00:00 Asia/Bangkok",
        "portal-verify": "Sun *-*-* 03:30:00 Asia/Bangkok",
    }
    assert {analyzed("calendar", time)[0] for time in times.values()} == {0}


def test_each_command_is_one_of_ours(units):
    """manage.py knows it, with the options that it is given."""
    texts = [path.read_text() for path in units.glob("*.service")]
    lines = re.findall("^ExecStart=.*manage.py (.+)$", "\n".join(texts), re.MULTILINE)
    commands = {shlex.split(line)[0] for line in lines}

    assert commands == {"db_worker", "purge_expired", "send_reminders", "verify_ledger"}


def test_the_server_knows_its_options(units, tmp_path):
    text = (units / "portal-web.service").read_text()
    said = subprocess.run(
        [release_in(tmp_path / "one") / ".venv/bin/granian", "--help"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    options = set(re.findall(r"(?<= )--[a-z-]+", text))
    assert {option for option in options if option not in said} == set()
    assert "--workers-kill-timeout" in options


def test_backups_are_made_by_a_user_of_its_own():
    """Drop-ins count in the order of their names, whatever folder they lie in."""
    common, own = (
        DEPLOY / "systemd" / folder / name
        for folder, name in (
            ("portal-.service.d", "common.conf"),
            ("portal-backup.service.d", "own.conf"),
        )
    )

    assert own.name > common.name
    assert re.findall("^User=(.+)$", own.read_text(), re.MULTILINE) == ["portal-backup"]
    assert re.findall("^User=(.+)$", common.read_text(), re.MULTILINE) == ["portal"]


def test_the_socket_is_open_to_the_web_server_once_the_server_runs():
    """systemd sets the folder's group anew before each process that it starts."""
    text = (DEPLOY / "systemd/portal-web.service").read_text()

    assert "ExecStartPost=+/usr/bin/chgrp www-data /run/portal" in text
    assert "ExecStartPre" not in text


def test_a_second_machine_serves_by_the_same_command_but_for_where():
    """As the guide has it typed (chapter 13)."""
    where = r"--uds \S+ --uds-permissions \S+|--host \S+ --port \S+"
    texts = DEPLOY / "systemd/portal-web.service", ROOT / "docs/deployment.md"
    commands = {
        re.sub(where, "WHERE", " ".join(_served_by(path).split())) for path in texts
    }

    [command] = commands
    assert "WHERE" in command
    assert "WEB_WORKERS" in command


def _served_by(path):
    text = path.read_text().replace("\\\n", " ")
    return re.search("^ExecStart=/bin/sh -c '(.+?)'$", text, re.MULTILINE)[1]
