"""All cities on one page: the lines of time, and readiness with its change."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .. import words
from ..values import AnnualReport
from . import city as of
from .blocks import Block, Grid, Heading
from .lines import drawing


def blocks(report: AnnualReport) -> Iterator[Block]:
    if not report.cities:
        return
    yield Heading(1, _("The cities at a glance"))
    yield from drawing(report)
    header = (
        _("City"),
        _("Membership"),
        _("Readiness before the year"),
        _("Readiness at its end"),
        _("Change in the year"),
    )
    rows = tuple(map(_row, report.cities))
    yield Grid(_("Membership and readiness"), header, rows, (3, 5, 3, 3, 5))


def _row(city):
    return (
        str(city.name),
        of.membership(city),
        words.range_words(city.readiness_before),
        words.range_words(city.readiness),
        of.change(city),
    )
