"""Gaps of a city's bids as of a day: open or closed, and how far each was carried."""

from collections import defaultdict
from dataclasses import dataclass

from .models import Gap


@dataclass(frozen=True)
class GapLine:
    """A gap of one bid; `origin` is the same gap in the bid that it came from."""

    gap: Gap
    is_open: bool
    origin: Gap | None
    times_carried: int
    carried_to: tuple[Gap, ...]


def gap_lines(gaps, on):
    """Candidacy pk to its lines, of all `gaps` of one city: no query for each.

    Where a gap came from, or went to, is told only if that one is among `gaps` too.
    """
    by_pk = {gap.pk: gap for gap in gaps}
    carried_to = defaultdict(list)
    for gap in by_pk.values():
        if gap.carried_from_id:
            carried_to[gap.carried_from_id].append(gap)
    lines = defaultdict(list)
    for gap in by_pk.values():
        line = GapLine(
            gap=gap,
            is_open=gap.is_open(on),
            origin=by_pk.get(gap.carried_from_id),
            times_carried=_times_carried(gap, by_pk),
            carried_to=tuple(carried_to[gap.pk]),
        )
        lines[gap.candidacy_id].append(line)
    return lines


def _times_carried(gap, by_pk):
    times = 0
    while gap := by_pk.get(gap.carried_from_id):
        times += 1
    return times
