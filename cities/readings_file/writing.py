"""The grid as a workbook or CSV, as it stands on record."""

from django.utils.translation import gettext as _

from creativecity.spreadsheets import Sheet, write_csv, write_xlsx

from ..models import ReadingEvidence
from .columns import COLUMNS, LEVELS, SAID, WIDTHS, heading, on_record


def _headings():
    return [heading(column) for column in COLUMNS]


def as_rows(city, progress):
    """What stands on record, a row an indicator; those never read have no level."""
    evidence = ReadingEvidence.objects.by_reading(
        [cell.spoken for cell in progress.cells if cell.spoken]
    )
    for cell in progress.cells:
        said = on_record(cell.spoken, evidence.get(cell.spoken, ()))
        yield [
            city.slug,
            cell.indicator.code,
            cell.wording.name,
            *(said[name] for name in SAID),
            _("sample data") if cell.spoken and cell.spoken.is_sample else "",
        ]


def to_xlsx(city, progress):
    note = _("Fill in and hand in again. Unchanged rows record nothing; na: %(words)s.")
    words = {"words": _("the indicator does not apply")}
    sheet = Sheet(
        title=city.name,
        header=_headings(),
        rows=list(as_rows(city, progress)),
        widths=WIDTHS,
        note=note % words,
        choices={heading("choice"): LEVELS},
    )
    return write_xlsx([sheet])


def to_csv(city, progress):
    return write_csv(_headings(), as_rows(city, progress))
