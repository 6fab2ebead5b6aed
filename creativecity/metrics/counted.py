"""What each request adds to the figures: how many, how long, and whether it was kept.

With PROMETHEUS_MULTIPROC_DIR, a folder that is empty when the server starts, the
processes of a server count together in it; without, each counts for itself.
"""

import time
from functools import cache

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
)

from ..web_methods import METHODS

#: Seconds: a kept page, a page drawn anew, a report, and what nobody should wait for.
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
#: The page of what no view answered: a file, a refusal, an address that is not there.
NO_VIEW = "none"
OTHER = "other"

disable_created_metrics()  # a series beside each, that nobody asks for
FIGURES = CollectorRegistry()
ANSWERS = Counter(
    "creativecity_answers",
    "Requests answered, by page, method and class of status.",
    ["page", "method", "status"],
    registry=FIGURES,
)
SECONDS = Histogram(
    "creativecity_answer_seconds",
    "How long requests took within the program, by page.",
    ["page"],
    buckets=BUCKETS,
    registry=FIGURES,
)
PAGES = Counter(
    "creativecity_public_pages",
    "Pages for visitors: kept (hit), drawn anew, told without the database (stale).",
    ["found"],
    registry=FIGURES,
)
AWAY = Counter(
    "creativecity_database_away",
    "Requests during which a database that was needed did not answer.",
    registry=FIGURES,
)


def count_requests(get_response):
    """The middleware, around all others."""

    def answer(request):
        began = time.perf_counter()
        response = get_response(request)
        _count(request, response, time.perf_counter() - began)
        return response

    return answer


def _count(request, response, seconds):
    match = request.resolver_match
    page = match.view_name if match else NO_VIEW
    answers, took = _of(page, _method(request), response.status_code // 100)
    answers.inc()
    took.observe(seconds)
    found = getattr(response, "found", None) or _drawn(response)
    if found:
        _pages(found).inc()
    if found == "stale" or getattr(response, "is_away", False):
        AWAY.inc()


def _method(request):
    """One of a few: whoever sends requests may make up methods without end."""
    return request.method if request.method in METHODS else OTHER


def _drawn(response):
    return "drawn" if getattr(response, "is_for_all", False) else None


@cache
def _of(page, method, status):
    """As many as there are views, a few methods and five classes."""
    return ANSWERS.labels(page, method, f"{status}xx"), SECONDS.labels(page)


@cache
def _pages(found):
    return PAGES.labels(found)
