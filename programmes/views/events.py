"""Meetings and activities of the cities, ahead and past: open to all."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from cities.as_of import AsOf
from cities.city_choice import every_city
from cities.event_filter import EventFilter
from cities.event_table import HEADER, event_rows
from cities.events import PAST, tell
from cities.models import Event, Source
from cities.rungs import ladder
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv
from creativecity.thai_calendar import today

PAGE = 20


@public_page
def events(request):
    """What lies ahead, soonest first; then what happened, the newest first."""
    on = today()
    chosen = _chosen(request, on)
    found = chosen.found().select_related("city")
    past = found.happened(on)
    page = Paginator(past, PAGE).get_page(request.GET.get("page"))
    soonest = found.filter(starts_on__gt=on).order_by("starts_on", "code")
    ahead = Paginator(soonest, PAGE).get_page(request.GET.get("ahead"))
    shown = tell([*ahead, *page], on)
    context = {
        "filter": chosen,
        "page": page,
        "ahead_page": ahead,
        "upcoming": [row for row in shown if row.state != PAST],
        "past": [row for row in shown if row.state == PAST],
        "ladder": ladder(past, chosen.chosen_cities()),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/event_list.html", context)


@public_page
def events_csv(request):
    """Those that were chosen; as of a day that has passed, those held by then."""
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    found = _chosen(request, as_of.day).found().select_related("city")
    content = write_csv(HEADER, event_rows(found, on=as_of.day))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"events-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public_page
def event(request, code):
    found = Event.objects.in_public().select_related("city")
    row = get_object_or_404(found, code=code)
    [told] = tell([row], today())
    context = {
        "city": row.city,
        "told": told,
        "event": row,
        "sources": Source.objects.cited_by([row]),
        "is_sample": row.is_sample,
    }
    return render(request, "programmes/event.html", context)


def _chosen(request, on):
    """A cancelled one is told until its day has passed: it was announced."""
    rows = Event.objects.happened(on)
    if on == today():
        rows |= Event.objects.in_public().filter(starts_on__gt=on)
    return EventFilter(request.GET, events=rows, cities=every_city(), is_public=True)
