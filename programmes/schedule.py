"""Plan against actual across cities: which lines, on which page."""

from django.core.paginator import Paginator
from django.db.models import Q

from cities.models import Milestone
from cities.pages import CITIES_A_PAGE

from .slip import ledgers


def page_of(programme, cities, *, on, choice, number):
    """A page of cities, and the ledgers of those on it; the file has all of them.

    How a line stands is computed, so that a choice by state looks at every city; any
    other reads the lines of one page alone.
    """
    cities = with_lines(programme, cities, on=on, choice=choice)
    if choice.state:
        cities = [ledger.city for ledger in _found(programme, cities, on, choice)]
    page = Paginator(cities, CITIES_A_PAGE).get_page(number)
    return page, ledgers(programme, page.object_list, on=on, choice=choice)


def all_of(programme, cities, *, on, choice):
    """The ledgers of every city that has a line which was chosen."""
    cities = with_lines(programme, cities, on=on, choice=choice)
    return _found(programme, cities, on, choice)


def _found(programme, cities, on, choice):
    found = ledgers(programme, cities, on=on, choice=choice)
    return [ledger for ledger in found if ledger.groups]


def with_lines(programme, cities, *, on, choice):
    """The cities of a QuerySet that have a line of the kind that was chosen."""
    milestones = Milestone.objects.published(on)
    if choice.only_key:
        milestones = milestones.filter(is_key=True)
    has_line = Q(pk__in=[])
    if choice.kind != "target":
        has_line |= Q(pk__in=milestones.values("city"))
    is_signed = programme is not None and programme.signed_on <= on
    if is_signed and choice.kind != "milestone" and not choice.only_key:
        has_line |= Q(pk__in=programme.targets.standing(on).values("city"))
    return cities.filter(has_line)
