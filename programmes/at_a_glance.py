"""The few numbers that stand large on the home page."""

from dataclasses import dataclass
from datetime import date

from cities.bids import bare_bids, designation_of
from cities.models import City
from cities.standing import State
from creativecity.ledger.remembered import by_version

from .models import Programme
from .overview import by_city, is_agreed, promises_of


@dataclass(frozen=True)
class Glance:
    """Cities towards an agreement, and how many of its targets were reached how."""

    cities: int
    members: int
    targets: int
    reached: int
    late: int  # of those reached


def glance(programme: Programme | None, on: date) -> Glance:
    """Of all cities, whichever of them a page shows: it reads every bid and target, no
    more of each than counts, and so once a version of the ledger.
    """
    return _of_all(programme and programme.pk, on)


@by_version
def _of_all(programme, on):
    bids = bare_bids(on)
    agreement = Programme.objects.filter(pk=programme).first()
    is_promised = is_agreed(agreement, on)
    targets = by_city(agreement.targets.bare_as_of(on) if is_promised else ())
    promises = [
        promise
        for city, own in targets.items()
        for promise in promises_of(own, bids[city], on)
    ]
    return Glance(
        cities=City.objects.count(),
        members=sum(designation_of(own) is not None for own in bids.values()),
        targets=len(promises),
        reached=sum(promise.done_on is not None for promise in promises),
        late=sum(promise.standing.state == State.MET_LATE for promise in promises),
    )
