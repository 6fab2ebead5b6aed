"""One report in each of its forms: the same values, whatever the format."""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from . import pdf, word_file, workbook
from .edition import Edition
from .layout.opening import errata_words, sample_words, state_words
from .layout.report import report_blocks, title_of
from .page import report_parts
from .plain import to_text
from .sheet import Sheet
from .values import AnnualReport

MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": pdf.MEDIA_TYPE,
    "docx": word_file.MEDIA_TYPE,
    "xlsx": workbook.MEDIA_TYPE,
}
#: Those that are no text, which a terminal cannot show.
BINARY = {"pdf", "docx", "xlsx"}


def draw_report(
    report: AnnualReport, edition: Edition, file_format: str, language: str
) -> bytes:
    """The file, its words in "th" or "en"; KeyError for a format that there is not."""
    with translation.override(language):
        return _DRAW[file_format](report, edition, language)


def sheet_of(report: AnnualReport, edition: Edition, language: str) -> Sheet:
    """Title, and what stands over and under each page."""
    return Sheet(
        title=title_of(report),
        subtitle=str(report.name),
        language=language,
        mark=_mark(report, edition),
        foot=f"SHA-256 {edition.sha256}" if edition.sha256 else state_words(edition),
        day=edition.on or report.as_of,
    )


def _mark(report, edition):
    marks = {"draft": _("Draft"), "frozen": _("Frozen for signing"), "sealed": ""}
    sample = _("SAMPLE DATA") if report.is_sample else ""
    return " · ".join(filter(None, (marks[edition.state], sample)))


def _pdf(report, edition, language):
    sheet = sheet_of(report, edition, language)
    return pdf.draw(sheet, report_blocks(report, edition))


def _docx(report, edition, language):
    sheet = sheet_of(report, edition, language)
    return word_file.draw(sheet, report_blocks(report, edition))


def _xlsx(report, edition, language):
    return workbook.draw(report, edition)


def _json(report, edition, language):
    """The canonical text of which the hash is, or would be, taken: both languages."""
    return to_text(report).encode()


def _html(report, edition, language):
    context = {
        "report": report,
        "title": title_of(report),
        "state": state_words(edition),
        "sample": sample_words(),
        "sha256": edition.sha256,
        "errata": errata_words() if edition.errata else "",
        "parts": report_parts(report, edition),
    }
    return render_to_string("programmes/report_file.html", context).encode()


_DRAW: dict[str, Callable[[AnnualReport, Edition, str], bytes]] = {
    "html": _html,
    "json": _json,
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
}
