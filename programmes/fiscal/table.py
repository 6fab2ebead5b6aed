"""The table of a fiscal period, gathered: for the page and its files alike."""

from dataclasses import dataclass

from . import action_points, activities, duties, experts, milestones, outcomes
from .row import Part, Row, Scope

#: Part of the table to the module that gathers its rows.
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


def rows_of(scope: Scope, agency: str = "") -> list[Row]:
    """All rows in the order of the parts and, in each, of the days.

    Of one agency (its code) only what it is responsible for; of a period that lies
    ahead nothing.
    """
    if scope.period.first_day() > scope.on:
        return []
    found = [row for module in GATHERED.values() for row in module.rows(scope)]
    places = {part: place for place, part in enumerate(GATHERED)}
    found.sort(key=lambda row: (places[row.part], row.first_day))
    return [row for row in found if not agency or agency in row.agencies]


def sections(rows) -> list[Section]:
    """The rows part by part; a part without a row is left out."""
    by_part = {part: tuple(r for r in rows if r.part == part) for part in GATHERED}
    return [Section(part, own) for part, own in by_part.items() if own]
