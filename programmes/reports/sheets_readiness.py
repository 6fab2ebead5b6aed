"""The sheets of a report on readiness: of each city, and of each dimension."""

from django.utils.translation import gettext as _

from . import words
from .sheets import day, year
from .sheets_rows import head, rows_of
from .values import AnnualReport


def _range(value):
    """A Range as six numbers; empty where there is none."""
    if value is None:
        return (None,) * 6
    return (
        value.lowest,
        value.highest,
        value.mean,
        value.read,
        value.applicable,
        value.reported,
    )


def _range_names(when=""):
    names = (
        _("Lowest %"),
        _("Highest %"),
        _("Mean of what was read %"),
        _("Indicators read"),
        _("Indicators that apply"),
        _("Waiting for a verdict"),
    )
    return tuple(f"{name} {when}".strip() for name in names)


def readiness(report: AnnualReport):
    header = head(
        _("Member since"),
        _("Creative field"),
        _("Next monitoring report"),
        *_range_names(_("before the year")),
        *_range_names(_("at its end")),
        _("Change in the year"),
    )
    return _("Readiness"), header, rows_of(report, lambda city: [city], _readiness)


def _readiness(city):
    before, after = city.readiness_before, city.readiness
    return (
        day(city.member_since),
        words.field_words(city.field),
        year(city.next_report_year),
        *_range(before),
        *_range(after),
        words.change_words(before, after) if after else "",
    )


def dimensions(report: AnnualReport):
    header = head(_("Code"), _("Dimension"), *_range_names())
    rows = rows_of(
        report,
        lambda city: city.dimensions,
        lambda each: (each.code, str(each.name), *_range(each.readiness)),
    )
    return _("Dimensions"), header, rows
