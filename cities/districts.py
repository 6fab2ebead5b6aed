"""How far the creative districts of cities are, as of a day: states and their runs."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.remembered import by_version

from .as_of import AsOf
from .models import City, District, DistrictState

#: What stands in the place of a state where none is on record.
NO_RECORD = "no-record"


@dataclass(frozen=True)
class Standing:
    """A district and the states that it had reached by a day, oldest first."""

    district: District
    states: tuple[DistrictState, ...]

    def newest(self) -> DistrictState | None:
        """The last word on it; None where none is on record."""
        return self.states[-1] if self.states else None

    def since(self) -> DistrictState | None:
        """The word with which the present state began: the first of its run."""
        first = self.newest()
        for state in reversed(self.states):
            if state.state != first.state:
                break
            first = state
        return first

    def code(self) -> str:
        """The CSS hook: the state, or that there is no record."""
        newest = self.newest()
        return newest.state if newest else NO_RECORD

    def newest_first(self) -> tuple[DistrictState, ...]:
        return tuple(reversed(self.states))

    def cited(self) -> list:
        """The rows whose sources its page names."""
        return [self.district, *self.states]


def standings(
    cities: Iterable[City], *, on: date, known_at: int | None = None
) -> dict[int, list[Standing]]:
    """City pk to the standings of its districts, in two queries."""
    cities = {city.pk: city for city in cities}
    read = _on_record(tuple(cities), on) if known_at is None else None
    districts, reached = read or _read(tuple(cities), on, known_at)
    states = defaultdict(list)
    for state in reached:
        states[state.district_id].append(state)
    found = defaultdict(list)
    for district in districts:
        district.city = cities[district.city_id]
        standing = Standing(district, tuple(states[district.pk]))
        found[district.city_id].append(standing)
    return found


@by_version
def _on_record(cities, on):
    return _read(cities, on, None)


def _read(cities, on, known_at):
    """The districts of some cities, and the states that they had reached."""
    reached = DistrictState.objects.reached(on, known_at)
    reached = reached.filter(district__city__in=cities)
    districts = District.objects.filter(city__in=cities).order_by("slug")
    return list(districts), list(reached.select_related("evidence__city"))


def standing_of(
    district: District, *, on: date, known_at: int | None = None
) -> Standing:
    """One district's standing, in one query."""
    reached = district.states.reached(on, known_at).select_related("evidence__city")
    return Standing(district, tuple(reached))


@dataclass(frozen=True)
class Goal:
    """The agreement's highest goal: each city with the standings of its districts."""

    on: date
    cities: tuple[tuple[City, tuple[Standing, ...]], ...]

    def standings(self) -> list[Standing]:
        return [standing for _city, rows in self.cities for standing in rows]

    def counts(self) -> list[tuple[str, str, int]]:
        """(code, words, how many districts) for each state, none on record last."""
        return counted(standing.code() for standing in self.standings())

    def query(self) -> str:
        """What an address ends in that keeps a past day; of today nothing."""
        return AsOf(self.on).query()

    def cited(self) -> list:
        """The rows whose sources a page that shows the goal names."""
        return cited(self.cities)

    def is_sample(self) -> bool:
        return any(row.is_sample for each in self.standings() for row in each.states)


def cited(places: Iterable[tuple[City, Iterable[Standing]]]) -> list:
    """The rows whose sources a page names that shows the districts of these cities."""
    return [row for _city, rows in places for each in rows for row in each.cited()]


def goal_of(cities: Iterable[City], *, on: date, known_at: int | None = None) -> Goal:
    """The districts of some cities in the cities' order, in two queries."""
    cities = list(cities)
    found = standings(cities, on=on, known_at=known_at)
    return Goal(on, tuple((city, tuple(found[city.pk])) for city in cities))


def counted(codes: Iterable[str]) -> list[tuple[str, str, int]]:
    """(code, words, how many of these codes) for each state, none on record last."""
    numbers = Counter(codes)
    states = [*DistrictState.State.choices, (NO_RECORD, _("no record found"))]
    return [(code, words, numbers[code]) for code, words in states]


@by_version
def codes_on(on: date) -> list[tuple[str, str]]:
    """(address of its city, code) of every district as of a day: what is counted and
    chosen from, without the thousands of states.
    """
    newest = DistrictState.objects.reached(on).filter(district=OuterRef("pk")).reverse()
    districts = District.objects.annotate(newest=Subquery(newest.values("state")[:1]))
    found = districts.order_by().values_list("city__slug", "newest")
    return [(city, code or NO_RECORD) for city, code in found]
