"""Can fifty officers record a reading at the same moment, and is nothing lost?

`python -m benchmarks.writers [--writers 50] [--rounds 10] [--seconds 30]
[--only postgresql]`; `--quick` is a small one, to see that it works.

Each writer is an officer with a session and a city, alone with it or among five, and
does what a browser does over HTTP: opens the page of an indicator, sends its form. On
PostgreSQL with what an operator has (what is committed lies on the disk), then on
SQLite, the production server with two workers answers

- one writer alone, to compare with;
- the burst, which is judged: all send at the same moment, round after round, while
  nobody else's page is being drawn. On PostgreSQL the 95th percentile of all but the
  first round is at most 300 ms; load and database share the processors with the server;
- the steady case: each opens its page, thinks for one to three seconds, and sends.

Lost is nothing: whatever was answered with 302 stands at its own place in the chain,
the ledger has no gap, and `verify_ledger` agrees. Nobody is refused, and nothing in the
server's log speaks of a lock. Needs PostgreSQL's server (apt-get install postgresql).
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from random import Random
from threading import Barrier

from tests.postgresql import DURABLE, temporary_server

from . import serving
from .server import PATIENCE
from .signed_in import sign_in
from .writing import Writer, p95, told_of

AT_MOST = 300  # milliseconds, on PostgreSQL, of 95 in 100
#: As many pages are opened at a time between two rounds of the burst.
OPENING = 4
DATABASES = {
    "postgresql": lambda: temporary_server(DURABLE),
    "sqlite": lambda: nullcontext(None),
}


def main():
    options = _options()
    found = [_on(name, options) for name in options.only or DATABASES]
    return int(not all(found))


def _options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=30, help="of the steady case")
    parser.add_argument("--only", action="append", choices=DATABASES)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    if options.quick:
        options.writers, options.rounds, options.seconds = 10, 3, 5
    return options


def _on(name, options):
    """Whether it holds on this database; what was found is printed."""
    with _served(name, options) as (environment, writers, log):
        alone = _alone(writers[0], options.rounds)
        burst, rates = _burst(writers, options.rounds)
        steady = _steady(writers, options.seconds)
        sent = [*alone, *(one for each in burst for one in each), *steady]
        faults = _faults(environment, sent, log.read_text())
    judged = [one for each in burst[1:] for one in each]
    times = [one.milliseconds for one in judged]
    print(f"{name}: {len(sent)} readings sent by {options.writers} writers")
    print(f"      one alone: {told_of(alone)}")
    print(f"      thinking in between: {told_of(steady)}")
    if name == "postgresql" and p95(times) > AT_MOST:
        faults.append(f"the burst's p95 is above {AT_MOST} ms")
    print(f"{'SHORT' if faults else 'ok   '} all at once: {told_of(judged)}")
    print(f"      {statistics.median(rates[1:]):.0f} recordings a second meanwhile")
    for fault in faults:
        print(f"SHORT {fault}")
    return not faults


@contextmanager
def _served(name, options):
    with (
        DATABASES[name]() as database,
        serving.installation(database) as environment,
        tempfile.TemporaryDirectory() as folder,
    ):
        accounts = sign_in(environment, "officers", options.writers)
        log = Path(folder, "log")
        with (
            log.open("w") as file,
            serving.serving(environment, log=file) as server,
        ):
            yield environment, [Writer(server, account) for account in accounts], log


def _alone(writer, rounds):
    return [_written(writer) for _round in range(rounds)]


def _written(writer):
    writer.open()
    return writer.send()


def _burst(writers, rounds):
    """What each round's writers were answered, who all sent at once, and how many of
    them a second.
    """
    together = Barrier(len(writers))

    def send(writer):
        together.wait(PATIENCE)
        return writer.send()

    found, rates = [], []
    with ThreadPoolExecutor(OPENING) as few, ThreadPoolExecutor(len(writers)) as all_of:
        for _round in range(rounds + 1):
            list(few.map(Writer.open, writers))
            began = time.monotonic()
            found.append(list(all_of.map(send, writers)))
            rates.append(len(writers) / (time.monotonic() - began))
    return found, rates


def _steady(writers, seconds):
    end = time.monotonic() + seconds

    def work(numbered):
        number, writer = numbered
        thinking, found = Random(number), []  # noqa: S311 (a pause is no secret)
        time.sleep(thinking.uniform(0, 3))
        while time.monotonic() < end:
            writer.open()
            time.sleep(thinking.uniform(1, 3))
            found.append(writer.send())
        return found

    with ThreadPoolExecutor(len(writers)) as pool:
        return [one for own in pool.map(work, enumerate(writers)) for one in own]


def _faults(environment, sent, log):
    """What went wrong, in words; nothing, if all that was sent stands in the chain."""
    code = "from benchmarks.recorded import tell; tell()"
    done = serving.manage(
        environment, "shell", "-c", code, stdout=subprocess.PIPE, text=True
    )
    told = json.loads(done.stdout)
    kept = {one.note for one in sent if one.status == 302}
    found = [note for note in told["notes"] if note in kept]
    checked = serving.manage(environment, "verify_ledger", check=False)
    checks = {
        f"{len(sent) - len(kept)} were refused": len(kept) < len(sent),
        f"{len(kept - set(found))} were lost": kept - set(found),
        "some were written twice": len(found) > len(set(found)),
        "the ledger has a gap": len({told[n] for n in ("entries", "last", "head")}) > 1,
        "verify_ledger found a fault": checked.returncode,
        "the server's log speaks of a lock": "locked" in log,
    }
    return [words for words, is_so in checks.items() if is_so]


if __name__ == "__main__":
    sys.exit(main())
