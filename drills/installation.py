"""A portal put up as docs/deployment.md has it, in a folder of its own."""

import os
import re
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.server import PATIENCE, free_port, wait_for

from .proxy import ROOT, ask

#: What a release consists of.
PARTS = (
    *("creativecity", "cities", "programmes", "templates", "static", "deploy", "docs"),
    *("manage.py", "requirements.txt"),
)
TOKEN = secrets.token_urlsafe(30)
WORKERS = 2


@dataclass
class Place:
    """Where this drill puts what the guide puts under /opt, /etc, /var and /run."""

    folder: Path
    database: str  # the address of PostgreSQL's own role

    def __post_init__(self):
        for name in ("releases", "etc", "media", "backups", "run/metrics", "proxy"):
            (self.folder / name).mkdir(parents=True)
        self.passwords = {role: secrets.token_hex(24) for role in ("portal", "owner")}
        self.plain, self.tls, self.watch = (free_port() for _port in range(3))

    @property
    def current(self):
        return self.folder / "current"

    def address(self, role, database="portal"):
        """Of a database, for the application or for the owner of the tables."""
        name = "portal" if role == "portal" else "portal_owner"
        host = self.database.partition("@")[2].partition("/")[0]
        return f"postgres://{name}:{self.passwords[role]}@{host}/{database}"

    def environment(self, **more):
        """What the scripts of deploy/ are told of other paths than the guide's."""
        return {
            **{
                name: os.environ[name]
                for name in ("PATH", "HOME")
                if name in os.environ
            },
            "PORTAL_BASE": str(self.folder),
            "PORTAL_ROOT": str(self.current),
            "PORTAL_CONFIG": str(self.folder / "etc"),
            "PORTAL_USER": "root",
            "PORTAL_OWNER": "root",
            "PORTAL_NO_SYSTEMD": "1",
            **more,
        }

    def run(self, script, *options, **more):
        """A script of deploy/, in the release in use or in the one that it is given."""
        where = self.current if self.current.exists() else Path(options[-1])
        return _run(where / "deploy" / script, *options, env=self.environment(**more))

    def settings(self):
        lines = (self.folder / "etc/portal.env").read_text().splitlines()
        pairs = (line.split("=", 1) for line in lines if line[:1].isupper())
        return {name: value.strip("'") for name, value in pairs}

    def ask(self, path, **how):
        return ask(self.folder / "proxy", self.tls, path, **how)

    def ask_as_watcher(self, path, **how):
        return ask(self.folder / "proxy", self.watch, path, tls=False, **how)


def _run(*line, **how):
    how = {"check": True, "text": True, "stdout": subprocess.PIPE} | how
    return subprocess.run([str(part) for part in line], **how).stdout


def psql(place, sql, database="postgres", **how):
    address = place.database.rpartition("/")[0] + f"/{database}"
    line = [shutil.which("psql"), "--quiet", "--set=ON_ERROR_STOP=1", address]
    return _run(*line, "--tuples-only", "--no-align", input=sql, **how)


def unpack(place, name):
    release = place.folder / "releases" / name
    release.mkdir()
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
        copy(ROOT / part, release / part)
    # The parts are not installed twice: the release finds them where they are here.
    (release / ".venv").symlink_to(sys.prefix)
    return release


@contextmanager
def portal(place):
    """By the command of its unit."""
    unit = (place.current / "deploy/systemd/portal-web.service").read_text()
    command = re.search(r"^ExecStart=/bin/sh -c '(.+?)'$", unit, re.M | re.S)[1]
    command = command.replace("\\\n", " ").replace("$$", "$")
    command = command.replace("/run/portal", str(place.folder / "run"))
    metrics = {"PROMETHEUS_MULTIPROC_DIR": str(place.folder / "run/metrics")}
    with (place.folder / "web.log").open("a") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command],
            cwd=place.current.resolve(),
            env={
                **place.environment(),
                **place.settings(),
                **metrics,
                "WEB_WORKERS": str(WORKERS),
            },
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(lambda: _is_up(place), "the portal behind nginx", 3 * PATIENCE)
        yield process
    finally:
        process.terminate()
        how = process.wait(PATIENCE)
    assert how == 0, f"the server ended with {how} when it was told to stop"


def _is_up(place):
    with suppress(OSError):
        return place.ask("/healthz")[0] == 200
    return False
