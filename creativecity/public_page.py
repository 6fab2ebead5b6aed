"""The one decorator of a public view: open to all, safe methods, ETag by version.

A public page for a visitor without an account depends on its address, the reader's
language, the day, the ledger's public version and this release alone: when none of
these changed, the answer is 304 without running the view.
"""

from functools import cache, wraps
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe
from django.views.decorators.vary import vary_on_headers

from .kept_pages import is_of_a_visitor, is_passing
from .ledger.chain import version_mark
from .ledger.digest import sha256
from .ledger.remembered import told_at
from .thai_calendar import today

RELEASED = ("creativecity", "cities", "programmes", "templates", "static")
REFUSED = 400  # and above: too early, too often, not understood
SUFFIXES = {".py", ".html", ".mo", ".css", ".js", ".svg", ".typ"}


def public_page(view):
    cached = condition(etag_func=_etag)(vary_on_headers("Cookie")(view))

    @wraps(view)
    def guarded(request, *args, **kwargs):
        with told_at(mark_for(request) if is_of_a_visitor(request) else None):
            response = cached(request, *args, **kwargs)
        if response.status_code >= REFUSED or is_passing(response):
            del response["ETag"]  # who kept it would be told that nothing changed
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        response.is_for_all = is_of_a_visitor(request)
        return response

    return login_not_required(require_safe(guarded))


def _etag(request, *args, **kwargs):
    if not is_of_a_visitor(request):
        return None
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None  # else a page that is not there would count as unchanged
    return tag_of(request)


def tag_of(request, *more):
    """The tag of what a visitor reads at this address; `more` is what else it depends
    on.
    """
    parts = [
        request.get_full_path(),
        get_language(),
        today().isoformat(),
        mark_for(request),
        release(),
        *more,
    ]
    return f'"{sha256(" ".join(parts))[:32]}"'


def mark_for(request):
    """The version that this request is about: asked once, before the page is drawn."""
    if getattr(request, "mark", None) is None:
        request.mark = version_mark()
    return request.mark


@cache
def release():
    """Changes when a file of the program does; the same in every process of it."""
    files = program_files()
    return sha256(" ".join(f"{path.name} {path.stat().st_mtime_ns}" for path in files))


def program_files():
    return sorted(
        path
        for folder in RELEASED
        for path in Path(settings.BASE_DIR, folder).rglob("*")
        if path.suffix in SUFFIXES
    )
