"""What decisions put on a desk: action points, and what did nothing yet."""

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse

from .action_state import RUNNING, State
from .models import ActionPoint, Decision
from .owed import Owed


def owed_decisions(user, on) -> Iterator[Owed]:
    """The own action points; of the secretary what others are late with, too."""
    if user.has_perm("programmes.add_actionstep"):
        own = ActionPoint.objects.owned_by(user).running_as_of(on)
        # Who oversees all narrows the list to the own ones.
        oversees = user.has_perm("programmes.view_annualreview")
        yield from _of_owner(own, "owner=mine&" if oversees else "")
    if user.has_perm("programmes.add_decision"):
        yield _late(on)
        yield _idle(on)


def _of_owner(found, narrowed) -> Iterator[Owed]:
    url = reverse("staff:action_points")
    for state in RUNNING:
        rows = [row for row in found if row.standing.state == state]
        days = [row.standing.days for row in rows]
        yield Owed(
            kind=f"action-{state}",
            count=len(rows),
            url=f"{url}?{narrowed}state={state}",
            overdue=max(days, default=0) if state == State.OVERDUE else 0,
            left=None if state == State.OVERDUE else min(days, default=None),
        )


def _late(on) -> Owed:
    """What anybody is late with: the secretary asks about it."""
    found = ActionPoint.objects.all().running_as_of(on)
    days = [row.standing.days for row in found if row.standing.state == State.OVERDUE]
    url = f"{reverse('staff:action_points')}?state=overdue"
    return Owed("action-late", len(days), url, overdue=max(days, default=0))


def _idle(on) -> Owed:
    rows = Decision.objects.standing().idle()
    url = f"{reverse('staff:decisions')}?state=open"
    return Owed("decision-idle", rows.count(), url, days=_waited(rows, on))


def _waited(rows, on):
    since = rows.aggregate(since=Min("effective_on"))["since"]
    return (on - since).days if since else 0
