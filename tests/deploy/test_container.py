"""The Containerfile copies and calls what is there; no engine runs here."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.core.management import get_commands

from drills.proxy import as_nginx_reads

from .installed import DEPLOY, ROOT, program
from .test_environment import lines_of_example

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


def lines_of_guide(start):
    """What chapter 18 has typed that begins so."""
    chapter = (ROOT / "docs/deployment.md").read_text().partition("## 18.")[2]
    return [line for line in chapter.splitlines() if line.startswith(start)]


def typed(line, *paths):
    """The line, under these paths instead of a server's."""
    for there, here in paths:
        line = line.replace(there, str(here))
    subprocess.run(["sh", "-eu", "-c", line], check=True)


def test_its_settings_are_those_of_the_portal_without_quotes(tmp_path):
    """And lead to the host, and to a mark that outlives the container."""
    shutil.copy(DEPLOY / "portal.env.example", tmp_path / "portal.env")
    (tmp_path / "owner.env").write_text("DATABASE_URL='postgres://o@127.0.0.1:5432/p'")
    for line in (line for line in lines_of_guide("sed") if "/etc/portal" in line):
        typed(line, ("/etc/portal", tmp_path))

    lines = (tmp_path / "container.env").read_text().splitlines()
    told = dict(line.split("=", 1) for line in lines)
    switched_on = {name for name, _value, is_on in lines_of_example() if is_on}
    assert told.keys() == switched_on
    assert [value for value in told.values() if "'" in value] == []
    assert "@host.containers.internal:5432/" in told["DATABASE_URL"]
    assert told["CLAMD_URL"] == "tcp://host.containers.internal:3310"
    assert told["BACKUP_MARK"].startswith(re.search("^VOLUME (.+)$", TEXT, re.M)[1])
    assert (tmp_path / "container-owner.env").read_text().split() == [
        "DATABASE_URL=postgres://o@host.containers.internal:5432/p"
    ]


def test_nginx_leads_to_its_port_and_nowhere_else(tmp_path):
    deploy, folder = tmp_path / "current/deploy", tmp_path / "nginx"
    deploy.mkdir(parents=True)
    folder.mkdir()
    shutil.copy(DEPLOY / "nginx.conf", deploy)
    [line] = (line for line in lines_of_guide("sed") if "sites-available" in line)
    typed(line, ("/etc/nginx/sites-available/portal", deploy / "nginx.conf"))

    file = as_nginx_reads(folder, ports=(18080, 18443, 18099), current=deploy.parent)

    text = file.read_text()
    assert "web.sock" not in text
    assert "/static/" not in text
    assert len(re.findall(r"(?:server|http:/)[ /]127\.0\.0\.1:8000", text)) == 2
    test = [program("nginx"), "-t", "-q", "-p", folder, "-c", file]
    subprocess.run([*test, "-g", "error_log stderr;"], check=True, capture_output=True)


def test_a_backup_is_made_by_the_script_of_the_image():
    [line] = lines_of_guide("podman exec portal-web deploy/")

    assert "COPY deploy/portal-backup deploy/portal-backup" in TEXT
    assert line.split()[3:] == ["deploy/portal-backup", "/var/lib/portal/backups"]
