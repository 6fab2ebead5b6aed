"""Does the portal stay level when it is asked for ten minutes?

`python -m benchmarks.soak [--minutes 10] [--per-second 20] [--postgresql]` serves the
public facts as in production, by two workers, and sends 20 requests a second of public
pages in turn: all of the site map, in both languages, each fourth of them a question to
the search, a table of the API, a feed, a badge. Beside that an officer records a
reading every five seconds, so that what is kept in memory changes, and a secretary
opens one page of theirs after another. A line a minute is printed; each second a view
that says "hello" is asked for as well, to compare with.

No answer is a fault and no connection breaks; 95 in 100 public pages are there within
200 ms of the moment they were due, in each third of the time within a fifth of the
whole; no worker takes more than 150 MB, nor, once warm, a tenth more than then: what
workers share counts once among them (PSS); the most with all of it stands beside. Times
count from the third minute on: a worker that has just begun reads each template and
gathers what all pages share; its first minutes are printed. Served are the packages of
a release alone, since others take memory; with PostgreSQL by four threads a worker, as
deploy/systemd/portal-web.service does. The API's limit for one address is off: all of
these come from one.
"""

import argparse
import sys
import tempfile
from contextlib import nullcontext
from itertools import batched

from tests.postgresql import DURABLE, temporary_server

from . import serving
from .signed_in import sign_in
from .soaking import LOOKS, OPENS, RECORDS, Soak
from .writing import p95

#: Bounds: milliseconds, MB, and how far a third may lie from the whole, memory from
#: what it was once warm.
AT_MOST, MEMORY, STEADY, GROWTH = 200, 150, 0.2, 0.1
WARM = 120  # seconds
PUBLIC = "public pages"


def warm(soak):
    """Seconds from which on it counts."""
    return min(WARM, soak.seconds / 5)


def faults_of(soak, per_second):
    """What fell short, in words."""
    times = [one.milliseconds for one in soak.public if one.at >= warm(soak)]
    whole, short = p95(times), []
    asked = (*soak.public, *soak.staff, *soak.bare)
    found = [one.fault for one in asked if one.fault]
    if found:
        short.append(f"{len(found)} faults, the first of them {found[0]}")
    if whole > AT_MOST:
        short.append(f"p95 of public pages is {whole:.0f} ms (at most {AT_MOST})")
    thirds = [p95(part) for part in _thirds(times)]
    if any(abs(part - whole) > STEADY * whole for part in thirds):
        told = ", ".join(f"{part:.0f}" for part in thirds)
        short.append(f"p95 is not steady: {told} ms in the thirds of the time")
    return [*short, *soak.broken, *_too_few(soak, per_second), *_of_memory(soak)]


def _too_few(soak, per_second):
    """What was asked less often than it should be: nothing was shown of it then."""
    meant = {
        PUBLIC: (len(soak.public), soak.seconds * per_second),
        "recordings": (soak.recorded, soak.seconds / RECORDS),
        "staff pages": (soak.opened, soak.seconds / OPENS),
        "looks at the memory": (len(soak.memory), soak.seconds / LOOKS),
    }
    for what, (found, due) in meant.items():
        if found < due / (1 if what == PUBLIC else 2):
            yield f"{found} {what} of {due:.0f}"


def _thirds(times):
    size = -(-len(times) // 3)
    return list(batched(times, size))


def _of_memory(soak):
    workers = list(zip(*(taken for _at, taken in soak.memory), strict=True))
    first = sum(1 for at, _taken in soak.memory if at < warm(soak))
    for number, taken in enumerate(workers, start=1):
        if max(taken) > MEMORY:
            yield f"worker {number} took {max(taken):.0f} MB (at most {MEMORY})"
        if first < len(taken) and max(taken[first:]) > taken[first] * (1 + GROWTH):
            most = max(taken[first:])
            yield f"worker {number} grew from {taken[first]:.0f} to {most:.0f} MB"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--per-second", type=int, default=20)
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    options = parser.parse_args()
    database = temporary_server(DURABLE) if options.postgresql else nullcontext(None)
    with database as url, serving.installation(url, API_RATE="0") as environment:
        [officer] = sign_in(environment, "officers", 1)
        [secretary] = sign_in(environment, "secretaries", 1)
        with (
            tempfile.TemporaryFile("w+") as log,
            serving.release() as programs,
            serving.serving(
                environment, app=serving.BARE, log=log, programs=programs
            ) as server,
        ):
            soak = Soak(server, options.minutes * 60)
            soak.run(options.per_second, officer, secretary)
            log.seek(0)
            said = log.read()[-3000:]
    return _tell(soak, options.per_second, said)


def _tell(soak, per_second, said):
    """Print what was found; beside faults, what the server said last."""
    short = faults_of(soak, per_second)
    times, bare = (
        [one.milliseconds for one in asked if one.at >= warm(soak)]
        for asked in (soak.public, soak.bare)
    )
    most = max(each for _at, taken in soak.memory for each in taken)
    print(
        f"{'SHORT' if short else 'ok   '} {len(times)} public and {len(soak.staff)} "
        f"staff pages, counted once warm: p95 {p95(times):.0f} ms, "
        f"{p95(times) / p95(bare):.1f} times a bare view's {p95(bare):.0f}; a worker "
        f"took at most {most:.0f} MB ({soak.resident:.0f} with all it shares)"
    )
    for words in short:
        print(f"SHORT {words}")
    if any("faults" in words for words in short):
        print(said)
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
