"""The agenda by exception: what the records say must come before the meeting.

The number of queries does not depend on the number of cities.
"""

from datetime import timedelta

from cities.milestone_list import by_city, in_state
from cities.models import (
    City,
    Milestone,
    ReforecastRequest,
    Suggestion,
)
from cities.suggestion_stories import stories
from creativecity.thai_calendar import today

from .agenda_city_words import (
    milestone_matter,
    readiness_matter,
    request_matter,
    stale_matter,
)
from .agenda_words import (
    Cause,
    action_matter,
    chair_matter,
    dispute_matter,
    minutes_matter,
    suggestion_matter,
)
from .models import ActionPoint

#: Matters that the records bring, and may bring no more.
BY_EXCEPTION = set(Cause) - {Cause.STANDING, Cause.BROUGHT}


def matters(review, on=None):
    """Every matter that the records bring on the day, in the order of an agenda."""
    on = on or today()
    cities = list(review.programme.cities(on))
    last = last_review(review)
    return [
        chair_matter(),
        minutes_matter(last),
        *(action_matter(row, on) for row in open_actions(review.programme, on, review)),
        *_readings(review, cities, last, on),
        *(milestone_matter(row, on) for row in _overdue(cities, on)),
        *(request_matter(*row) for row in open_requests(cities, on)),
        *(dispute_matter(k) for k in review.programme.commitments.disputed(on)),
        *(suggestion_matter(story) for story in _suggestions(cities)),
    ]


def missing(review, found):
    """Those of the matters `found` that the agenda has not, nor were taken off it."""
    known = set(review.items.exclude(subject="").values_list("subject", flat=True))
    return [matter for matter in found if matter.subject not in known]


def gone(review, found):
    """What is on the agenda and no longer among the matters that the records bring."""
    brought = {matter.subject for matter in found}
    items = review.items.listed().filter(cause__in=BY_EXCEPTION)
    return [item for item in items.exclude(subject="") if item.subject not in brought]


def last_review(review):
    """The review of an earlier year that was held last, or None."""
    earlier = review.programme.reviews.filter(year__lt=review.year)
    return earlier.exclude(held_on=None).order_by("-held_on").first()


def span(review, last, on):
    """(day before, last day) between which a change of readiness is told.

    From the last review's day, or the eve of the window where none was held before its
    end, to the end of the window, or today while it runs.
    """
    window = review.window()
    until = min(window.last_day, on)
    if last and last.held_on < until:
        return last.held_on, until
    return window.first_day - timedelta(days=1), until


def open_actions(programme, on, review=None):
    """What was given by earlier decisions and is neither done nor cancelled."""
    points = ActionPoint.objects.filter(decision__programme=programme)
    if review and review.pk:
        points = points.exclude(decision__item__review=review)
    return points.running_as_of(on)


def open_requests(cities, on):
    """(request, track of its milestone) of what was asked for by the day, undecided."""
    waiting = ReforecastRequest.objects.open().filter(milestone__city__in=cities)
    waiting = waiting.filter(effective_on__lte=on)
    rows = list(waiting.select_related("milestone__city").order_by("sequence"))
    found = Milestone.objects.filter(pk__in={row.milestone_id for row in rows})
    tracks = Milestone.objects.tracks(found.select_related("candidacy__call"), on)
    return [(row, tracks[row.milestone_id]) for row in rows]


def _overdue(cities, on):
    found = by_city(cities, on)
    return [row for city in cities for row in in_state(found[city.pk], "overdue")]


def _readings(review, cities, last, on):
    now = City.objects.progress(cities, on)
    stale = [row for row in now.values() if row.count("stale")]
    yield from (stale_matter(row) for row in stale)
    first, until = span(review, last, on)
    before = City.objects.progress(cities, first)
    after = now if until == on else City.objects.progress(cities, until)
    for city in cities:
        pair = before.get(city.pk), after.get(city.pk)
        if all(pair) and _changed(*pair):
            yield readiness_matter(*pair)


def _changed(before, now):
    told = ("lowest", "highest", "read", "applicable")
    return any(
        getattr(before.readiness, name) != getattr(now.readiness, name) for name in told
    )


def _suggestions(cities):
    """Those without a final answer: neither adopted nor declined."""
    rows = Suggestion.objects.waiting().filter(city__in=cities)
    rows = rows.select_related("city").order_by("effective_on", "sequence")
    return stories(rows)
