"""Meetings and activities of the cities that were announced or entered here."""

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cities.models import Event
from cities.models.event_rows import PREFIX
from creativecity.ledger.models import LogEntry

from .event import CalendarEvent, about_the_day, titled, within


def activity_events(cities=None):
    """Those of these cities, or of all; as many queries for one as for all.

    A cancelled one stays, as cancelled: a calendar has it already. What the facts
    file tells is long past, and left out.
    """
    rows = Event.objects.in_public().filter(code__startswith=PREFIX)
    if cities is not None:
        rows = rows.filter(city__in=cities)
    rows = list(rows.select_related("city"))
    written = _written(rows)
    return [_event(row, *written[str(row.pk)]) for row in rows]


def _written(rows):
    """Event pk, as text, to (when its newest entry was written, number of entries)."""
    entries = LogEntry.objects.filter(
        subject=Event._meta.label_lower, subject_id__in=[str(row.pk) for row in rows]
    )
    counted = entries.order_by().values_list("subject_id")
    counted = counted.annotate(newest=Max("at"), count=Count("sequence"))
    return {pk: (newest, count) for pk, newest, count in counted}


def _event(event, newest, count):
    cancelled = pgettext("event", "cancelled") if event.is_cancelled() else ""
    sample = _("sample data") if event.is_sample else ""
    words = f"{event.city.name}: {event.name}"
    return CalendarEvent(
        uid=f"event-{event.code}@creativecity",
        day=event.starts_on,
        last_day=event.ends_on,
        place=event.place,
        summary=titled(words, within(event.day()), cancelled, sample),
        description="\n".join(filter(None, _description(event))),
        categories=(event.get_kind_display(),),
        path=event.get_absolute_url(),
        stamp=newest,
        sequence=count - 1,
        is_cancelled=event.is_cancelled(),
    )


def _description(event):
    if event.is_cancelled():
        yield _("Cancelled: %(reason)s") % {"reason": event.retired_reason}
    yield about_the_day(event.day())
    yield event.link
