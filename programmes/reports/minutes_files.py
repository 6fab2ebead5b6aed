"""Minutes as PDF and Word, the agenda as Word, from the values that are agreed to."""

from django.utils import translation
from django.utils.translation import gettext as _

from . import pdf, word_file
from .layout import minutes as layout
from .minutes_values import MinutesValue
from .sheet import Sheet

#: Points: official letters have 16 in TH Sarabun, which is about as large as this.
LETTER = 12


def minutes_pdf(minutes: MinutesValue, *, language: str, sha256: str) -> bytes:
    with translation.override(language):
        sheet = letter_sheet(minutes, layout.title_of(minutes), language, sha256)
        return pdf.draw(sheet, layout.minutes_blocks(minutes))


def minutes_docx(minutes: MinutesValue, *, language: str, sha256: str) -> bytes:
    with translation.override(language):
        sheet = letter_sheet(minutes, layout.title_of(minutes), language, sha256)
        return word_file.draw(sheet, layout.minutes_blocks(minutes))


def agenda_docx(minutes: MinutesValue, *, language: str) -> bytes:
    with translation.override(language):
        sheet = letter_sheet(minutes, layout.agenda_title(minutes), language)
        return word_file.draw(sheet, layout.agenda_blocks(minutes))


def letter_sheet(
    minutes: MinutesValue, title: str, language: str, sha256: str = ""
) -> Sheet:
    """As official letters look; what the agreement, day and place are stands on top."""
    return Sheet(
        title=title,
        subtitle=layout.subtitle_of(minutes),
        language=language,
        mark=_("SAMPLE DATA") if minutes.is_sample else "",
        foot=f"SHA-256 {sha256}" if sha256 else "",
        size=LETTER,
        is_centred=True,
        day=minutes.held_on or minutes.meets_on or "",
    )
