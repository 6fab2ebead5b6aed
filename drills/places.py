"""Installations of a drill: each a database of its own kind, and a folder of files."""

import os
import re
import secrets
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2

from benchmarks.neutral import neutral
from tests.postgresql import server_folder, temporary_server
from tests.processes import copy_whole

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
PASSWORD = "only for this drill"


@dataclass(frozen=True)
class Place:
    """An installation: what it is called, and its environment."""

    name: str
    kind: str
    environment: dict

    def manage(self, *line):
        return self.run("manage.py", *line)

    def run(self, *line):
        """Run Python with these arguments to its end; a Done. Ends the drill if it
        fails.
        """
        done = self.try_out(*line)
        if done.status:
            sys.exit(f"{self.name}: {' '.join(map(str, line))}\n{done.told}")
        return done

    def try_out(self, *line):
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *map(str, line)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        told = process.stdout.read()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds, megabytes = time.monotonic() - began, used.ru_maxrss / 1024
        return Done(process.returncode, told, seconds, megabytes)


@dataclass(frozen=True)
class Done:
    """How a command ended, what it said, how long it took, and its memory at most."""

    status: int
    told: str
    seconds: float
    megabytes: float

    def number(self, pattern):
        return int(re.search(pattern, self.told)[1].replace(",", ""))


@dataclass(frozen=True)
class Ground:
    """Where places are made; `server` is the address of PostgreSQL's, if it is here."""

    folder: Path
    server: str | None
    left_out: tuple[str, ...] = ()  # in words, what a drill could not look at

    def kinds(self):
        return [SQLITE, POSTGRESQL] if self.server else [SQLITE]

    def place(self, name, kind, like=None):
        """A new one, without a table yet; or with the tables and rows of another."""
        files = self.folder / f"{name}.files"
        files.mkdir()
        address = f"sqlite:///{self.folder}/{name}.sqlite3"
        if kind == POSTGRESQL:
            address = self._new_database(name, like)
        elif like:
            copy_whole(_database(like), self.folder / f"{name}.sqlite3")
        told = {
            **neutral(),
            "DATABASE_URL": address,
            "MEDIA_ROOT": str(files),
            # Sample data is restored here, which no portal with DEBUG=0 serves.
            "DEBUG": "1",
            "SECRET_KEY": "k" * 50,
            "DEMO_PASSWORD": PASSWORD,
            "LOG_LEVEL": "ERROR",
            "VIRUS_SCAN": "off",
        }
        return Place(name, kind, told)

    def _new_database(self, name, like):
        named = f"{name.replace('-', '_')}_{secrets.token_hex(3)}"
        opened = psycopg2.connect(self.server)
        opened.autocommit = True
        with opened.cursor() as cursor:
            template = f" TEMPLATE {_database(like)}" if like else ""
            cursor.execute(f"CREATE DATABASE {named}{template}")
        opened.close()
        return f"{self.server.rpartition('/')[0]}/{named}"


def _database(place):
    """The file of a database of SQLite's, the name of one of PostgreSQL's."""
    address = place.environment["DATABASE_URL"]
    is_file = place.kind == SQLITE
    return address.removeprefix("sqlite:///") if is_file else address.rpartition("/")[2]


@contextmanager
def ground(*, with_server=True):
    """A folder, and a PostgreSQL server where it is installed."""
    is_there = with_server and server_folder()
    missing = with_server and not is_there
    left_out = ("PostgreSQL (apt-get install postgresql)",) if missing else ()
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="creativecity-drill-"))
        server = temporary_server() if is_there else nullcontext()
        yield Ground(Path(folder), stack.enter_context(server), left_out)
