"""Meetings and activities of the period, with the money that was typed for them."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from cities.events import Told
from cities.events import tell as tell_groups
from cities.models import Event
from creativecity.thai_calendar import Precision

from ..models import CommitmentReport
from .row import Found, Part, Row, Scope
from .words import day_words, span_words

#: Known to the year alone: of no quarter.
YEARS = (Precision.YEAR, Precision.FISCAL_YEAR)


def find(scope: Scope) -> Iterator[Found]:
    """Those that stand and had begun: two queries for any number of them."""
    events = _happened(scope).only("code", "starts_on", "precision", "spent_baht")
    events = [event for event in events if scope.period.holds(event.day())]
    serves = _served({event.code for event in events})
    for event in events:
        yield Found(
            part=Part.ACTIVITIES,
            first_day=event.starts_on,
            of=event.pk,
            agencies=tuple(_agencies(serves[event.code])),
            spent_baht=event.spent_baht,
        )


def tell(found: list[Found], scope: Scope) -> Iterator[Row]:
    """Three queries for any number of them."""
    rows = Event.objects.select_related("city").in_bulk([each.of for each in found])
    events = [rows[each.of] for each in found]
    serves = _served({event.code for event in events})
    for told in tell_groups(events, scope.on):
        yield _row(told, serves[told.event.code])


def known_to_the_year(scope: Scope) -> int:
    """How many of the period's fiscal year belong to none of its quarters."""
    year = scope.period.year
    days = (year.starts_on, year.ends_on)
    found = Event.objects.happened(scope.on).filter(city__in=scope.cities)
    return found.filter(precision__in=YEARS, starts_on__range=days).count()


def _happened(scope):
    events = Event.objects.happened(scope.on).filter(city__in=scope.cities)
    events = events.filter(starts_on__range=scope.period.days())
    return events.order_by("starts_on", "code")


def _served(codes):
    """Event's code to the reports on duties that name it, the newest last."""
    reports = CommitmentReport.objects.standing().select_related("agency", "commitment")
    found = defaultdict(list)
    for report in reports.order_by("sequence") if codes else ():
        for code in codes.intersection(report.event_codes):
            found[code].append(report)
    return found


def _agencies(reports):
    """Code to agency of those that reported."""
    return {report.agency.code: report.agency for report in reports}


def _row(told: Told, reports):
    event, agencies = told.event, _agencies(reports)
    page = reverse("staff:cities:events")
    return Row(
        part=Part.ACTIVITIES,
        first_day=event.starts_on,
        day=_day(event),
        kind=event.get_kind_display(),
        activity=event.name,
        city=event.city.name,
        duty=", ".join(dict.fromkeys(row.commitment.code for row in reports)),
        responsible=", ".join(str(agency) for agency in agencies.values()),
        agencies=tuple(agencies),
        place=event.place,
        took_part=", ".join(filter(None, (event.took_part, _groups(told)))),
        people=told.people(),
        reach=event.reach,
        spent_baht=event.spent_baht,
        progress=event.result,
        next_step=event.next_step,
        source=event.code,
        url=f"{page}?city={event.city.slug}#{event.code}",
        is_sample=event.is_sample,
    )


def _day(event):
    if event.ends_on:
        return span_words(event.starts_on, event.ends_on)
    return day_words(event.day())


def _groups(told):
    """Who was there: `officials 6, people of the community`."""
    words = _("%(group)s %(people)s")
    return ", ".join(
        words % {"group": group, "people": people} if people is not None else str(group)
        for group, people in told.who()
    )
