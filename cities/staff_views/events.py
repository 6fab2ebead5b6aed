"""Meetings and activities, as staff keep them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.spreadsheets import write_csv
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..event_filter import EventFilter
from ..event_table import HEADER, event_rows
from ..events import tell
from ..forms.event import EventForm, GroupsForm, RetireEventForm
from ..forms.evidence import PutBackForm
from ..forms.overtaken import status_of, told_on
from ..models import City, Event, GroupCount
from ..models.took_part import count_groups
from ..pages import ROWS_A_PAGE
from .way_back import with_way_back


@staff_page("cities.view_event", safe=True)
def events(request):
    """The events of the cities that the user sees, the newest first."""
    chosen = _chosen(request)
    found = chosen.found().select_related("city")
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "told": tell(page.object_list, today()),
        "city": _add_to(chosen, request.user),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/events.html", context)


@staff_page("cities.view_event", safe=True)
def events_csv(request):
    """All that was chosen, as a file."""
    found = _chosen(request).found().select_related("city")
    content = write_csv(HEADER, event_rows(found, on=today()))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"events-{today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_page("cities.add_event")
def add_event(request, slug):
    city = get_object_or_404(City.objects.exportable_by(request.user), slug=slug)
    form = EventForm(request.POST or None, instance=Event(city=city))
    if request.method == "POST" and form.is_valid():
        row = form.instance.add(by=request.user)
        words = _("The event is on record as %(code)s.") % {"code": row.code}
        messages.success(request, words)
        return _to_list(row)
    context = {"city": city, "form": form}
    return render(request, "cities/staff/event_form.html", context)


@staff_page("cities.change_event")
def edit_event(request, code):
    row = _find(request, code)
    form = EventForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        with told_on(form):
            row.edit(by=request.user, fields=form.changed_data, base=base)
            messages.success(request, _("Saved."))
            return _to_list(row)
    context = {"city": row.city, "event": row, "form": form}
    page = "cities/staff/event_form.html"
    return render(request, page, context, status=status_of(form))


@staff_page("cities.change_event")
def count_event(request, code):
    """Which groups came, and how many: asked once the day has come."""
    row = _find(request, code)
    groups = GroupCount.objects.newest([row])[row.pk]
    form = GroupsForm(request.POST or None, groups=groups)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            count_groups(row, form.groups(), by=request.user)
            messages.success(request, _("Who took part is on record."))
            return _to_list(row)
    context = {"city": row.city, "event": row, "form": form}
    return render(request, "cities/staff/event_count.html", context)


@staff_page("cities.change_event")
def retire_event(request, code):
    row = _find(request, code)
    form = RetireEventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row.retire(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = _("The event is retired.")
            path = reverse("staff:cities:put_event_back", args=[code])
            messages.success(request, with_way_back(words, path, _("Put it back")))
            return _to_list(row)
    context = {"city": row.city, "event": row, "form": form}
    return render(request, "cities/staff/event_retire.html", context)


@staff_page("cities.change_event")
def put_event_back(request, code):
    """Retired or not, its page is there; who comes second reads what is so."""
    row = _find(request, code)
    form = PutBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            row.put_back(by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The event is on record again."))
            return _to_list(row)
    context = {"city": row.city, "event": row, "form": form}
    page = "cities/staff/event_put_back.html"
    return render(request, page, context, status=status_of(form))


def _chosen(request):
    seen = Event.objects.kept_by(request.user)
    cities = City.objects.exportable_by(request.user).choices()
    return EventFilter(request.GET, events=seen, cities=cities)


def _add_to(chosen, user):
    """The city to which an event can be added from the list; None while it is open."""
    slug, cities = chosen.city_slug(), City.objects.exportable_by(user)
    found = list((cities.filter(slug=slug) if slug else cities)[:2])
    return found[0] if len(found) == 1 else None


def _find(request, code):
    seen = Event.objects.kept_by(request.user).select_related("city")
    return get_object_or_404(seen, code=code)


def _to_list(event):
    """To the page of its city's list on which it stands; one that was retired stands
    on none.
    """
    city = event.city
    events, cities = city.events.all(), [(city.slug, city.name)]
    own = EventFilter({"city": city.slug}, events=events, cities=cities)
    codes = list(own.found().values_list("code", flat=True))
    query = {"city": city.slug}
    if event.code in codes and (before := codes.index(event.code) // ROWS_A_PAGE):
        query["page"] = before + 1
    return redirect(f"{reverse('staff:cities:events')}?{urlencode(query)}#{event.code}")
