"""What do the figures at /metrics cost each request?

The middleware that counts (creativecity/metrics/counted.py) around a view that does
nothing, against that view alone, in turn within one process; with the folder in which
processes count together, as a server has it, and without; and beside both the view that
says "hello" behind all of the portal's middleware (bare_urls.py), in the same process.
It is processor time, and the best of several rounds: what else the machine does can
only add. Judged, in both ways: at most 30 microseconds a request, and a twentieth of
what Django takes for "hello".

    python -m benchmarks.figures [--quick]
"""

import json
import math
import subprocess
import sys
import tempfile
import time

from .neutral import neutral

LIMIT, SHARE = 30, 0.05  # microseconds, and of a bare view
SERVED = {
    "DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings",
    "DEBUG": "0",
    "SECRET_KEY": "not used to measure",
    "ALLOWED_HOSTS": "testserver",
    "SECURE_SSL_REDIRECT": "0",
}
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ROUNDS, REQUESTS, PAGES = 20, 2000, 40


def main():
    quick = [option for option in sys.argv[1:] if option == "--quick"]
    with tempfile.TemporaryDirectory() as folder:
        found = {
            "alone": measured(quick),
            "together in a folder": measured(quick, **{FOLDER: folder}),
        }
    held = [_holds(name, *times) for name, times in found.items()]
    return int(not all(held))


def _holds(name, cost, bare):
    is_fine = cost <= LIMIT and cost <= SHARE * bare
    print(
        f"{'ok   ' if is_fine else 'SHORT'} counting {name}: {cost:.1f} microseconds a "
        f"request (at most {LIMIT}), {cost / bare:.4f} of a bare view's {bare:.0f} (at "
        f"most {SHARE})"
    )
    return is_fine


def measured(quick, **environment):
    """In a process of its own: how is counted is settled when it begins."""
    line = [sys.executable, "-W", "ignore", "-m", "benchmarks.figures", "--measure"]
    done = subprocess.run(
        [*line, *quick],
        env=neutral(**SERVED, **environment),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a line of each "hello"
        text=True,
    )
    return json.loads(done.stdout)


def measure(rounds):
    """Microseconds that counting adds to a request, and that a bare view takes."""
    import django  # noqa: PLC0415 in the inner process alone

    django.setup()
    asked, best = {**_with_and_without(), "bare": _bare()}, {}
    for _ in rounds:
        for name, told in asked.items():
            best[name] = min(_seconds(*told), best.get(name, math.inf))
    best = {name: taken / REQUESTS * 1e6 for name, taken in best.items()}
    return best["counted"] - best["alone"], best["bare"]


def _with_and_without():
    from django.http import HttpResponse  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415
    from django.urls import ResolverMatch  # noqa: PLC0415

    from creativecity.metrics.counted import count_requests  # noqa: PLC0415

    requests = [RequestFactory().get(f"/{number}") for number in range(PAGES)]
    for number, request in enumerate(requests):
        match = ResolverMatch(main, (), {}, url_name=f"page_{number}")
        request.resolver_match = match
    response = HttpResponse()

    def nothing(request):
        return response

    return {
        "alone": (nothing, requests),
        "counted": (count_requests(nothing), requests),
    }


def _bare():
    from django.core.handlers.base import BaseHandler  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415

    handler = BaseHandler()
    handler.load_middleware()
    requests = [RequestFactory().get("/bare/") for _ in range(PAGES)]
    if handler.get_response(requests[0]).content != b"hello":
        raise ValueError("/bare/ was not answered.")
    return handler.get_response, requests


def _seconds(answer, requests):
    began = time.process_time()
    for _ in range(REQUESTS // len(requests)):
        for request in requests:
            answer(request)
    return time.process_time() - began


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(json.dumps(measure(range(5 if "--quick" in sys.argv else ROUNDS))))
    else:
        sys.exit(main())
