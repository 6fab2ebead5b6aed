"""The few numbers that stand large on the home page, counted of the overviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cities.models import City
from cities.standing import State
from creativecity.ledger.remembered import by_version, told_at

from .models import Programme
from .overview import CityOverview, gather


@dataclass(frozen=True)
class Glance:
    """Cities towards an agreement, and how many of its targets were reached how."""

    cities: int
    members: int
    targets: int
    reached: int
    late: int  # of those reached


def glance(overviews: Iterable[CityOverview]) -> Glance:
    overviews = list(overviews)
    promises = [promise for overview in overviews for promise in overview.promises]
    return Glance(
        cities=len(overviews),
        members=sum(overview.designation is not None for overview in overviews),
        targets=len(promises),
        reached=sum(promise.done_on is not None for promise in promises),
        late=sum(promise.standing.state == State.MET_LATE for promise in promises),
    )


def glance_of_all(programme: Programme | None, on: date) -> Glance:
    """Of all cities, where a page shows some of them: it reads every bid and target,
    and so once a version of the ledger.
    """
    return _of_all(programme and programme.pk, on)


@by_version
def _of_all(programme, on):
    agreement = Programme.objects.filter(pk=programme).first()
    cities = City.objects.all()
    with told_at(None):  # every row of every city: kept are the numbers alone
        return glance(
            gather(agreement, cities, on=on, with_events=False, with_progress=False)
        )
