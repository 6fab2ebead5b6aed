"""The portal as its operator starts it, and a load sent to it, on this machine alone.

What measures or drills it shares this: an installation in a folder of its own, the
production server on a free port of loopback, and `wrk`, bounded in count and time.
"""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

LOOPBACK = "127.0.0.1"
#: Seconds until a server has to be there, and until one has to be gone.
PATIENCE = 60
#: Threads of a worker: SQLite waits for nobody, and so gains nothing by more; with
#: PostgreSQL as deploy/portal-web.service has them.
ALONE, DEPLOYED = 1, 4
#: Where our own code lies.
PACKAGES = ("creativecity", "cities", "programmes")


@contextmanager
def installation(database=None, *, facts=True, **more):
    """The environment of a new portal with DEBUG=0; `database` is its DATABASE_URL,
    SQLite in a folder of its own without one. `more` are further settings.
    """
    with tempfile.TemporaryDirectory(prefix="creativecity-served-") as folder:
        environment = {
            **os.environ,
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
    would take 8 MB more than an operator's.
    """
    with tempfile.TemporaryDirectory(prefix="creativecity-release-") as folder:
        subprocess.run([sys.executable, "-m", "venv", f"{folder}/venv"], check=True)
        python = f"{folder}/venv/bin/python"
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        packages = ["--require-hashes", "--requirement", "requirements.txt"]
        subprocess.run(
            [python, *install, *packages], check=True, stderr=subprocess.DEVNULL
        )
        subprocess.run([python, "-m", "compileall", "-q", *PACKAGES], check=True)
        yield Path(python).parent


@dataclass
class Server:
    process: subprocess.Popen
    port: int

    @property
    def address(self):
        return f"http://{LOOPBACK}:{self.port}"

    def memory(self):
        """Megabytes that each of its workers takes: what they share, above all the
        libraries on disk, is counted once among them (PSS). How much of a file lies in
        memory beside what is used of it, and counts as resident, is up to the kernel:
        the same worker had 26 MB of them in one installation and 37 in a fresh one.
        """
        return [_of_memory(child, "smaps_rollup", "Pss") for child in self._workers()]

    def resident(self):
        """The same with all of what it shares, as /metrics tells it (RSS)."""
        return [_of_memory(child, "status", "VmRSS") for child in self._workers()]

    def _workers(self):
        return children(self.process.pid)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)

    def kill(self):
        """All of it at once, as if the power had gone."""
        for child in self._workers():
            _kill(child)
        self.process.kill()
        self.process.wait(PATIENCE)


def children(pid):
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _of_memory(pid, file, name):
    told = Path(f"/proc/{pid}/{file}").read_text()
    return int(re.search(rf"^{name}:\s+(\d+)", told, re.MULTILINE)[1]) / 1024


def _kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def start(
    environment,
    *,
    workers=2,
    threads=ALONE,
    app="creativecity.wsgi:application",
    port=None,
    log=None,
    programs=None,
):
    """Start the production server; it answers when this returns.

    `programs` is where granian lies: beside this Python, or in a `release`.
    """
    port = port or free_port()
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


def status_of(address, timeout=10):
    """The status that an address answers with; None where nobody answers."""
    host, _slash, path = address.removeprefix("http://").partition("/")
    asked = HTTPConnection(host, timeout=timeout)
    try:
        asked.request("GET", f"/{path}")
        return asked.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        asked.close()


def wait_for(is_so, what, seconds=PATIENCE):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return
        time.sleep(0.05)
    raise TimeoutError(f"{what} was not there within {seconds} s.")


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Load:
    per_second: float
    p95: float  # milliseconds
    answers: int


#: What wrk is told to print at its end; its own table knows no 95th percentile.
REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("found %f %f %d %d\\n",
    summary.requests / summary.duration * 1e6, latency:percentile(95) / 1000,
    summary.requests, e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def load(address, *, seconds=5, connections=16, headers=()):
    """What one address answers under load, by wrk. Ends the benchmark at an answer of
    400 or above, or a connection that broke: a fault is quickly given.
    """
    if not shutil.which("wrk"):
        sys.exit("*** LEFT OUT: this needs wrk (apt-get install wrk).")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(REPORT)
        script.flush()
        line = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script.name]
        line += ["--timeout", "30s"]  # slow is told by the rate, and is no fault
        line += [part for header in headers for part in ("-H", header)]
        done = subprocess.run(
            [*line, address], check=True, capture_output=True, text=True
        )
    found = re.search(r"^found (\S+) (\S+) (\d+) (\d+)$", done.stdout, re.MULTILINE)
    if faults := int(found[4]):
        sys.exit(f"*** {address}: {faults} of {found[3]} answers were faults")
    return Load(float(found[1]), float(found[2]), int(found[3]))
