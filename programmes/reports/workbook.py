"""A yearly report as a workbook: one sheet a table, for those who count further.

Every sheet begins with the code and the name of the city, where it speaks of one; days
are ISO days of the Common Era, each the last of its period, as in every file for
machines; words are those of the other forms. No text becomes a formula.
"""

from django.utils.translation import gettext as _

from creativecity.spreadsheets import Sheet, write_xlsx

from . import sheets, sheets_agreement, sheets_bids, sheets_life, sheets_readiness
from .edition import Edition
from .layout.report import title_of
from .values import AnnualReport

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(report: AnnualReport, edition: Edition) -> bytes:
    """The XLSX, its words in the language that is active."""
    note = title_of(report)
    if report.is_sample:
        note = f"{note} – {_('sample data')}"
    parts = (
        sheets.about(report, edition),
        sheets_readiness.readiness(report),
        sheets_readiness.dimensions(report),
        sheets_bids.promises(report),
        sheets_bids.slip(report),
        sheets_bids.candidacies(report),
        sheets_life.events(report),
        sheets_life.outcomes(report),
        sheets_life.districts(report),
        sheets_life.participation(report),
        sheets_agreement.parties(report),
        sheets_agreement.amendments(report),
        sheets_agreement.review(report),
        sheets_agreement.duties(report),
        sheets_agreement.decisions(report),
        sheets_agreement.action_points(report),
        sheets.sources(report),
        *([sheets.errata(edition)] if edition.errata else ()),
    )
    return write_xlsx([Sheet(t, header, rows, note=note) for t, header, rows in parts])
