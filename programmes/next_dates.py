"""What comes next: milestones, UNESCO's calls, meetings and activities of the cities;
each with the page that tells of it.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    Q,
    Subquery,
)
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import Call, Event, Forecast, Milestone
from cities.slip import slip_line
from creativecity.thai_calendar import PartialDate
from creativecity.thai_dates import year_number

SHOWN = 8
#: Rows read beyond those shown: a bid's stage may say that a step was taken already.
READ = 8 * SHOWN


@dataclass(frozen=True)
class NextDate:
    day: PartialDate
    name: str
    of: str  # whose it is: a city, or UNESCO
    address: str
    times_moved: int = 0
    is_key: bool = False

    def days_left(self, on: date) -> int:
        return (self.day.last_day - on).days


def next_dates(on, shown=SHOWN):
    """The next dates from a day on, soonest first."""
    found = [*_milestones(on), *_calls(on), *_events(on, shown)]
    return sorted(found, key=lambda row: (row.day.last_day, row.of))[:shown]


def _milestones(on):
    """Of milestones that are agreed, not done or retired, and whose bid goes on."""
    rows = _ahead(on).select_related("city", "candidacy__call")[:READ]
    for track in Milestone.objects.tracks(rows, on).values():
        line = slip_line(track)
        if line.actual is None and line.retired is None:
            city = track.milestone.city
            yield NextDate(
                day=line.due(),
                name=line.name,
                of=city.name,
                address=f"{city.get_absolute_url()}#{line.anchor}",
                times_moved=line.times_moved(),
                is_key=line.is_key,
            )


def _ahead(on):
    """Milestones whose date that stands lies ahead, soonest first; SQL picks the rows.

    The date that stands is the last said of those up to the day, as in Track.dates().
    """
    is_move = ExpressionWrapper(Q(number__gt=0), output_field=BooleanField())
    said = Forecast.objects.standing().filter(effective_on__lte=on)
    said = said.filter(milestone=OuterRef("pk")).annotate(is_move=is_move)
    latest = said.order_by("-is_move", "-effective_on", "-sequence").values("due_on")
    rows = Milestone.objects.published(on).open(on)
    rows = rows.annotate(due_on=Subquery(latest[:1]))
    return rows.filter(due_on__gte=on).order_by("due_on", "pk")


def _calls(on):
    for call in Call.objects.filter(deadline_on__gte=on):
        year = year_number(call.year, get_language())
        yield NextDate(
            day=call.deadline(),
            name=_("Deadline of the call of %(year)s") % {"year": year},
            of=_("UNESCO"),
            address=f"{reverse('programmes:network')}#call-{call.year}",
        )


def _events(on, shown):
    for event in Event.objects.ahead(on).select_related("city")[:shown]:
        yield NextDate(
            day=event.day(),
            name=event.name,
            of=event.city.name,
            address=event.get_absolute_url(),
        )
