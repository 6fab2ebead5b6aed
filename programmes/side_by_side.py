"""Cities side by side as of a day: one row each, by the rules that their pages ask.

The number of queries does not depend on the number of cities.
"""

from dataclasses import dataclass

from django.core.paginator import Paginator

from cities.pages import ROWS_A_PAGE
from cities.slip_summary import SlipSummary, days_slipped, summarise

from .overview import CityOverview, gather
from .side_by_side_order import Order
from .slip import ledger, milestone_groups


@dataclass(frozen=True)
class Row:
    """`dimensions` are in the order of the rubric's; None of one that is not asked."""

    overview: CityOverview
    slip: SlipSummary
    dimensions: tuple

    def city(self):
        return self.overview.city

    def readiness(self):
        progress = self.overview.progress
        return progress and progress.readiness

    def days_slipped(self):
        """Of the date that slipped furthest; None where no date was agreed on."""
        if not self.slip.lines:
            return None
        return days_slipped(self.slip.slipped[0]) if self.slip.slipped else 0


def page_of(programme, cities, codes, *, on, order: Order, number):
    """A page of rows of a QuerySet of cities; `codes` are those of the dimensions.

    By name one page alone is worked out, in any other order every city.
    """
    if order.is_by_name():
        in_order = cities.reverse() if order.is_descending else cities
        page = Paginator(in_order, ROWS_A_PAGE).get_page(number)
        page.object_list = rows_of(programme, page.object_list, codes, on=on)
        return page
    rows = order.sort(rows_of(programme, cities, codes, on=on), codes)
    return Paginator(rows, ROWS_A_PAGE).get_page(number)


def rows_of(programme, cities, codes, *, on):
    cities = list(cities)
    groups = milestone_groups(cities, on=on)
    return [
        _row(overview, groups.get(overview.city.pk, []), codes)
        for overview in gather(programme, cities, on=on, with_events=False)
    ]


def _row(overview, groups, codes):
    told = ledger(overview.city, overview.promises, overview.bids, groups)
    progress = overview.progress
    parts = progress.readiness.dimensions if progress else ()
    by_code = {part.code: part for part in parts}
    return Row(
        overview=overview,
        slip=summarise(told.lines(), overview.bids),
        dimensions=tuple(by_code.get(code) for code in codes),
    )
