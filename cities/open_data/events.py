"""Meetings and activities: what happened, what lies ahead, and who took part."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import (
    BooleanFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
)

from creativecity.open_data import Table, columns
from creativecity.thai_calendar import today

from ..events import tell
from ..models import Event, GroupCount
from .event_columns import EventRow
from .narrowing import of_city


class EventRows(FilterSet):
    city = of_city()
    kind = ChoiceFilter(
        choices=Event.Kind.choices, help_text=_("Only events of this kind")
    )
    rung = ChoiceFilter(
        choices=Event.Rung.choices,
        help_text=_("Only events in which people took part on this rung"),
    )
    since = DateFilter(
        "starts_on", "gte", help_text=_("Only events of this day or a later one")
    )
    until = DateFilter(
        "starts_on", "lte", help_text=_("Only events of this day or an earlier one")
    )
    is_cancelled = BooleanFilter(
        "retired_on",
        "isnull",
        exclude=True,
        help_text=_("Only events that were cancelled, or only the others"),
    )


def rows(asked):
    """Of a past day those that had begun: nobody knows what was announced by then."""
    events = Event.objects.in_public().select_related("city")
    if asked.on < today():
        events = events.happened(asked.on)
    return events.order_by("starts_on", "code")


def prepare(events, asked):
    return [_row(told, asked) for told in tell(events, asked.on)]


def _row(told, asked):
    event = told.event
    return {
        "code": event.code,
        "city": event.city.slug,
        "kind": event.kind,
        "name_th": event.name_th,
        "name_en": event.name_en,
        "starts_on": event.starts_on,
        "starts_precision": event.precision,
        "ends_on": event.ends_on,
        "state": told.state,
        "cancelled_on": event.retired_on,
        "cancelled_reason": columns.known(event.retired_reason),
        "place_th": columns.known(event.place_th),
        "place_en": columns.known(event.place_en),
        "link": columns.known(event.link),
        **_who(told),
        "basis": event.basis,
        "sources": event.source_codes,
        "as_of": asked.on,
        "is_sample": event.is_sample,
        "page": asked.absolute(reverse("programmes:event", args=[event.code])),
    }


def _who(told):
    """Who took part, how far, and how many it reached: each where it is known."""
    event = told.event
    counts = {f"people_{g}": told.groups.get(g) for g in GroupCount.Group.values}
    return {
        "rung": columns.known(event.rung),
        "took_part_th": columns.known(event.took_part_th),
        "took_part_en": columns.known(event.took_part_en),
        "groups": list(told.groups),
        "people": told.people(),
        **counts,
        "reach": event.reach,
    }


TABLE = Table(
    name="events",
    title=_("Events"),
    about=_(
        "Meetings, activities, announcements and declarations of each city: when and "
        "where, who took part and how far. As of a past day only what had begun by "
        "then; what stands in a row is as it is known now"
    ),
    serializer=EventRow,
    rows=rows,
    lookup="code",
    prepare=prepare,
    filterset=EventRows,
    ordering={"starts_on": "starts_on", "code": "code", "city": "city__slug"},
    takes=frozenset({"as_of"}),
)
