"""The days of action points: what the two agencies gave whom to do, by when."""

from collections import defaultdict

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from creativecity.ledger.models import Withdrawal

from ..decision_register import told_reviews
from ..models import ActionPoint, ActionStep
from .event import CalendarEvent, titled


def action_events(cities=None, *, on):
    """Those of these cities, or of everybody; as many queries for one as for all."""
    points = ActionPoint.objects.all()
    if cities is not None:
        points = points.filter(city__in=cities)
    found = _told(points.as_of(on))
    moments = _moments(found, on)
    return [_event(row, moments[row.point.pk]) for row in found]


def _told(found):
    """Those whose decision the public may read (decision_register.py)."""
    decisions = [row.point.decision for row in found]
    told = told_reviews(decisions)
    return [
        row
        for row in found
        if row.point.decision.item is None or row.point.decision.item.review_id in told
    ]


def _moments(found, on):
    """Action point's pk to when anything the public sees was said, or taken back.

    Their number never falls, since rows are never removed: it is the SEQUENCE.
    """
    taken_back = Withdrawal.objects.filter(withdrawn=OuterRef("sequence"))
    steps = ActionStep.objects.exclude(kind=ActionStep.Kind.PROGRESS)
    steps = steps.filter(
        action_point__in=[row.point.pk for row in found], effective_on__lte=on
    ).annotate(taken_back_at=Subquery(taken_back.values("recorded_at")))
    moments = defaultdict(list)
    columns = ("action_point_id", "recorded_at", "taken_back_at")
    for pk, said_at, taken_back_at in steps.values_list(*columns):
        moments[pk] += filter(None, (said_at, taken_back_at))
    return moments


def _event(followed, moments):
    point, standing = followed.point, followed.standing
    words = f"{point.owner()}: {point}"
    done = _("done") if standing.state == "done" else ""
    sample = _("sample data") if point.is_sample else ""
    said = _("Given by decision %(number)s.") % {"number": point.decision}
    register = point.decision.get_absolute_url().partition("#")[0]
    return CalendarEvent(
        uid=f"action-{point.sequence}@creativecity",
        day=standing.due_on,
        summary=titled(words, done, sample),
        description=said,
        categories=(_("action point"),),
        path=f"{register}#{point.anchor()}",
        stamp=max([point.recorded_at, *moments]),
        sequence=len(moments),
        is_cancelled=standing.state == "cancelled",
    )
