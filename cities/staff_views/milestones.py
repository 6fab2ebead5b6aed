"""The milestones of a city, and all that was said of one."""

from django.shortcuts import get_object_or_404, render

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..milestone_list import (
    STATES,
    Listed,
    by_city,
    in_state,
    sections,
    without_plan,
)
from ..milestone_story import story
from ..models import City, Membership
from .milestone_rights import acts_of, find_milestone, may_take_back


@staff_page("programmes.use_staff_pages", safe=True)
def milestones(request, slug):
    cities = City.objects.exportable_by(request.user)
    city = get_object_or_404(cities, slug=slug)
    state = request.GET.get("state", "")
    rows = by_city([city], today())[city.pk]
    listed = in_state(rows, state)
    context = {
        "city": city,
        "state": state,
        "counts": [(each, len(in_state(rows, each))) for each in STATES],
        "all_count": len(in_state(rows, "")),
        "listed": listed,
        "sections": sections(listed),
        "unplanned": list(without_plan([city])),
        "acts": acts_of(request.user, city) if Membership.objects.of(city) else (),
        "to_agree": [r for r in rows if r.milestone.membership and r.may_be_agreed()],
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/milestone_list.html", context)


@staff_page("programmes.use_staff_pages", safe=True)
def milestone(request, slug, milestone):
    """What was promised, every move with its reason, and what may be done now."""
    cities = City.objects.exportable_by(request.user)
    found = find_milestone(cities, slug, milestone)
    track = found.track()
    context = {
        "city": found.city,
        "milestone": found,
        "row": Listed(found, track, track.status()),
        "track": track,
        "acts": acts_of(request.user, found.city) & track.open_acts(),
        "proof": _proof(track.completion()),
        "story": story(found),
        "undoable": _undoable(request.user, track, found.city),
        "is_sample": found.is_sample,
    }
    return render(request, "cities/staff/milestone_detail.html", context)


def _proof(completion):
    if completion is None:
        return []
    links = completion.evidence_links.select_related("evidence__city")
    return [link.evidence for link in links]


def _undoable(user, track, city):
    """Sequences of the rows that this user may take back now."""
    rows = (
        *track.forecasts,
        *track.requests,
        *track.completions,
        *track.retirements,
        *track.views,
    )
    return {
        row.sequence
        for row in rows
        if track.may_take_back(row) and may_take_back(user, row, city)
    }
