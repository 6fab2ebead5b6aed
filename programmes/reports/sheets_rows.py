"""Rows of sheets that speak of things of a city: its code and name come first."""

from django.utils.translation import gettext as _


def head(*names):
    return (_("City code"), _("City"), *names)


def rows_of(report, things, cells):
    """A row for each thing of each city, behind the city's code and name."""
    return [
        (city.slug, str(city.name), *cells(thing))
        for city in report.cities
        for thing in things(city)
    ]
