"""The table of a fiscal period, gathered: for the page and its files alike.

First every row is found, then those that are shown are put into words: of hundreds of
cities a year has thousands, and a page shows a hundred.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from . import action_points, activities, duties, experts, milestones, outcomes
from .row import Found, Part, Row, Scope

#: Part of the table to the module that finds its rows, and tells them.
GATHERED = {
    Part.ACTIVITIES: activities,
    Part.EXPERTS: experts,
    Part.MILESTONES: milestones,
    Part.DUTIES: duties,
    Part.ACTION_POINTS: action_points,
    Part.OUTCOMES: outcomes,
}


@dataclass(frozen=True)
class Section:
    """The rows of one part, by day."""

    part: Part
    rows: tuple[Row, ...]


def find(scope: Scope, agency: str = "") -> list[Found]:
    """All rows in the order of the parts and, in each, of the days.

    Of one agency (its code) only what it is responsible for; of a period that lies
    ahead nothing.
    """
    if scope.period.first_day() > scope.on:
        return []
    found = [row for module in GATHERED.values() for row in module.find(scope)]
    places = {part: place for place, part in enumerate(GATHERED)}
    found.sort(key=lambda row: (places[row.part], row.first_day))
    return [row for row in found if not agency or agency in row.agencies]


def tell(found: Iterable[Found], scope: Scope) -> list[Row]:
    """Those rows in words, in the order in which they were found."""
    found = list(found)
    return [row for module, own in _by_part(found) for row in module.tell(own, scope)]


def rows_of(scope: Scope, agency: str = "") -> list[Row]:
    """All of them in words, as a file has them."""
    return tell(find(scope, agency), scope)


def sections(rows: Iterable[Row]) -> list[Section]:
    """The rows part by part; a part without a row is left out."""
    by_part = {part: tuple(r for r in rows if r.part == part) for part in GATHERED}
    return [Section(part, own) for part, own in by_part.items() if own]


def _by_part(found):
    """(module, its rows) of every part that has any."""
    for part, module in GATHERED.items():
        if own := [row for row in found if row.part == part]:
            yield module, own
