"""Which indicators rest on live, ageing, expired or no evidence: a city at a glance."""

from dataclasses import dataclass
from datetime import date

from . import evidence_age
from .evidence_age import State
from .models import Evidence


@dataclass(frozen=True)
class Spot:
    """One indicator, the usable pieces behind its newest reading, and their state."""

    cell: object
    pieces: tuple
    state: State

    def until(self):
        """The last day on which any of the pieces is valid; None if one never ends."""
        return evidence_age.best_until(piece.valid_until for piece in self.pieces)


def spots(progress: list, on: date) -> dict:
    """(city pk, indicator code) to Spot, for the Progress of many cities: one query.

    The newest reading counts, verified or not: what an officer is to look after is what
    was said last.
    """
    words = [c.spoken for p in progress for c in p.cells if c.spoken is not None]
    behind = Evidence.objects.behind(words)
    return {
        (one.city.pk, cell.indicator.code): _spot(cell, behind, on)
        for one in progress
        for cell in one.cells
    }


def draw(progress, on: date) -> list:
    """(dimension, its spots), in the rubric's order, for one city's Progress."""
    found = spots([progress], on)
    return [
        (dimension, [found[progress.city.pk, cell.indicator.code] for cell in cells])
        for dimension, _readiness, cells in progress.dimensions
    ]


def _spot(cell, behind, on):
    pieces = tuple(behind.get(cell.spoken.pk, ()) if cell.spoken else ())
    days = [piece.valid_until for piece in pieces]
    return Spot(cell, pieces, evidence_age.state(days, on))
