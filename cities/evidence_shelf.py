"""A city's library as its page shows it: a map of the indicators, the pieces below."""

from dataclasses import dataclass
from functools import cached_property

from . import evidence_map
from .evidence_age import State
from .models import Evidence

#: What the list can be narrowed to. The first three speak of usable pieces.
STATES = ("live", "ageing", "expired", "proposed", "retired")


@dataclass(frozen=True)
class Row:
    """A piece, its state on the day, and what rests on it.

    `codes` are those of indicators, `milestones` those that it showed to be done.
    """

    piece: Evidence
    state: str
    codes: list
    milestones: list

    def is_in(self, state):
        if state == "proposed":
            return self.piece.is_waiting()
        return self.state == state or (not state and self.state != "retired")


class Shelf:
    """`on` is the day by which evidence is live or ran out."""

    def __init__(self, city, on):
        self.city, self.on = city, on
        self.progress = city.progress(on)

    @cached_property
    def map(self):
        """(dimension, its spots) for each dimension; empty without a rubric."""
        return evidence_map.draw(self.progress, self.on) if self.progress else []

    def columns(self):
        """How many indicators the longest dimension has."""
        return max((len(spots) for _dimension, spots in self.map), default=0)

    def spot_counts(self):
        """(state, how many indicators are in it), every state."""
        states = [spot.state for _dimension, spots in self.map for spot in spots]
        return [(state.value, states.count(state)) for state in State]

    @cached_property
    def _all(self):
        pieces = self.city.evidence.order_by("-pk")
        codes, milestones = pieces.codes(), pieces.milestones()
        return [
            self._row(piece, codes.get(piece.pk, []), milestones.get(piece.pk, []))
            for piece in pieces
        ]

    def is_empty(self):
        return not self._all

    def _row(self, piece, codes, milestones):
        state = "retired" if piece.retired_on else piece.age(self.on).value
        return Row(piece, state, codes, milestones)

    def rows(self, state="", code=""):
        """The newest first; retired pieces only where they are asked for."""
        return [
            row
            for row in self._all
            if row.is_in(state) and (not code or code in row.codes)
        ]

    def counts(self):
        """(state, how many pieces are in it), for what the list can be narrowed to."""
        return [(state, len(self.rows(state))) for state in STATES]

    def cell(self, code):
        return self.progress.cell(code) if self.progress and code else None
