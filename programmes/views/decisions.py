"""The public register of an agreement's decisions, to which every number links."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.spreadsheets import write_csv

from ..decision_file import HEADER, file_rows
from ..decision_register import of_programme
from ..models import Programme


@public_page
def decisions(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    context = {
        "programme": programme,
        "entries": of_programme(programme),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/decision_list.html", context)


@public_page
def decisions_csv(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    entries = of_programme(programme)
    content = write_csv(HEADER, file_rows(entries, with_all_words=False))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{programme.slug}-decisions.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
