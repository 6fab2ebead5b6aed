"""The duties of an agreement and their two keys, as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from cities.as_of import AsOf
from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv

from ..duty_lines import duty_lines
from ..duty_rows import HEADER, duty_rows
from ..models import Programme


@public_page
def as_csv(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    lines = duty_lines(programme, as_of.day)
    content = write_csv(HEADER, duty_rows(lines, as_of.day))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{programme.slug}-duties-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
