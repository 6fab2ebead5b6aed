"""A portal with many cities and years of readings: rows of the same every time.

Each city has what a city has: a target, a bid with its stages, milestones with their
dates, a membership if it came to that, a district, events, evidence, facts, figures and
suggestions. All of it is marked as sample data where a row can say so.
"""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from types import SimpleNamespace

from django.contrib.auth import get_user_model

from cities.country_map import FILE
from cities.models import Agency, City
from programmes.models import Programme, Target

from .bulk import Bulk, moment
from .many_bids import bring_bids
from .many_readings import LAST, bring_readings, days
from .many_things import bring_things, evidence_of

#: Ten years of readings, one a year: what the yearly reports are measured with.
YEARLY = days(10, apart=12)


@dataclass(frozen=True)
class Place:
    """A city with its number, what the ledger calls it, and its library."""

    city: City
    number: int
    about: str
    evidence: tuple


def fill(count, *, first=0, spoken_on=YEARLY, told=lambda readings: None):
    """`count` more cities of the latest agreement, from number `first` on."""
    bulk, people = Bulk(), people_here()
    cities = bring_cities(bulk, range(first, first + count))
    bring_all(bulk, people, cities, spoken_on, told, first=first)


def people_here():
    """Who says it all: the demo's accounts."""
    users = get_user_model().objects
    return SimpleNamespace(
        officer=users.get(username="secretary"),
        agent=users.get(username="cea"),
        agency=Agency.objects.get(code="cea"),
    )


def bring_all(bulk, people, cities, spoken_on, told, *, first=0):
    """Give each city its things and its readings; `told(readings)` after a batch."""
    evidence = evidence_of(bulk, people, cities, spoken_on[0])
    places = [
        Place(city, number, city.key(), tuple(evidence[city.pk]))
        for number, city in enumerate(cities, start=first)
    ]
    bring_things(bulk, people, places)
    bring_bids(bulk, people, places)
    bring_readings(bulk, people, places, spoken_on, told)
    bulk.close()


def bring_cities(bulk, numbers):
    """New cities, each in one of the country's provinces, with a target each."""
    provinces = list(_middles())
    told = [(_city(number, provinces), "") for number in numbers]
    cities = bulk.create(told, by=None, at=moment(LAST))
    like = Target.objects.filter(programme=Programme.objects.newest()).first()
    targets = [
        (copy(like, city_id=city.pk, code=f"X{number}"), city.key())
        for number, city in zip(numbers, cities, strict=True)
    ]
    bulk.create(targets, by=None, at=moment(LAST))
    return cities


def _city(number, provinces):
    """In the province whose turn it is, a little away from those there before it."""
    code, latitude, longitude = provinces[number % len(provinces)]
    round_number = number // len(provinces)
    return City(
        slug=f"city-{number}",
        position=100 + number,
        name_th=f"เมืองที่ {number}",
        name_en=f"City {number}",
        province=code,
        latitude=_degrees(latitude + 0.09 * (round_number % 3 - 1)),
        longitude=_degrees(longitude + 0.09 * (round_number // 3 % 3 - 1)),
    )


def _degrees(number):
    return Decimal(f"{number:.5f}")


def _middles():
    """(code, latitude, longitude) of each province: the middle of its outline's box."""
    country = json.loads(FILE.read_text())
    for code, outline in country["provinces"].items():
        x, y = (sum((min(axis), max(axis))) / 2 for axis in _points(outline))
        north = country["north"] - y / country["down"]
        yield code, north, country["west"] + x / country["across"]


def _points(outline):
    """The xs and the ys of an outline's first ring, whose steps are relative."""
    numbers = [int(n) for n in re.findall(r"-?\d+", outline.split("M")[1])]
    return list(accumulate(numbers[::2])), list(accumulate(numbers[1::2]))


def copy(row, **changes):
    """A new row with the values of another, but for some."""
    values = {f.attname: f.value_from_object(row) for f in row._meta.concrete_fields}
    del values[row._meta.pk.attname]
    return type(row)(**values | changes)
