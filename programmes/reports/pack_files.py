"""The pack of an invitation as Word file and PDF, from the values that were frozen."""

from collections.abc import Callable
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from . import pdf, word_file
from .layout.minutes import agenda_title
from .layout.pack import pack_blocks
from .minutes_files import letter_sheet
from .pack_values import PackEdition, PackValue


def pack_docx(pack: PackValue, edition: PackEdition, *, language: str) -> bytes:
    return _drawn(word_file.draw, pack, edition, language)


def pack_pdf(pack: PackValue, edition: PackEdition, *, language: str) -> bytes:
    return _drawn(pdf.draw, pack, edition, language)


def _drawn(draw: Callable, pack, edition, language) -> bytes:
    with translation.override(language):
        title, sha256 = agenda_title(pack.meeting), edition.sha256
        sheet = letter_sheet(pack.meeting, title, language, sha256)
        # The pack has sample data as soon as one of its cities has.
        mark = _("SAMPLE DATA") if pack.is_sample else ""
        return draw(replace(sheet, mark=mark), pack_blocks(pack, edition))
