"""The public register of an agreement's decisions, to which every number links."""

import re

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from cities.last_word import last_word, told_by
from cities.pages import ROWS_A_PAGE
from creativecity.public_page import public_page
from creativecity.spreadsheets import write_csv

from ..decision_file import HEADER, file_rows
from ..decision_register import of_programme, register, standing_of
from ..models import Programme

#: `3-2569`, as links into the register write a decision; no longer than a column takes.
NUMBER = re.compile(r"([1-9][0-9]{0,3})-([0-9]{4})")


@public_page
def decisions(request, slug):
    """A page of the register: the one asked for, or that of the decision asked for."""
    programme = get_object_or_404(Programme, slug=slug)
    found = standing_of(programme)
    number = request.GET.get("page") or _page_with(request.GET.get("decision"), found)
    page = Paginator(found, ROWS_A_PAGE).get_page(number)
    context = {
        "programme": programme,
        "page": page,
        "entries": register(page.object_list),
        **told_by(last_word(programme.key())),
    }
    return render(request, "programmes/decision_list.html", context)


def _page_with(typed, decisions):
    """On which page the decision `3-2569` stands; what is none of them is not asked."""
    said = NUMBER.fullmatch(typed or "")
    if not said:
        return 1
    number, year = map(int, said.groups())
    newer = decisions.filter(Q(year__gt=year) | Q(year=year, number__gt=number))
    return newer.count() // ROWS_A_PAGE + 1


@public_page
def decisions_csv(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    entries = of_programme(programme)
    content = write_csv(HEADER, file_rows(entries, with_all_words=False))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{programme.slug}-decisions.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
