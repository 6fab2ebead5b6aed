"""How cities stand towards an agreement: gathered once, for pages and reports alike.

The number of queries does not depend on the number of cities.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from cities.bids import Bid, bids_by_city, designation_of
from cities.models import City, Event, Stage
from cities.standing import Standing
from cities.standing_words import reason_words, state_words
from creativecity.ledger.remembered import by_version

from .models import Target


@dataclass(frozen=True)
class Promise:
    """A target, how it stands, and the day it was reached if it had been."""

    target: Target
    standing: Standing
    done_on: date | None

    def words(self):
        return state_words(self.standing)

    def reason(self):
        return reason_words(self.standing)


@dataclass(frozen=True)
class CityOverview:
    city: City
    on: date
    designation: Stage | None
    progress: object | None
    bids: tuple[Bid, ...]
    promises: tuple[Promise, ...]
    events: tuple[Event, ...]

    def bids_on_record(self):
        return [bid for bid in self.bids if bid.is_on_record()]

    def next_report_year(self):
        return self.designation and self.designation.next_report_year(self.on)

    def past_report_years(self):
        return self.designation.past_report_years(self.on) if self.designation else ()


def gather(
    programme, cities, *, on, known_at=None, with_events=True, with_progress=True
):
    """A CityOverview for each city, as of a day, as known at a point of the ledger."""
    cities = list(cities)
    bids = bids_by_city(cities, on, known_at)
    designations = {city.pk: designation_of(bids[city.pk]) for city in cities}
    members = {pk for pk, stage in designations.items() if stage}
    judged = cities if with_progress else []
    progress = City.objects.progress(judged, on, known_at, members=members)
    targets = by_city(promised(programme, cities, on, known_at))
    happened = Event.objects.happened(on).filter(city__in=cities)
    events = by_city(happened if with_events else ())
    return [
        CityOverview(
            city=city,
            on=on,
            designation=designations[city.pk],
            progress=progress.get(city.pk),
            bids=bids[city.pk],
            promises=promises_of(targets[city.pk], bids[city.pk], on),
            events=tuple(events[city.pk]),
        )
        for city in cities
    ]


def promised(programme, cities, on, known_at=None):
    """What was promised by that day, as decisions had left it by then.

    Nothing before the agreement was signed.
    """
    if not is_agreed(programme, on):
        return []
    pks = tuple(city.pk for city in cities)
    if known_at is None:
        return _promised_now(programme.pk, pks, on)
    return _promised(programme.pk, pks, on, known_at)


def is_agreed(programme, on):
    """Whether an agreement had been signed by the day: nothing is promised before."""
    return programme is not None and programme.signed_on <= on


@by_version
def _promised_now(programme, cities, on):
    return _promised(programme, cities, on, None)


def _promised(programme, cities, on, known_at):
    targets = Target.objects.filter(programme=programme, city__in=cities)
    return targets.as_of(on, known_at)


def by_city(rows):
    found = defaultdict(list)
    for row in rows:
        found[row.city_id].append(row)
    return found


def promises_of(targets, bids, on):
    candidacies = [(bid.candidacy.call, bid.stages) for bid in bids]
    return tuple(_promise(target, candidacies, on) for target in targets)


def _promise(target, candidacies, on):
    done_on, _is_inferred = target.reached(candidacies)
    return Promise(
        target=target,
        standing=target.standing(candidacies, on=on),
        done_on=done_on if done_on and done_on <= on else None,
    )
