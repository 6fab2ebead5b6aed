"""Pages of visitors, kept in memory by one rule: the ledger's version.

A public page changes by a ledger row, or with the day. So one is answered as it was
made as long as version and day are the same; the version is asked of the database at
each request, so that a write is seen in the very next one, in every process. Kept is
only what a visitor without any cookie of ours was answered: nothing in it is of a
person.

Where the database does not answer, a page is told as it was last known.
"""

from dataclasses import dataclass
from datetime import date
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.db import Error
from django.http import HttpResponse
from django.urls import ResolverMatch
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_from_request

from .ledger.chain import version_mark
from .replica import (
    has_just_written,
    leave_broken_connections,
    mark_written,
    reading_for_visitors,
    streamed_for_visitors,
)
from .thai_calendar import today

MEGABYTE = 1024 * 1024
#: Methods that change nothing.
SAFE = {"GET", "HEAD", "OPTIONS"}
#: What one page takes at most, and what it takes beside its body and its address.
LARGEST, BESIDE = MEGABYTE // 4, 2048
#: Said of a page that is told without asking the database (RFC 9111, 5.5).
STALE = '110 - "Response is Stale"'


@dataclass(frozen=True)
class KeptPage:
    at: tuple[str, date]
    address: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    match: ResolverMatch

    @classmethod
    def of(cls, at, request, response):
        headers, match = tuple(response.items()), request.resolver_match
        return cls(at, request.get_full_path(), response.content, headers, match)

    def answer(self, request):
        request.resolver_match = self.match
        response = HttpResponse(self.body, headers=dict(self.headers))
        response = get_conditional_response(
            request, etag=response["ETag"], response=response
        )
        response.found = "hit"  # for the figures: metrics/counted.py
        return response

    def size(self):
        """Long addresses of short pages must not take more than all of it may."""
        return len(self.address) + len(self.body) + BESIDE


class KeptPages:
    """The newest pages, as many as fit; those that nobody asked for go first."""

    def __init__(self, size):
        self.pages = LRUCache(size, getsizeof=KeptPage.size)
        self.lock = Lock()

    def find(self, key):
        with self.lock:
            return self.pages.get(key)

    def keep(self, key, page):
        if page.size() <= min(LARGEST, self.pages.maxsize):
            with self.lock:
                self.pages[key] = page


def kept_pages(get_response):
    """The middleware; outside of it are only those that dress every answer."""
    pages = KeptPages(settings.KEPT_PAGES * MEGABYTE)

    def answer(request):
        if request.method not in SAFE:
            response = get_response(request)
            mark_written(response)
            return response
        if not is_of_a_visitor(request):
            return get_response(request)
        with reading_for_visitors():
            return streamed_for_visitors(answer_visitor(request))

    def answer_visitor(request):
        key = _key(request)
        page, day = pages.find(key), today()
        if page:
            request.mark = _mark()
            if request.mark is None:
                return _as_last_known(page, request)
            if page.at == (request.mark, day):
                return page.answer(request)
        response = _asked_twice(get_response, request)
        if page and _is_away(response):
            return _as_last_known(page, request)
        if _may_be_kept(request, response):
            at = request.mark, day  # asked before the page was drawn
            pages.keep(key, KeptPage.of(at, request, response))
        return response

    return answer


def _asked_twice(get_response, request):
    """Once more where a connection broke, as all do when a server ends: by the time of
    the second question another may answer. What is only read may be asked again.
    """
    response = get_response(request)
    if _is_away(response):
        leave_broken_connections()
        request.mark = None
        response = get_response(request)
    return response


def _is_away(response):
    return getattr(response, "is_away", False)


def is_of_a_visitor(request):
    """Nobody whom we know: no session, no notice, nothing sent a moment ago."""
    known_by = settings.SESSION_COOKIE_NAME, settings.MESSAGE_COOKIE_NAME
    return not (
        has_just_written(request) or any(n in request.COOKIES for n in known_by)
    )


def _key(request):
    return (
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        get_language_from_request(request, check_path=True),
        "gzip" in request.headers.get("Accept-Encoding", ""),
    )


def _mark():
    """None where the database does not answer."""
    try:
        return version_mark()
    except Error:
        return None


def _as_last_known(page, request):
    response = page.answer(request)
    response["Warning"], response.found = STALE, "stale"
    return response


def is_passing(response):
    """Whether it said of itself that it is not to be kept."""
    return "no-store" in response.get("Cache-Control", "")


def _may_be_kept(request, response):
    """A whole page that `public_page` drew, and that gave its reader nothing to carry:
    a form's cookie, which a page with one sets, is for one reader alone.
    """
    return (
        request.method == "GET"
        and getattr(response, "is_for_all", False)
        and response.status_code == 200
        and not response.streaming
        and not is_passing(response)
        and not response.cookies
        and settings.CSRF_COOKIE_NAME not in request.COOKIES
    )
