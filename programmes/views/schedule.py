"""Plan against actual across cities, and the slip ledgers as files."""

from django.http import HttpResponse
from django.shortcuts import render

from cities.as_of import AsOf
from cities.last_word import last_word_on_cities, told_by
from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv

from ..filters import ScheduleFilter
from ..models import Programme
from ..schedule import all_of, page_of
from ..schedule_drawing import draw
from ..slip import ledgers
from ..slip_rows import HEADER, slip_rows
from .city import find


@public_page
def schedule(request):
    as_of = AsOf.read(request)
    chosen = ScheduleFilter(request.GET)
    programme = Programme.objects.newest(as_of.day)
    page, found = page_of(
        programme,
        chosen.cities(),
        on=as_of.day,
        choice=chosen.choice(),
        number=request.GET.get("page"),
    )
    context = {
        "as_of": as_of,
        "filter": chosen,
        "page": page,
        "ledgers": found,
        "schedule": draw(programme, found, on=as_of.day),
        "programme": programme,
        "address": as_of.address(request, *chosen.fields, "page"),
        **told_by(last_word_on_cities()),
    }
    return render(request, "programmes/schedule.html", context)


@public_page
def schedule_csv(request):
    """The lines that were chosen, of every city; what is not understood is refused."""
    as_of = AsOf.read(request)
    chosen = ScheduleFilter(request.GET)
    if as_of.error or not chosen.is_valid():
        return refused(as_of, chosen)
    found = all_of(
        Programme.objects.newest(as_of.day),
        chosen.cities(),
        on=as_of.day,
        choice=chosen.choice(),
    )
    return _file(found, as_of.day, f"schedule-{as_of.day}.csv")


@public_page
def city_csv(request, slug):
    """The slip ledger of one city as a file."""
    city = find(slug)
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    found = ledgers(Programme.objects.newest(as_of.day), [city], on=as_of.day)
    return _file(found, as_of.day, f"{city.slug}-slip-{as_of.day}.csv")


def refused(as_of, chosen):
    """What a file answers where the day or a filter was not understood."""
    errors = [error for errors in chosen.errors.values() for error in errors]
    words = "\n".join([*filter(None, [as_of.error]), *errors])
    return not_understood(words)


def _file(found, on, name):
    content = write_csv(HEADER, slip_rows(found, on))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
