"""How fast is a city's page, kept, unchanged and drawn anew, against a bare view?

`python -m benchmarks.page_speed [--postgresql]` serves the public facts as in
production, with two workers (on PostgreSQL of four threads each), and a city on which
every part of its page has something (filled_city.py). It sends each kind of request in
turn with the bare view, which says "hello" under the same server and settings, three
times; the middle of each counts. Of the page is asked

- kept: as it was drawn for somebody before; unchanged: by a browser that has it;
- drawn anew: no page is kept, but what the public record says at this version is
  remembered, as for each page but the first of that city;
- nothing remembered: neither a page nor what it was made of, nor what one part of it
  read for the next. That is more than the first page after a write costs.

Judged are the throughput of each, the queries of a page drawn anew and of the first
after a write, the memory of a worker with a release's packages, and that what an
officer records is in the very next page, of whichever worker: twenty new connections
are asked each time.
"""

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
from contextlib import nullcontext
from http.client import HTTPConnection

from tests.postgresql import DURABLE, temporary_server

from . import serving
from .load import load
from .server import LOOPBACK
from .signed_in import sign_in
from .writing import Writer

CITY = "nan"
PAGE = f"/th/cities/{CITY}/"
GZIP = "Accept-Encoding: gzip"
ROUNDS = 3
UNCHANGED = "unchanged"  # a question that names the tag, answered with 304
#: Of the bare view's throughput, at least.
LEAST = {
    "kept": 0.8,
    UNCHANGED: 0.9,
    "drawn anew": 0.03,
    "nothing remembered": 0.03,
}
QUERIES, MEMORY = 12, 150  # at most; MB
WRITES, LOOKS = 10, 20
#: What is neither kept nor remembered, for each way to draw the page.
DRAWN = {
    "drawn anew": {"KEPT_PAGES": "0"},
    "nothing remembered": {"KEPT_PAGES": "0", "REMEMBERED": "0"},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--postgresql", action="store_true", help="instead of SQLite")
    is_server = parser.parse_args().postgresql
    database = temporary_server(DURABLE) if is_server else nullcontext(None)
    found = {}
    with (
        database as url,
        serving.installation(url) as told,
        serving.release() as programs,
    ):
        serving.fill_city(told, CITY)
        _other, officer = sign_in(told, "officers", 2)  # the second has a real city
        kept = {**told, "KEPT_PAGES": "16"}
        with serving.serving(kept, app=serving.BARE, programs=programs) as server:
            tag = _tag_of(server)
            kinds = {"kept": [GZIP], UNCHANGED: [GZIP, f"If-None-Match: {tag}"]}
            found |= _measure(server, kinds)
            memory = max(server.memory()), max(server.resident())
        for name, without in DRAWN.items():
            drawn = {**told, **without}
            with serving.serving(drawn, app=serving.BARE, programs=programs) as server:
                found |= _measure(server, {name: [GZIP]})
        queries = _queries({**told, **DRAWN["drawn anew"]})
        with serving.serving(kept, programs=programs) as server:
            late = _late(server, officer)
    return _tell(found, queries, memory, late)


def _tag_of(server):
    """The page's tag; ends the benchmark where it is not answered with 304."""
    _status, tag, _content = _look(server)
    status, _tag, _content = _look(server, **{"If-None-Match": tag})
    if status != 304:
        sys.exit(f"*** {PAGE} unchanged was answered with {status}, not with 304")
    return tag


def _look(server, path=PAGE, **headers):
    """Status, tag and a hash of what a page says, at a new connection, which any worker
    may take.
    """
    asked = HTTPConnection(LOOPBACK, server.port)
    asked.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    answer = asked.getresponse()
    content = hashlib.sha256(answer.read()).hexdigest()
    asked.close()
    return answer.status, answer.headers["ETag"], content


def _measure(server, kinds):
    """Of each kind of request how many a second are answered, and of the bare view."""
    asked = {name: (PAGE, headers) for name, headers in kinds.items()}
    asked["bare"] = "/bare/", [GZIP]
    rounds = {name: [] for name in asked}
    for _round in range(ROUNDS):
        for name, (path, headers) in asked.items():
            status = 304 if name == UNCHANGED else 200
            found = load(server.address + path, headers=headers, status=status)
            rounds[name].append(found.per_second)
    middle = {name: statistics.median(rates) for name, rates in rounds.items()}
    return {name: (middle[name], middle["bare"]) for name in kinds}


def _queries(environment):
    """How many queries the page takes, drawn anew and as the first after a write, by a
    process that drew it before.
    """
    code = f"from benchmarks.page_queries import tell; tell({PAGE!r})"
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    return json.loads(serving.manage(environment, "shell", "-c", code, **how).stdout)


def _late(server, officer):
    """(how many looks, how many of them showed the page from before a recording, by its
    tag or by what it says: each recording says another level, which this page shows).
    """
    writer, late = Writer(server, officer), 0
    path = f"/th/cities/{officer.city}/readiness/"
    for _write in range(WRITES):
        before = {part for _n in range(LOOKS) for part in _look(server, path)[1:]}
        writer.open()
        if writer.send().status != 302:
            sys.exit("*** a reading was not taken")
        for _time in range(LOOKS):
            status, *said = _look(server, path)
            if status != 200:
                sys.exit(f"*** {path} was answered with {status}")
            late += not before.isdisjoint(said)
    return WRITES * LOOKS, late


def _tell(found, queries, memory, late):
    short = []

    def judge(is_fine, words):
        print(f"{'ok   ' if is_fine else 'SHORT'} {words}")
        short.extend([] if is_fine else [words])

    for name, least in LEAST.items():
        page, bare = found[name]
        judge(
            page >= least * bare,
            f"{name}: {page:.0f} a second, {page / bare:.3f} of the bare view's "
            f"{bare:.0f} (at least {least})",
        )
    for name, count in queries.items():
        judge(count <= QUERIES, f"{name}: {count} queries (at most {QUERIES})")
    taken, resident = memory
    judge(
        taken <= MEMORY,
        f"a worker takes {taken:.0f} MB (at most {MEMORY}; {resident:.0f} with all of "
        "what it shares)",
    )
    looks, old = late
    judge(not old, f"{looks} looks right after a recording, {old} of them old")
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
