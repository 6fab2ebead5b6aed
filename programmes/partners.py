"""The register of partners as the public reads it: by place, then by kind; counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from cities.models import Area, City
from creativecity.thai_calendar import FiscalYear

from .models import Engagement, Partner


@dataclass(frozen=True)
class Place:
    """A city or a designated area, or neither: for all cities alike.

    `kinds` are (the kind in words, its partners in order).
    """

    city: City | None
    area: Area | None
    kinds: tuple

    def anchor(self) -> str:
        if self.city:
            return f"city-{self.city.slug}"
        return f"area-{self.area.code}" if self.area else "all-cities"


def by_place(partners: Iterable[Partner], *, slug: str = "") -> list[Place]:
    """Each city with its partners, then areas, then those that work for all.

    An area lists those that are in no city's list. `slug` leaves that one city alone.
    """
    found = defaultdict(list)
    for partner in partners:
        for where in _where(partner):
            found[where].append(partner)
    cities = City.objects.in_order()
    shown = cities.filter(slug=slug) if slug else cities
    order = [*shown, *Area.objects.all(), None]
    return [_place(where, found[where]) for where in order if where in found]


def _where(partner):
    """Its cities, else its areas, else None: for all."""
    return partner.cities.all() or partner.areas.all() or [None]


def _place(where, partners):
    city = where if isinstance(where, City) else None
    area = where if isinstance(where, Area) else None
    return Place(city, area, _kinds(partners))


def _kinds(partners):
    found = defaultdict(list)
    for partner in partners:
        found[partner.kind].append(partner)
    return tuple((k.label, tuple(found[k])) for k in Partner.Kind if k in found)


def steps_by_year(on: date, steps=None) -> list[tuple[FiscalYear, int]]:
    """(fiscal year, steps of coordination on record by a day), the newest first.

    Of all that stand, or of `steps` (a QuerySet). Counted month by month in the
    database, whatever their number.
    """
    steps = Engagement.objects.standing() if steps is None else steps
    steps = steps.filter(effective_on__lte=on).order_by()
    months = steps.values_list("effective_on__year", "effective_on__month")
    counts = Counter()
    for year, month, number in months.annotate(number=Count("pk")):
        counts[FiscalYear.of(date(year, month, 1))] += number
    return sorted(counts.items(), key=lambda pair: -pair[0].be)
