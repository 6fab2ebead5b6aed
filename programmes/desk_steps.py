"""What milestones put on a desk: what is due, what waits, what is to be agreed."""

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse

from cities.milestone_list import in_state, without_plan
from cities.models import City, ReforecastRequest
from cities.standing import State

from .owed import Owed


def owed_steps(user, cities, steps, on) -> Iterator[Owed]:
    """`steps` are the milestones of each city as of `on` (milestone_list.by_city)."""
    is_secretary = user.has_perm("cities.set_baseline")
    for city in _kept(user, cities):
        rows = steps.get(city.pk, [])
        yield _in_state("overdue", city, rows)
        yield _in_state("due", city, rows)
        if is_secretary:
            yield _in_state("plan", city, rows)
    if is_secretary:
        yield from (_bid_without_plan(bid) for bid in without_plan(cities))
    if user.has_perm("programmes.add_decision"):
        yield _requests("request", on)


def awaited_steps(user, cities, steps, on) -> Iterator[Owed]:
    """Later dates asked for, on which others decide."""
    if user.has_perm("programmes.add_decision"):
        return
    if user.has_perm("cities.add_verification"):
        yield _requests("request-there", on)
        return
    for city in _kept(user, cities):
        yield _in_state("waiting", city, steps.get(city.pk, []))


def next_report(rows):
    """The next monitoring report of a member city, as listed; None without one."""
    ahead = (State.UPCOMING, State.DUE, State.WAITING_FOR_DECISION)
    reports = (
        row for row in rows if row.milestone.is_report() and row.standing.state in ahead
    )
    return next(reports, None)


def _kept(user, cities):
    kept = set(City.objects.kept_by(user).values_list("pk", flat=True))
    return [city for city in cities if city.pk in kept]


def _in_state(state, city, rows) -> Owed:
    found = in_state(rows, state)
    days = [row.standing.days or 0 for row in found]
    url = reverse("staff:cities:milestones", args=[city.slug])
    return Owed(
        kind=f"step-{state}",
        count=len(found),
        url=f"{url}?state={state}",
        city=city,
        overdue=max(days, default=0) if state == "overdue" else 0,
        left=min(days, default=None) if state == "due" else None,
    )


def _bid_without_plan(bid) -> Owed:
    url = reverse("staff:cities:plan", args=[bid.city.slug, bid.call.year])
    return Owed("no-plan", 1, url, bid.city)


def _requests(kind, on) -> Owed:
    waiting = ReforecastRequest.objects.open()
    since = waiting.aggregate(since=Min("effective_on"))["since"]
    days = (on - since).days if since else 0
    return Owed(kind, waiting.count(), reverse("staff:requests"), days=days)
