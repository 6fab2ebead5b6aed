"""Events as a page tells them: what lies ahead, what happened, and who took part.

The number of queries does not depend on the number of cities or events.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from creativecity.ledger.remembered import by_version
from creativecity.thai_calendar import today

from .models import Event, GroupCount

CANCELLED, AHEAD, PAST = "cancelled", "ahead", "past"


@dataclass(frozen=True)
class Told:
    """An event, how it stands on a day, and {group: people} of who took part."""

    event: Event
    state: str
    groups: dict[str, int | None]

    def who(self) -> list[tuple[str, int | None]]:
        """(group in words, how many; None where nobody counted)."""
        return [(GroupCount.Group(g).label, n) for g, n in self.groups.items()]

    def people(self) -> int | None:
        """How many were counted; None where nobody was."""
        counted = [number for number in self.groups.values() if number is not None]
        return sum(counted) if counted else None


def tell(events, on: date) -> list[Told]:
    """Each of the events with its groups, in one query."""
    events = list(events)
    groups = GroupCount.objects.newest(events)
    return [Told(event, state_of(event, on), groups[event.pk]) for event in events]


def state_of(event: Event, on: date) -> str:
    if event.is_cancelled():
        return CANCELLED
    return AHEAD if event.starts_on > on else PAST


@dataclass(frozen=True)
class CityEvents:
    """`upcoming` soonest first, `past` newest first; `rungs` counts the past ones."""

    upcoming: tuple[Told, ...]
    past: tuple[Told, ...]
    rungs: tuple[tuple[str, str, int], ...]  # value, words, how many

    def reach(self) -> int | None:
        """How many were reached by the events of which that is known."""
        known = [e.event.reach for e in self.past if e.event.reach is not None]
        return sum(known) if known else None


def told(cities, on: date) -> dict[int, CityEvents]:
    """City pk to its events as of a day, in two queries.

    What a past day still had ahead of it is left out: nobody knows what was announced
    by then, and what happened later is not told as of that day.
    """
    pks = tuple(city.pk for city in cities)
    found = defaultdict(list)
    for each in _in_public(pks, on, on < today()):
        found[each.event.city_id].append(each)
    return {pk: _of_city(found[pk], on) for pk in pks}


@by_version
def _in_public(cities, on, is_past):
    events = Event.objects.in_public().filter(city__in=cities).select_related("city")
    if is_past:
        events = events.happened(on)
    return tell(events.order_by("starts_on", "code"), on)


def _of_city(rows, on):
    ahead = [row for row in rows if row.event.starts_on > on]
    past = [row for row in rows if row.state == PAST]
    counts = Counter(row.event.rung for row in past)
    return CityEvents(
        upcoming=tuple(ahead),
        past=tuple(reversed(past)),
        rungs=tuple((v, words, counts[v]) for v, words in Event.Rung.choices),
    )
