"""Is anything lost when web server and worker are killed in the midst of writing?

`python -m drills.kills [--times 200] [--database sqlite|postgresql] [--seed N]`

The portal is served as in production, with a worker beside it. Officers record readings
and hand in files, a secretary asks for reports (each twice at once) and takes in large
files. At random moments the web server, the worker or both are ended by SIGKILL, all
their processes at once, and started again. Then it is waited until every job has ended,
and looked whether

- each acknowledged reading, file and import is there once, with its ledger entry;
- each file that a row names is whole, and what no row names goes by the sweep;
- each report that was asked for has one row, and was made, and its file is whole, or
  says why not;
- `verify_ledger` passes, and once a worker lived, no job was without one for more than
  two minutes;
- nobody was answered with the fault of the program (500), each page had its form, and
  nothing ended by itself;
- something of every kind was acknowledged, and with a hundred kills and more, answers
  and jobs broke off and there were as many readings as kills: else nothing was shown.

Printed are counts and the longest times; ends with 1 where anything is amiss.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from contextlib import nullcontext

from benchmarks import serving
from benchmarks.signed_in import sign_in
from tests.postgresql import temporary_server

from .kill_load import Writers
from .kill_processes import Processes

OFFICERS = 4
#: Seconds between two kills, at random.
PAUSE = (0.5, 4)
#: Seconds: a start, and until a job that broke off is begun again.
START, AGAIN = 30, 120
#: Seconds for all that waits after the last kill: three times taken up, and done.
ALL = 3 * AGAIN + 300
#: So many kills are bound to break something off.
MANY = 100
KINDS = ("web", "worker", "web", "worker", "both")


def main():
    asked = _asked()
    print(f"seed {asked.seed}, {asked.times} kills, {asked.database}", flush=True)
    is_server = asked.database == "postgresql"
    with (
        temporary_server() if is_server else nullcontext() as address,
        serving.installation(address, TASK_QUEUE="database", VIRUS_SCAN="off") as told,
        tempfile.TemporaryFile("w+b") as log,
    ):
        _run_inside(told, "prepare")
        found = _drill(told, asked, log)
        judged = _judged(told, found.pop("told"))
        found |= {**judged, "faults": [*found["faults"], *judged["faults"]]}
        _verify(told, found)
        log.seek(0)
        found["faults"] += _not_shown(found, asked.times)
        return _tell(found, log.read().decode(errors="replace"))


def _asked():
    parser = ArgumentParser(prog="python -m drills.kills")
    parser.add_argument("--times", type=int, default=200)
    databases = ("sqlite", "postgresql")
    parser.add_argument("--database", choices=databases, default="sqlite")
    seed = random.SystemRandom().getrandbits(20)
    parser.add_argument("--seed", type=int, default=seed)
    return parser.parse_args()


def _drill(told, asked, log):
    dice = random.Random(asked.seed)  # noqa: S311 (moments, no secret)
    accounts = sign_in(told, "officers", OFFICERS), sign_in(told, "secretaries", 2)
    here, kills, longest = Processes(told, log), dict.fromkeys(KINDS, 0), 0
    writers = Writers(here.server)
    writers.start(*accounts)
    try:
        for number in range(asked.times):
            time.sleep(dice.uniform(*PAUSE))
            kind = dice.choice(KINDS)
            kills[kind] += 1
            longest = max(longest, here.kill(kind))
            _show(number + 1, asked.times)
        writers.stop()
        waited = _wait_for_jobs(told)
    finally:
        writers.over.set()
        here.stop()
    return {
        "told": writers.told(),
        "kills": kills,
        "broken answers": writers.broken,
        "faults": [*writers.faults, *here.faults],
        "longest start": longest,
        "jobs": waited,
        "statuses": sorted(writers.statuses),
    }


def _wait_for_jobs(told):
    """Seconds until no job is left, how many had to be begun more than once, and how
    long one was without a worker at most, since nothing is killed any more.
    """
    began, silent = time.monotonic(), 0
    while True:
        found, waited = _run_inside(told, "tell_left"), time.monotonic() - began
        silent = max(silent, min(found["silent"], waited))
        if not found["left"] or waited > ALL:
            return {**found, "silent": silent, "seconds": waited}
        time.sleep(2)


def _run_inside(told, function, said=None):
    code = f"from drills.survivors import {function}; {function}()"
    text = None if said is None else json.dumps(said)
    how = {"stdout": subprocess.PIPE, "text": True, "input": text}
    done = serving.manage(told, "shell", "-c", code, **how)
    return json.loads(done.stdout) if done.stdout else None


def _judged(told, said):
    found = _run_inside(told, "judge", said)
    return {**found, "acknowledged": {kind: len(each) for kind, each in said.items()}}


def _verify(told, found):
    how = {"check": False, "stdout": subprocess.PIPE, "text": True}
    done = serving.manage(told, "verify_ledger", **how)
    if done.returncode:
        found["faults"].append(f"verify_ledger: {done.stdout}")


def _not_shown(found, times):
    """What happened too seldom for its loss to be seen."""
    acknowledged = found["acknowledged"]
    least = dict.fromkeys(acknowledged, 1)
    if times >= MANY:
        least |= {"readings": times, "broken answers": 1, "jobs begun again": 1}
    told = {
        **acknowledged,
        "broken answers": found["broken answers"],
        "jobs begun again": found["jobs"]["again"],
    }
    for kind, count in least.items():
        if told[kind] < count:
            yield f"{told[kind]} {kind} (at least {count}), so nothing was shown"


def _tell(found, log):
    faults, jobs = found.pop("faults"), found["jobs"]
    if jobs["left"]:
        faults.append(f"{jobs['left']} jobs were not ended after {ALL} s")
    if jobs["silent"] > AGAIN:
        faults.append(f"a job was silent for {jobs['silent']:.0f} s (at most {AGAIN})")
    if 500 in found["statuses"]:
        faults.append("somebody was answered with the fault of the program")
    if found["longest start"] > START:
        faults.append(f"a start took {found['longest start']:.0f} s (at most {START})")
    for name, value in found.items():
        print(f"{name}: {value}")
    for line in sorted({line for line in log.splitlines() if "Error" in line})[:10]:
        print(f"     log: {line[:200]}")
    for fault in faults:
        print(f"LOST {fault}")
    print("ok   nothing was lost" if not faults else "*** something was lost")
    return int(bool(faults))


def _show(number, total):
    if sys.stdout.isatty():
        print(f"\r{number} of {total}", end="", flush=True)


if __name__ == "__main__":
    sys.exit(main())
