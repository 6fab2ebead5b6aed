"""How many rows a page has, and cities page by page where each brings much."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

#: So many, since each brings its lines, its readiness and its dates to the page.
CITIES_A_PAGE = 8
#: Of a list in which each row is a line or two: what a phone scrolls through, at a cost
#: near that of the handful which a list of five cities has.
ROWS_A_PAGE = 20


def page_of(cities: QuerySet | list, number: str | None) -> Page:
    """The page of that number as typed; the first or the last where there is none."""
    return Paginator(cities, CITIES_A_PAGE).get_page(number)
