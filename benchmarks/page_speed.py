"""How fast is a city's page, kept, unchanged and drawn anew, against a bare view?

`python -m benchmarks.page_speed` serves the public facts as in production, with two
workers, and sends each kind of request in turn, three times; the middle of each counts.
The bare view says "hello" under the same server and settings.
"""

import statistics
import sys
from http.client import HTTPConnection

from . import serving

PAGE = "/th/cities/nan/"
GZIP = "Accept-Encoding: gzip"
ROUNDS = 3
#: Of the bare view's throughput, at least; and queries of a page drawn anew, at most.
LEAST = {"kept": 0.8, "unchanged": 0.9, "drawn anew": 0.03}


def main():
    with serving.installation() as environment:
        kept = {**environment, "KEPT_PAGES": "16"}
        anew = {**environment, "KEPT_PAGES": "0"}
        found = {}
        with serving.serving(kept, app="benchmarks.bare:application") as server:
            tag = _tag_of(server)
            requests = {
                "bare": (server.address + "/bare/", [GZIP]),
                "kept": (server.address + PAGE, [GZIP]),
                "unchanged": (server.address + PAGE, [GZIP, f"If-None-Match: {tag}"]),
            }
            found |= _measure(requests)
            memory = max(server.memory())
        with serving.serving(anew, app="benchmarks.bare:application") as server:
            found |= _measure({"drawn anew": (server.address + PAGE, [GZIP])})
    return _tell(found, memory)


def _tag_of(server):
    asked = HTTPConnection(serving.LOOPBACK, server.port)
    asked.request("GET", PAGE, headers={"Accept-Encoding": "gzip"})
    return asked.getresponse().headers["ETag"]


def _measure(requests):
    rounds = {name: [] for name in requests}
    for _round in range(ROUNDS):
        for name, (address, headers) in requests.items():
            rounds[name].append(serving.load(address, headers=headers))
    return {
        name: statistics.median(one.per_second for one in loads)
        for name, loads in rounds.items()
    }


def _tell(found, memory):
    bare, short = found["bare"], []
    print(f"     bare view: {bare:.0f} a second; a worker takes {memory:.0f} MB")
    for name, least in LEAST.items():
        ratio = found[name] / bare
        mark = "ok   " if ratio >= least else "SHORT"
        short += [name] if ratio < least else []
        print(
            f"{mark} {name}: {found[name]:.0f} a second, {ratio:.3f} of the bare view "
            f"(at least {least})"
        )
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
