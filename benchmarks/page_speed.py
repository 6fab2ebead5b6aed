"""How fast is a city's page, kept, unchanged and drawn anew, against a bare view?

`python -m benchmarks.page_speed` serves the public facts as in production, with two
workers, and sends each kind of request in turn, three times; the middle of each counts.
The bare view says "hello" under the same server and settings. Of the page is asked

- kept: as it was drawn for somebody before; unchanged: by a browser that has it;
- drawn anew: no page is kept, but what the public record says at this version is
  remembered, as for each page but the first of that city;
- first after a write: nothing is kept or remembered.

Judged are the throughput of each, the queries of the last two, the memory of a worker
with a release's packages, and that what an officer records is in the very next page, of
whichever worker: twenty new connections are asked each time.
"""

import json
import statistics
import subprocess
import sys
from http.client import HTTPConnection

from . import serving
from .signed_in import sign_in
from .writing import Writer

PAGE = "/th/cities/nan/"
GZIP = "Accept-Encoding: gzip"
BARE = "benchmarks.bare:application"
ROUNDS = 3
#: Of the bare view's throughput, at least.
LEAST = {
    "kept": 0.8,
    "unchanged": 0.9,
    "drawn anew": 0.03,
    "first after a write": 0.03,
}
QUERIES, MEMORY = 12, 150  # at most; MB
WRITES, LOOKS = 10, 20
#: What is neither kept nor remembered, for each way to draw the page.
DRAWN = {
    "drawn anew": {"KEPT_PAGES": "0"},
    "first after a write": {"KEPT_PAGES": "0", "REMEMBERED": "0"},
}


def main():
    found, queries = {}, {}
    with serving.installation() as told, serving.release() as programs:
        _other, officer = sign_in(told, "officers", 2)  # the second has a real city
        kept = {**told, "KEPT_PAGES": "16"}
        with serving.serving(kept, app=BARE, programs=programs) as server:
            tag = _tag_of(server)
            requests = {
                "bare": (server.address + "/bare/", [GZIP]),
                "kept": (server.address + PAGE, [GZIP]),
                "unchanged": (server.address + PAGE, [GZIP, f"If-None-Match: {tag}"]),
            }
            found |= _measure(requests)
            memory = max(server.memory())
        for name, without in DRAWN.items():
            drawn = {**told, **without}
            with serving.serving(drawn, app=BARE, programs=programs) as server:
                found |= _measure({name: (server.address + PAGE, [GZIP])})
            queries[name] = _queries(drawn)
        with serving.serving(kept, programs=programs) as server:
            late = _late(server, officer)
    return _tell(found, queries, memory, late)


def _tag_of(server):
    """The page's tag; ends the benchmark where it is not answered with 304."""
    _status, tag = _look(server)
    status, _tag = _look(server, **{"If-None-Match": tag})
    if status != 304:
        sys.exit(f"*** {PAGE} unchanged was answered with {status}, not with 304")
    return tag


def _look(server, path=PAGE, **headers):
    """Status and tag of a page at a new connection, which any worker may take."""
    asked = HTTPConnection(serving.LOOPBACK, server.port)
    asked.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer.status, answer.headers["ETag"]


def _measure(requests):
    rounds = {name: [] for name in requests}
    for _round in range(ROUNDS):
        for name, (address, headers) in requests.items():
            rounds[name].append(serving.load(address, headers=headers))
    return {
        name: statistics.median(one.per_second for one in loads)
        for name, loads in rounds.items()
    }


def _queries(environment):
    """How many queries the page takes once it was drawn in the process before."""
    code = f"from benchmarks.page_queries import tell; tell({PAGE!r})"
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    return json.loads(serving.manage(environment, "shell", "-c", code, **how).stdout)


def _late(server, officer):
    """(how many looks, how many of them showed the page from before a recording)."""
    writer, late = Writer(server, officer), 0
    path = f"/th/cities/{officer.city}/"
    for _write in range(WRITES):
        before = {_look(server, path)[1] for _time in range(LOOKS)}
        writer.open()
        if writer.send().status != 302:
            sys.exit("*** a reading was not taken")
        late += sum(_look(server, path)[1] in before for _time in range(LOOKS))
    return WRITES * LOOKS, late


def _tell(found, queries, memory, late):
    bare, short = found["bare"], []

    def judge(is_fine, words):
        print(f"{'ok   ' if is_fine else 'SHORT'} {words}")
        short.extend([] if is_fine else [words])

    print(f"     bare view: {bare:.0f} a second")
    for name, least in LEAST.items():
        ratio = found[name] / bare
        judge(
            ratio >= least,
            f"{name}: {found[name]:.0f} a second, {ratio:.3f} of the bare view "
            f"(at least {least})",
        )
    for name, count in queries.items():
        judge(count <= QUERIES, f"{name}: {count} queries (at most {QUERIES})")
    judge(memory <= MEMORY, f"a worker takes {memory:.0f} MB (at most {MEMORY})")
    looks, old = late
    judge(not old, f"{looks} looks right after a recording, {old} of them old")
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
