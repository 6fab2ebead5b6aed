"""Does it hold 500 cities with ten years of readings as it holds five?

`python -m benchmarks.scale [--cities 500] [--months 120] [--postgresql] [--keep DIR]`
makes two installations (big_installation.py): five cities, then many, each with the
same months of readings, on SQLite or on a PostgreSQL server of its own. Two processes
then draw the same pages in turns, without the memory of drawn pages (KEPT_PAGES=0), so
that what disturbs the machine disturbs both. A page's time is the shortest of all: the
speed of a machine that others share drifts. Each is drawn again and again, and as the
first after a write, which finds nothing remembered. Judged are, both ways,

- a city's page with everything on it: at most 1.3 times the time with five cities;
- home, lists and tables: at most 2 times, since all of them are paged;
- each of them: no more queries than with few cities (fewer where the page of many ends
  before a part that few leave room for);
- the readiness of all cities as of today, and of a day in the middle: within 1 s.

It ends with 1 if one falls short. With --keep the databases stay in a folder and are
used again; making the big one takes some ten minutes and 5 GB on two cores.
"""

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from contextlib import closing, nullcontext
from pathlib import Path
from typing import NamedTuple

import psycopg2

from tests.postgresql import temporary_server

from .neutral import neutral

FEW = 5
ROUNDS = 8
CITY, LIST, READINESS = 1.3, 2, 1  # times, times, seconds


def main():
    asked = _asked()
    counts = FEW, asked.cities
    with _folder(asked.keep) as folder, _server(asked.postgresql) as server:
        environments = [
            _environment(folder, server, count, asked.months) for count in counts
        ]
        for environment, count in zip(environments, counts, strict=True):
            _fill(environment, count, asked.months)
        with _Process(environments[0]) as few, _Process(environments[1]) as many:
            is_short = _pages(few, many) + _readiness(few, many)
    sys.exit(int(is_short > 0))


def _asked():
    parser = ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--cities", type=int, default=500)
    parser.add_argument("--months", type=int, default=120)
    parser.add_argument(
        "--postgresql",
        nargs="?",
        const="",
        help="on a server made for it, or on the one at this address",
    )
    parser.add_argument("--keep", type=Path, help="where the databases stay")
    return parser.parse_args()


def _folder(keep):
    if keep is None:
        return tempfile.TemporaryDirectory(prefix="creativecity-scale-")
    keep.mkdir(parents=True, exist_ok=True)
    return nullcontext(keep)


def _server(asked):
    return temporary_server() if asked == "" else nullcontext(asked)


def _environment(folder, server, cities, months):
    name = f"scale_{cities}_{months}"
    url = f"sqlite:///{folder}/{name}.sqlite3"
    if server:
        url = f"{server.rpartition('/')[0]}/{name}"
        _make_database(server, name)
    return {
        **neutral(),
        "DATABASE_URL": url,
        "MEDIA_ROOT": f"{folder}/media",
        "DEBUG": "1",
        "KEPT_PAGES": "0",
        "REMEMBERED": "4",
        "DEMO_PASSWORD": "only for this benchmark",
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "ERROR",
        "API_RATE": "0",  # one address asks for all of it
    }


def _make_database(server, name):
    connection = psycopg2.connect(server)
    connection.autocommit = True  # no database is made within a transaction
    with closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name}")


def _fill(environment, cities, months):
    """Where it is filled already it is left as it is."""
    command = [sys.executable, "-m", "benchmarks.big_installation"]
    command += [f"--cities={cities}", f"--months={months}", "--if-empty"]
    subprocess.run(command, env=environment, check=True)


class _Process:
    """A process with one of the installations: one question a line, one answer."""

    def __init__(self, environment):
        command = [sys.executable, "-m", "benchmarks.scale_pages"]
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, **question):
        print(json.dumps(question), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"*** {question} was not answered")
        return json.loads(answer)


def _pages(few, many):
    """How many pages fall short; a line for each."""
    short = 0
    print(
        "     page, who reads it (KB of many): ms of few and of many cities, queries; "
        "the same as the first after a write"
    )
    for number, page in enumerate(many.ask(what="pages")):
        bound = CITY if page["is_city"] else LIST
        rounds = _rounds(number, few, many)
        again, first = (_told(way, rounds, bound) for way in ("again", "first"))
        is_fine = again.is_fine and first.is_fine
        short += not is_fine
        size = rounds[-1][1]["bytes"] / 1024
        print(
            f"{_mark(is_fine)} {page['words']} ({size:.0f}): {again.words} (at most "
            f"{bound} times); {first.words}",
            flush=True,
        )
    return short


def _rounds(number, *processes):
    """What each process answers, in turns."""
    return [
        [process.ask(what="page", number=number) for process in processes]
        for _round in range(ROUNDS)
    ]


class _Told(NamedTuple):
    is_fine: bool
    words: str


def _told(way, rounds, bound):
    """Of each process its quickest answer; the queries are those of the last."""
    one, other = (
        min(each[way]["seconds"] for each in own) for own in zip(*rounds, strict=True)
    )
    few, many = (each[way]["queries"] for each in rounds[-1])
    times = other / one
    return _Told(
        times <= bound and many <= few,
        f"{1000 * one:.0f} {1000 * other:.0f}, {times:.2f} times, {few} {many} queries",
    )


def _readiness(few, many):
    short = 0
    for number, day in enumerate(many.ask(what="days")):
        one, other = _best_readiness(number, few, many)
        is_fine = other <= READINESS
        short += not is_fine
        print(
            f"{_mark(is_fine)} readiness of all cities as of {day}: {one:.3f} s, "
            f"{other:.2f} s (at most {READINESS})"
        )
    return short


def _best_readiness(number, *processes):
    return [
        min(process.ask(what="readiness", number=number) for _round in range(ROUNDS))
        for process in processes
    ]


def _mark(is_fine):
    return "ok  " if is_fine else "SHORT"


if __name__ == "__main__":
    main()
