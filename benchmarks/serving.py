"""The portal as its operator starts it, on this machine alone.

What measures or drills it shares this: an installation in a folder of its own, and the
production server on a free port of loopback.
"""

import secrets
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .neutral import neutral
from .server import LOOPBACK, Server, free_port, status_of, wait_for

#: Threads of a worker: SQLite waits for nobody, and so gains nothing by more; with
#: PostgreSQL as deploy/systemd/portal-web.service has them.
ALONE, DEPLOYED = 1, 4
#: The portal, and a view beside its own that says "hello" at /bare/.
BARE = "benchmarks.bare:application"
#: Where our own code lies.
PACKAGES = ("creativecity", "cities", "programmes")


def threads_for(database):
    """How many threads a worker has in production; `database` is its DATABASE_URL."""
    return DEPLOYED if database.startswith("postgres") else ALONE


@contextmanager
def installation(database=None, *, facts=True, **more):
    """The environment of a new portal with DEBUG=0; `database` is its DATABASE_URL,
    SQLite in a folder of its own without one. `more` are further settings.
    """
    with tempfile.TemporaryDirectory(prefix="creativecity-served-") as folder:
        environment = {
            **neutral(),
            "DEBUG": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": LOOPBACK,
            "SECURE_SSL_REDIRECT": "0",  # there is no proxy here that would speak TLS
            "DATABASE_URL": database or f"sqlite:///{folder}/portal.sqlite3",
            "MEDIA_ROOT": f"{folder}/media",
            "LOG_LEVEL": "ERROR",
            "PYTHONUNBUFFERED": "1",
            **more,
        }
        manage(environment, "migrate", "--no-input")
        if facts:
            manage(environment, "load_facts")
        manage(environment, "build_assets")
        manage(environment, "collectstatic", "--no-input")
        yield environment


def manage(environment, command, *options, **how):
    """Run a command of the portal, quietly, unless `how` says otherwise."""
    how = {"check": True, "stdout": subprocess.DEVNULL} | how
    line = [sys.executable, "-W", "ignore", "manage.py", command, "--verbosity=0"]
    return subprocess.run([*line, *options], env=environment, **how)


def fill_city(environment, slug):
    """Give a city something on each part of its page."""
    code = f"from benchmarks.filled_city import fill; fill({slug!r})"
    manage(environment, "shell", "-c", code)


@contextmanager
def release():
    """Where the programs of a release lie (deploy/portal-release), for `start`: nothing
    is there that only developers need, and all is compiled.

    Libraries take up what they find beside them: with the tests' packages a worker
    would take 8 MB more than an operator's. They come from the package index, or from
    what pip keeps of it.
    """
    with tempfile.TemporaryDirectory(prefix="creativecity-release-") as folder:
        subprocess.run([sys.executable, "-m", "venv", f"{folder}/venv"], check=True)
        python = f"{folder}/venv/bin/python"
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        packages = ["--require-hashes", "--requirement", "requirements.txt"]
        done = subprocess.run(
            [python, *install, *packages], check=False, stderr=subprocess.PIPE
        )
        if done.returncode:
            sys.exit(f"*** A release was not made: {done.stderr.decode()[-500:]}")
        subprocess.run([python, "-m", "compileall", "-q", *PACKAGES], check=True)
        yield Path(python).parent


def start(
    environment,
    *,
    workers=2,
    threads=None,
    app="creativecity.wsgi:application",
    port=None,
    log=None,
    programs=None,
):
    """Start the production server; it answers when this returns.

    A worker has as many threads as its database wants, unless `threads` says otherwise;
    `programs` is where granian lies: beside this Python, or in a `release`.
    """
    port = port or free_port()
    threads = threads or threads_for(environment["DATABASE_URL"])
    programs = programs or Path(sys.executable).parent
    line = [programs / "granian", "--interface=wsgi", "--no-ws", f"--workers={workers}"]
    line += [f"--blocking-threads={threads}", f"--port={port}", f"--host={LOOPBACK}"]
    return launch([*line, app], environment, port, log)


def launch(line, environment, port, log=None):
    """Start a server by its command line; it answers when this returns."""
    process = subprocess.Popen(
        [str(part) for part in line],
        env=environment,
        stdout=log or subprocess.DEVNULL,
        stderr=subprocess.STDOUT if log else subprocess.DEVNULL,
    )
    server = Server(process, port)
    try:
        wait_for(lambda: status_of(server.address + "/healthz") == 200, "the portal")
    except TimeoutError:
        server.kill()
        raise
    return server


@contextmanager
def serving(environment, **how):
    server = start(environment, **how)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
