"""The few numbers that stand large on the home page, counted of the overviews."""

from collections.abc import Iterable
from dataclasses import dataclass

from cities.standing import State

from .overview import CityOverview


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
