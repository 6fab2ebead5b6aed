"""The parts of a yearly report in their order, in the language that is active."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..edition import Edition
from ..values import AnnualReport
from . import agreement, city, decisions, duties, glance, opening, sources
from .blocks import Block, Grid, Heading, in_lines

#: Cities that are told in tables; of more, each table is told in lines. To set 500 in
#: tables took 1.2 GB (a cell takes 20 kB), in lines 0.7 GB.
MOST_IN_TABLES = 100


def title_of(report: AnnualReport) -> str:
    return _("Report on year %(year)s of the term") % {"year": report.year}


def report_blocks(report: AnnualReport, edition: Edition) -> Iterator[Block]:
    """All that the report says, from what it speaks of to its sources."""
    yield from opening.blocks(report, edition)
    yield from agreement.blocks(report)
    yield from agreement.meeting(report)
    yield from glance.blocks(report)
    yield Heading(1, _("City by city"))
    yield from _cities(report)
    yield from duties.blocks(report)
    yield from decisions.blocks(report)
    yield from sources.blocks(report)
    yield from opening.signed(edition)
    yield from opening.errata(edition)


def _cities(report):
    blocks = (block for value in report.cities for block in city.blocks(value))
    if len(report.cities) <= MOST_IN_TABLES:
        return blocks
    return (in_lines(b) if isinstance(b, Grid) else b for b in blocks)
