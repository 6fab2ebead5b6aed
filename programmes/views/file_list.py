"""The files of a yearly report for staff: which there are, how far the others are."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..models import Rendering
from ..renderings import is_small, is_true
from ..wanted import wanted
from .report_files import LOOK_AGAIN, begun
from .reviews import VIEW_DRAFT, find_window

LANGUAGES = ("th", "en")


@dataclass(frozen=True)
class FileLine:
    """`row` is None where nobody asked for it."""

    format: Rendering.Format
    language: str
    row: Rendering | None
    address: str


@staff_page(VIEW_DRAFT)
def files_of_report(request, slug, year):
    """Each file with its state; asked for by a button where it takes long."""
    programme, window = find_window(slug, year)
    asked = wanted(programme, year)
    if request.method == "POST":
        return _ask(request, asked)
    rows = _rows(asked)
    context = {
        "programme": programme,
        "window": window,
        "asked": asked,
        "is_small": is_small(asked),
        "files": list(_lines(asked, rows)),
        "is_sample": holds_sample_data(),
    }
    response = render(request, "programmes/staff/report_files.html", context)
    if any(row.is_under_way() for row in rows.values()):
        response["Refresh"] = LOOK_AGAIN
    return response


def _lines(asked, rows):
    """A FileLine for each format in each language."""
    for file_format in Rendering.Format:
        name = f"programmes:report_{file_format.value}"
        address = reverse(name, args=[asked.programme.slug, asked.year])
        for language in LANGUAGES:
            row = rows.get((file_format.value, language))
            point = f"?known_at={row.known_at}" if row and not row.report_id else ""
            there = translate_url(address, language) + point
            yield FileLine(file_format, language, row, there)


def _ask(request, asked):
    file_format, language = request.POST.get("format"), request.POST.get("language")
    if file_format not in Rendering.Format or language not in LANGUAGES:
        raise Http404(_("There is no such file."))
    begun(asked, file_format, language, by=request.user)
    messages.success(request, _("The file is being made. This page can be left."))
    return redirect(request.path)


def _rows(asked):
    """(format, language) to the newest file that was asked for and is still true."""
    rows = Rendering.objects.filter(
        programme=asked.programme, year=asked.year, report=asked.frozen
    ).select_related("programme")
    return {
        (row.format, row.language): row
        for row in rows.order_by("known_at")
        if not row.made_at or is_true(row, asked)
    }
