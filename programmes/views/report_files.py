"""The files of a yearly report: sealed ones for all, drafts for staff.

A file that takes long is made by a task; until it is there, its own address says how
far it is and looks again by itself, so that it can be left and come back to.
"""

import logging
from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from creativecity.form_fields import DIGITS
from creativecity.ledger.chain import latest
from creativecity.replica import reading_from_primary

from ..jobs import handing_over
from ..models import Rendering
from ..renderings import ask, is_small, made_before, make
from ..reports.files import MEDIA_TYPES, draw_report
from ..sealing import fault_of
from ..tasks import make_rendering
from ..wanted import wanted
from .reviews import VIEW_DRAFT, find_window

#: Seconds after which a page that waits for a file looks again.
LOOK_AGAIN = "3"
HTTP_ACCEPTED, HTTP_SERVER_ERROR = 202, 500

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
@vary_on_cookie
def report_file(request, slug, year, kind):
    """`kind` is "pdf", "docx", "xlsx" or "json"."""
    programme, _window = find_window(slug, year)
    point = _point(request)
    if programme.window(year, known_at=point) is None:
        raise Http404(_("The term had no such year then."))
    asked = wanted(programme, year, point)
    if asked.is_sealed() and fault_of(asked.frozen):
        return redirect("programmes:verify", slug, year)  # which says so
    if asked.is_sealed():
        return _answer(request, asked, kind)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not request.user.has_perm(VIEW_DRAFT):
        raise PermissionDenied
    response = _answer(request, asked, kind)
    add_never_cache_headers(response)
    return response


def _point(request):
    """The point of the ledger that a draft is asked at; 404 for one there is not."""
    text = request.GET.get("known_at", "")
    if not text:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) < DIGITS
    if not is_number or int(text) > latest():
        raise Http404(_("The ledger has no such point."))
    return int(text)


def _answer(request, asked, kind):
    if kind == "json":
        text = asked.frozen.values.encode() if asked.frozen else _drawn(asked, kind)
        return _attached(text, _name(asked, kind), kind)
    if asked.frozen is None and is_small(asked):
        return _attached(_drawn(asked, kind), _name(asked, kind), kind)
    if asked.frozen is None and "known_at" not in request.GET:
        return redirect(f"{request.path}?known_at={asked.known_at}")
    return _kept(request, asked, kind)


def _drawn(asked, kind):
    return draw_report(asked.values(), asked.edition(), kind, get_language())


def _kept(request, asked, kind):
    """The stored file, made now if it is small, else once a worker has come to it."""
    by = request.user if request.user.is_authenticated else None
    row = begun(asked, kind, get_language(), by=by)
    if row.made_at:
        name, media_type = row.file_name(), MEDIA_TYPES[kind]
        return FileResponse(
            row.file.open("rb"),
            as_attachment=True,
            filename=name,
            content_type=media_type,
        )
    return _awaited(request, row)


def begun(asked, kind, language, *, by):
    """The row of the file: a small one made at once, a large one handed to the worker,
    unless that was done before. Only then is it asked for where things are written.
    """
    with suppress(Rendering.DoesNotExist):
        return made_before(asked, kind, language)
    with reading_from_primary():
        return _asked_for(asked, kind, language, by)


def _asked_for(asked, kind, language, by):
    if not is_small(asked):
        with handing_over():
            row, is_new = ask(asked, kind, language, by=by)
            if is_new:
                make_rendering.enqueue(row.pk)
    else:
        row, is_new = ask(asked, kind, language, by=by)
        if is_new:
            _make(row)
    row.refresh_from_db()
    return row


def _make(row):
    try:
        make(row.pk)
    except Exception:
        logger.exception("The file of %s could not be made.", row)


def _awaited(request, row):
    """How far the file is; looks again by itself while somebody is at it."""
    is_under_way = row.is_under_way()
    status = HTTP_ACCEPTED if is_under_way else HTTP_SERVER_ERROR
    context = {"row": row, "state": row.state(), "is_under_way": is_under_way}
    response = render(request, "programmes/file_awaited.html", context, status=status)
    if is_under_way:
        response["Refresh"] = response["Retry-After"] = LOOK_AGAIN
    add_never_cache_headers(response)
    return response


def _name(asked, kind):
    """The name of a file that is not kept."""
    row = Rendering(
        programme=asked.programme,
        year=asked.year,
        report=asked.frozen,
        format=kind,
        language=get_language(),
    )
    return row.file_name()


def _attached(content, name, kind):
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
