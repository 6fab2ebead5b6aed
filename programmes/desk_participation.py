"""What taking part puts on a desk: suggestions to read and to answer, who came."""

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse

from cities.models import City, Suggestion
from cities.models.suggestion_rows import UNREAD

from .owed import Owed


def owed_participation(user, on) -> Iterator[Owed]:
    if user.has_perm("cities.add_moderation"):
        yield _unread(user, on)
    if user.has_perm("cities.add_suggestionstep"):
        yield _unanswered(on)
    if user.has_perm("cities.change_event"):
        yield from _uncounted(user, on)


def _unread(user, on) -> Owed:
    rows = Suggestion.objects.visible_to(user).unread()
    url = f"{reverse('staff:suggestions')}?read={UNREAD}"
    return Owed("moderation", rows.count(), url, days=_waited(rows, on))


def _unanswered(on) -> Owed:
    rows = Suggestion.objects.waiting()
    url = f"{reverse('staff:suggestions')}?state=waiting"
    return Owed("suggestion", rows.count(), url, days=_waited(rows, on))


def _waited(rows, on):
    since = rows.aggregate(since=Min("effective_on"))["since"]
    return (on - since).days if since else 0


def _uncounted(user, on) -> Iterator[Owed]:
    """An officer knows who came to the own city's events; nobody else is asked."""
    for city in City.objects.editable_by(user):
        rows = city.events.all().uncounted(on)
        url = f"{reverse('staff:cities:events')}?city={city.slug}&state=uncounted"
        yield Owed("event-uncounted", rows.count(), url, city)
