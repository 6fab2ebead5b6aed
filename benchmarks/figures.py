"""What do the figures at /metrics cost each request?

The middleware that counts (creativecity/metrics/counted.py) around a view that does
nothing, against that view alone, in turn within one process; with the folder in which
processes count together, as a server has it, and without. It is processor time, and the
best of several rounds: what else the machine does can only add. Judged: at most 30
microseconds a request, in both ways.

    python -m benchmarks.figures [--quick]
"""

import subprocess
import sys
import tempfile
import time

from .neutral import neutral

LIMIT = 30  # microseconds
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ROUNDS, REQUESTS, PAGES = 20, 2000, 40


def main():
    quick = [option for option in sys.argv[1:] if option == "--quick"]
    with tempfile.TemporaryDirectory() as folder:
        found = {
            "alone": measured(quick),
            "together in a folder": measured(quick, **{FOLDER: folder}),
        }
    for name, cost in found.items():
        print(f"counting {name}: {cost:.1f} microseconds a request (goal {LIMIT})")
    return int(max(found.values()) > LIMIT)


def measured(quick, **environment):
    """In a process of its own: how is counted is settled when it begins."""
    line = [sys.executable, "-W", "ignore", "-m", "benchmarks.figures", "--measure"]
    done = subprocess.run(
        [*line, *quick],
        env=neutral(DJANGO_SETTINGS_MODULE="creativecity.settings", **environment),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout)


def measure(rounds):
    """Microseconds that counting adds to a request."""
    from django.http import HttpResponse  # noqa: PLC0415 in the inner process alone
    from django.test import RequestFactory  # noqa: PLC0415
    from django.urls import ResolverMatch  # noqa: PLC0415

    from creativecity.metrics.counted import count_requests  # noqa: PLC0415

    requests = [RequestFactory().get(f"/{number}") for number in range(PAGES)]
    for number, request in enumerate(requests):
        match = ResolverMatch(main, (), {}, url_name=f"page_{number}")
        request.resolver_match = match
    response = HttpResponse()

    def bare(request):
        return response

    counted = count_requests(bare)
    pairs = [(_seconds(bare, requests), _seconds(counted, requests)) for _ in rounds]
    alone, with_figures = (min(times) for times in zip(*pairs, strict=True))
    return (with_figures - alone) / REQUESTS * 1e6


def _seconds(answer, requests):
    began = time.process_time()
    for _ in range(REQUESTS // len(requests)):
        for request in requests:
            answer(request)
    return time.process_time() - began


if __name__ == "__main__":
    if "--measure" in sys.argv:
        print(measure(range(5 if "--quick" in sys.argv else ROUNDS)))
    else:
        sys.exit(main())
