"""Public changes in portions, each with the places of the ones before and after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from cities.models import City
from creativecity.thai_calendar import bangkok_day, today

from .public_changes import PublicChange, tell
from .told_entries import told_entries


@dataclass(frozen=True)
class ChangeList:
    """`before` is the point of the ledger that it lies behind, None for the newest.

    `older` and `newer` are the same of its neighbours; `newer` 0 is the newest list.
    None where there is no neighbour.
    """

    changes: tuple[PublicChange, ...]
    before: int | None = None
    older: int | None = None
    newer: int | None = None

    def months(self) -> list[tuple[date, list[PublicChange]]]:
        """(a month's first day, what was recorded in it), newest first."""
        parted = groupby(self.changes, lambda each: _month(each.at))
        return [(month, list(changes)) for month, changes in parted]


def _month(moment) -> date:
    return bangkok_day(moment).replace(day=1)


def change_list(
    *,
    before: int | None,
    size: int,
    city: City | None = None,
    kinds: Iterable[str] | None = None,
    on: date | None = None,
) -> ChangeList:
    """The list of `size` changes behind a point of the ledger."""
    entries = told_entries(on or today(), city=city, kinds=kinds)
    behind = entries if before is None else entries.filter(sequence__lt=before)
    found = list(behind[: size + 1])
    return ChangeList(
        changes=tuple(tell(found[:size])),
        before=before,
        older=found[size - 1].sequence if len(found) > size else None,
        newer=None if before is None else _newer(entries, before, size),
    )


def _newer(entries, before, size):
    """Where the list of the next newer ones begins; 0 if that is the newest list."""
    ahead = entries.filter(sequence__gte=before).order_by("sequence")
    sequences = list(ahead.values_list("sequence", flat=True)[: size + 1])
    return sequences[size] if len(sequences) > size else 0


def point_of(typed: str) -> int | None:
    """`?before=` as typed; what is no point of a ledger counts as not asked."""
    is_point = typed.isascii() and typed.isdigit() and len(typed) <= 18
    return int(typed) if is_point and int(typed) else None
