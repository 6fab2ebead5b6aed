"""Which production server: Granian or gunicorn, and with how many threads a worker?

`python -m benchmarks.servers [--seconds 4] [--postgresql]` serves the public facts in
turn by Granian with one, two and four threads a worker and by gunicorn (sync, and
gthread with four), two workers each, on this machine alone, and prints beside each
other

- how many a second are answered of a bare view, of a city's page that is kept, and of
  the same page drawn anew (wrk, 16 connections; the middle of three);
- what a worker takes (MB), and how much more after bodies of 50 MB, with their speed;
- how long a small page takes at most while 20 clients send their request's head letter
  by letter;
- how many answers broke when the server was told to stop (SIGTERM) under load.

Quickest is who draws most pages anew among those that break no answer and are held up
by nobody (a second at most); a tie within a tenth goes to the quicker bare view. It
falls short where what deploy/ takes is not among those, or another server is quicker by
more than a tenth. gunicorn is installed into a folder of its own from
`requirements-gunicorn.txt`; the portal does not need it.
"""

import argparse
import os
import statistics
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql import DURABLE, temporary_server

from . import serving, stopping
from .load import load
from .server import LOOPBACK, free_port

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "gunicorn"
LOCKED = ROOT / "requirements-gunicorn.txt"
PAGE = "/th/cities/nan/"
GZIP = "Accept-Encoding: gzip"
ROUNDS = 3
#: Seconds that a small page may take beside slow clients.
HELD_UP = 1


@dataclass(frozen=True)
class Found:
    bare: float  # answers a second
    kept: float
    anew: float
    memory: float  # MB
    uploads: float  # MB a second
    more: float  # MB more after them
    beside_slow: float  # seconds
    whole: int
    broken: int

    def is_sound(self):
        is_whole = self.whole > 0 and self.broken == 0
        return is_whole and self.beside_slow <= HELD_UP


def granian(threads):
    how = {"threads": threads, "app": serving.BARE}
    return lambda environment: serving.start(environment, **how)


def gunicorn(*options):
    def start(environment):
        port = free_port()
        line = [sys.executable, "-m", "gunicorn", "--workers=2", *options]
        line += [f"--bind={LOOPBACK}:{port}", "--log-level=critical", serving.BARE]
        path = os.pathsep.join([str(FOLDER), str(ROOT)])
        return serving.launch(line, {**environment, "PYTHONPATH": path}, port)

    return start


CANDIDATES = {
    "Granian, 1": granian(1),
    "Granian, 2": granian(2),
    "Granian, 4": granian(4),
    "gunicorn sync": gunicorn(),
    "gunicorn gthread, 4": gunicorn("--worker-class=gthread", "--threads=4"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=4, help="of each load")
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    asked = parser.parse_args()
    install()
    database = temporary_server(DURABLE) if asked.postgresql else nullcontext(None)
    with database as url, serving.installation(url) as environment:
        found = {}
        for name, start in CANDIDATES.items():
            found[name] = _measure(start, environment, asked.seconds)
            print(_line(name, found[name]), flush=True)
        threads = serving.threads_for(environment["DATABASE_URL"])
    return _judge(found, f"Granian, {threads}")


def install():
    if FOLDER.exists() and FOLDER.stat().st_mtime >= LOCKED.stat().st_mtime:
        return
    print("Installing gunicorn", flush=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade"]
    command += ["--disable-pip-version-check", "--require-hashes", "--no-deps"]
    command += ["--target", FOLDER, "--requirement", LOCKED]
    subprocess.run(command, check=True)
    FOLDER.touch()


def _measure(start, environment, seconds):
    server = start({**environment, "KEPT_PAGES": "16"})
    try:
        bare, kept = (_a_second(server, path, seconds) for path in ("/bare/", PAGE))
        slow = stopping.beside_slow_clients(server)
        memory = max(server.memory())
        uploads, more = stopping.sent_much(server)
    finally:
        server.stop()
    server = start({**environment, "KEPT_PAGES": "0"})
    try:
        anew = _a_second(server, PAGE, seconds)
        whole, broken = stopping.broken_at_stop(server, PAGE)
    finally:
        if server.process.poll() is None:
            server.stop()
    return Found(bare, kept, anew, memory, uploads, more, slow, whole, broken)


def _a_second(server, path, seconds):
    loads = [
        load(server.address + path, seconds=seconds, headers=[GZIP])
        for _round in range(ROUNDS)
    ]
    return statistics.median(one.per_second for one in loads)


def _line(name, found):
    return (
        f"     {name}: bare {found.bare:.0f}, kept {found.kept:.0f}, drawn anew "
        f"{found.anew:.0f} a second ({found.anew / found.bare:.3f} of bare); "
        f"{found.memory:.0f} MB a worker, {found.more:+.0f} after bodies of 50 MB "
        f"({found.uploads:.0f} MB/s); beside slow clients {found.beside_slow:.2f} s; "
        f"stopped: {found.broken} of {found.whole + found.broken} broken"
    )


def _judge(found, ours):
    """`ours` is what deploy/ takes; how many threads of it, it says why elsewhere."""
    sound = {name: one for name, one in found.items() if one.is_sound()}
    if ours not in sound:
        print(f"SHORT {ours} breaks answers, or is held up by slow clients")
        return 1
    quickest = max(one.anew for one in sound.values())
    near = {n: one for n, one in sound.items() if one.anew >= 0.9 * quickest}
    first = max(near, key=lambda name: near[name].bare)
    is_other = not any(_program(name) == _program(ours) for name in near)
    print(f"{'SHORT' if is_other else 'ok   '} quickest: {first}; deploy/ has {ours}")
    return int(is_other)


def _program(name):
    return name.partition(",")[0]


if __name__ == "__main__":
    sys.exit(main())
