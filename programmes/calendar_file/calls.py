"""UNESCO's calls: when each opens, closes and is decided, as far as that is known."""

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import Call
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import Precision
from creativecity.thai_dates import year_number

from .event import CalendarEvent, about_the_day, titled, within


def call_events():
    """Events of all calls; a call is prose, whose history is in the ledger."""
    written = _written()
    for call in Call.objects.all():
        for moment, words, day in _moments(call):
            if day and day.precision != Precision.UNKNOWN:
                yield _event(call, moment, words, day, written[str(call.pk)])


def year_words(call):
    """The call's year as the reader counts it."""
    return str(year_number(call.year, get_language()))


def _written():
    """Call pk, as text, to (when its newest entry was written, number of entries)."""
    entries = LogEntry.objects.filter(subject=Call._meta.label_lower)
    rows = entries.order_by().values_list("subject_id")
    counted = rows.annotate(newest=Max("at"), count=Count("sequence"))
    return {pk: (newest, count) for pk, newest, count in counted}


def _moments(call):
    year = {"year": year_words(call)}
    yield "opens", _("UNESCO's call of %(year)s opens") % year, call.opened()
    yield "deadline", _("Deadline of UNESCO's call of %(year)s") % year, call.deadline()
    words = _("Announcement of UNESCO's call of %(year)s") % year
    yield "announcement", words, call.announced()


def _event(call, moment, words, day, written):
    newest, count = written
    return CalendarEvent(
        uid=f"call-{call.year}-{moment}@creativecity",
        day=day.last_day,
        summary=titled(words, within(day)),
        description=about_the_day(day),
        categories=(_("call"),),
        path=reverse("programmes:call", args=[call.year]),
        stamp=newest,
        sequence=count - 1,
    )
