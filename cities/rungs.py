"""How far people took part: events counted by rung, city and fiscal year."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from creativecity.thai_calendar import BUDDHIST_OFFSET, FiscalYear

from .models import City, Event
from .pages import CITIES_A_PAGE

#: Units of the drawing: a rung's row and its tallest bar, upright.
ROW, TALLEST = 56, 30
#: The widest bar, in per cent of its year's place.
BAR = 44
#: Years drawn at most, the newest ones; the table has them all.
MOST_YEARS = 8


@dataclass(frozen=True)
class Bar:
    """`x`, `width` and `middle` are per cent of the row, `y` and `height` its units."""

    count: int
    x: str
    middle: str
    width: str
    y: int
    height: int


@dataclass(frozen=True)
class Rung:
    """One row of the drawing, the highest rung first."""

    words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Line:
    """One line of the table: a year and a city, with the count on each rung.

    Without a city it is of all, where the cities would be too many to read.
    """

    year: FiscalYear
    city: City | None
    counts: tuple[int, ...]  # of Event.Rung in order, then of those without a rung

    def all(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Ladder:
    rungs: tuple[Rung, ...]
    years: tuple[tuple[int, str], ...]  # C.E. number, and where its name stands
    lines: tuple[Line, ...]

    def heads(self) -> list:
        """What heads the counts of a line, in their order."""
        return [*Event.Rung.labels, _("not known, or does not apply")]

    def is_empty(self) -> bool:
        return not any(rung.bars for rung in self.rungs)


def ladder(events: QuerySet[Event], cities: QuerySet[City]) -> Ladder:
    """The drawing and the table of events that happened in these cities.

    They are counted by the database: of 500 cities there are thousands.
    """
    told_apart = list(cities[: CITIES_A_PAGE + 1])
    if len(told_apart) > CITIES_A_PAGE:
        told_apart = []
    by_city = {city.pk: city for city in told_apart}
    told = _counted(events, by_city)
    counts = Counter()
    for (year, _pk, rung), count in told.items():
        counts[year, rung] += count
    years = _years(counts)
    tallest = max((n for (y, r), n in counts.items() if r and y in years), default=1)
    rows = [
        Rung(rung.label, tuple(_bars(rung, counts, years, tallest)))
        for rung in reversed(Event.Rung)
    ]
    places = [
        (be - BUDDHIST_OFFSET, _percent(n + 0.5, len(years)))
        for n, be in enumerate(years)
    ]
    lines = _lines(told, by_city or {None: None})
    return Ladder(tuple(rows), tuple(places), tuple(lines))


def _counted(events, by_city):
    """(fiscal year in B.E., city's pk, rung) to the number of events; None for the pk
    where cities are not told apart.
    """
    columns = ("month", "rung", *(["city"] if by_city else []))
    groups = events.order_by().annotate(month=TruncMonth("starts_on")).values(*columns)
    found = Counter()
    for row in groups.annotate(count=Count("pk")):
        year = FiscalYear.of(row["month"]).be
        found[year, row.get("city"), row["rung"]] += row["count"]
    return found


def _years(counts):
    """From the first year with an event on a rung to the last one, without a gap."""
    on_rungs = [year for year, rung in counts if rung]
    if not on_rungs:
        return []
    return list(range(min(on_rungs), max(on_rungs) + 1))[-MOST_YEARS:]


def _percent(number, of):
    return f"{100 * number / of:.2f}%"


def _bars(rung, counts, years, tallest):
    for place, year in enumerate(years):
        if count := counts[year, rung.value]:
            height = max(round(TALLEST * count / tallest), 2)
            yield Bar(
                count=count,
                x=_percent(place + (1 - BAR / 100) / 2, len(years)),
                middle=_percent(place + 0.5, len(years)),
                width=_percent(BAR / 100, len(years)),
                y=ROW - height,
                height=height,
            )


def _lines(found, cities):
    """The newest year first, in it the cities in the order of the portal."""
    pairs = {(year, pk) for year, pk, _rung in found}
    for year, pk in sorted(pairs, key=lambda p: (-p[0], _place(cities[p[1]]))):
        counts = [found[year, pk, rung] for rung in (*Event.Rung.values, "")]
        yield Line(FiscalYear(year), cities[pk], tuple(counts))


def _place(city):
    return city.position if city else 0
