"""What is owed of the agreement, row by row: duties, action points, reviews, words."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse, reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cities.models import City, Suggestion

from ..action_state import State
from ..desk_duties import duties_owed
from ..desk_reviews import since, steps_owed
from ..models import ActionPoint, Article, Decision
from .thing import Thing, name_of, named

#: A clause or an action point can be long; its page has all of it.
LONGEST = 120


def of_agreement(user, on: date) -> Iterator[Thing]:
    for kind, _state, _code, rows in duties_owed(user, on):
        yield from (_duty(kind, keys) for keys in rows if keys.standing.since)
    yield from _action_points(user, on)
    if user.has_perm("programmes.add_decision"):
        yield from _idle()
    for step, rows in steps_owed(user):
        yield from (_review(f"review-{step}", row) for row in rows)
    if user.has_perm("programmes.publish_article"):
        yield from _articles()
    yield from _suggestions(user)


def _duty(kind, keys):
    duty = keys.commitment
    return Thing(
        kind=kind,
        about=name_of(kind, duty),
        day=keys.standing.since,
        words=_short(f"{duty.code} {duty.text}"),
        url=reverse("staff:duty", args=[duty.programme.slug, duty.code]),
    )


def _action_points(user, on):
    """The own ones; of the secretary what others are late with, too."""
    if user.has_perm("programmes.add_actionstep"):
        for row in ActionPoint.objects.owned_by(user).running_as_of(on):
            if row.standing.state in {State.OVERDUE, State.DUE}:
                yield _action_point(f"action-{row.standing.state}", row)
    if user.has_perm("programmes.add_decision"):
        for row in ActionPoint.objects.all().running_as_of(on):
            if row.standing.state == State.OVERDUE:
                yield _action_point("action-late", row)


def _action_point(kind, row):
    return Thing(
        kind=kind,
        about=name_of(kind, row.point),
        day=row.standing.due_on,
        words=_short(row.point.text),
        url=row.point.get_absolute_url(),
        city=row.point.city,
        is_due=True,
    )


def _idle():
    for row in Decision.objects.standing().idle():
        yield Thing(
            kind="decision-idle",
            about=name_of("decision-idle", row),
            day=row.effective_on,
            words=_("Decision %(number)s") % {"number": row},
            url=row.get_staff_url(),
        )


def _review(kind, standing):
    review = standing.review
    return Thing(
        kind=kind,
        about=f"{name_of(kind, review)}/{kind}",
        day=since(standing),
        words=_("Review of year %(year)s") % {"year": review.year},
        url=review.get_staff_url(),
    )


def _articles():
    for row in Article.objects.waiting():
        yield Thing(
            kind="article",
            about=name_of("article", row),
            day=row.proposed_on,
            words=row.title,
            url=reverse("staff:article", args=[row.slug]),
        )


def _suggestions(user):
    """By their numbers alone: what somebody wrote is read on its page."""
    rows = Suggestion.objects.all()
    if user.has_perm("cities.add_moderation"):
        unread = rows.visible_to(user).unread()
        yield from _read_of("moderation", unread, "staff:moderate_suggestion")
    if user.has_perm("cities.add_suggestionstep"):
        yield from _read_of("suggestion", rows.waiting(), "staff:suggestion")


def _read_of(kind, rows, page):
    """As plain values, with addresses that are worked out for those that are shown: the
    public may have written thousands.
    """
    found = rows.values_list("pk", "sequence", "reference", "effective_on", "city")
    cities = City.objects.in_bulk() if found else {}
    for pk, sequence, reference, day, city in found:
        yield Thing(
            kind=kind,
            about=named(kind, Suggestion, pk),
            day=day,
            words=reference,
            url=reverse_lazy(page, args=[sequence]),
            city=cities[city],
        )


def _short(text):
    return Truncator(text).chars(LONGEST)
