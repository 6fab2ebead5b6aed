"""Cities page by page, wherever a list shows much of each."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

#: So many, since each brings its lines, its readiness and its dates to the page.
CITIES_A_PAGE = 10


def page_of(cities: QuerySet | list, number: str | None) -> Page:
    """The page of that number as typed; the first or the last where there is none."""
    return Paginator(cities, CITIES_A_PAGE).get_page(number)
