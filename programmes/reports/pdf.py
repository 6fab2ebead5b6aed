"""A report or minutes as PDF: blocks of words, set in Sarabun by Typst.

Tagged (PDF/UA-1), with bookmarks, and with Thai text that can be searched and copied.
The words go over as JSON and are never part of the template's source.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import fontpkg_sarabun

from creativecity.on_demand import on_demand
from creativecity.spreadsheets import carried
from creativecity.thai_text import GLOSSARY

from .layout.blocks import Block
from .sheet import Sheet

typst = on_demand("typst")

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
FACES = Path(fontpkg_sarabun.ROOT) / "files"
MEDIA_TYPE = "application/pdf"

# A word ends where no vowel or tone mark still belongs to its last letter; Rust's
# regular expressions cannot look ahead, so the marks are kept with it.
_MARKS = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*"
_FIGURES = r"\d{1,4}[–-]\d{1,4}(?: %)?|\d{1,4} %"


class DrawingError(RuntimeError):
    """Typst could not set the file; `str()` is its own message."""


def draw(sheet: Sheet, blocks: Iterable[Block]) -> bytes:
    """The PDF; the same sheet and blocks give the same bytes."""
    values = {
        **asdict(sheet),
        "keep": _kept_whole(),
        "blocks": [asdict(block) for block in blocks],
    }
    try:
        return typst.compile(
            TEMPLATE,
            format="pdf",
            font_paths=faces(),
            sys_inputs={"data": json.dumps(_clean(values), ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=_moment(sheet.day),
        )
    except typst.TypstError as error:
        raise DrawingError(str(error)) from error


def _clean(value):
    """The same without the characters that no file can hold."""
    if isinstance(value, str):
        return carried(value)
    if isinstance(value, dict):
        return {name: _clean(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(each) for each in value]
    return value


@cache
def faces() -> "typst.Fonts":
    """Sarabun alone: no face of the machine may stand in for it unseen."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FACES]
    )


@cache
def _kept_whole() -> str:
    """A regular expression of what no line may break: longer words before shorter."""
    words = "|".join(map(re.escape, sorted(GLOSSARY, key=len, reverse=True)))
    return f"(?:{words}){_MARKS}|[\u0e00-\u0e4e]{{1,12}} ?ๆ|{_FIGURES}"


def _moment(day: str) -> datetime | None:
    on = date.fromisoformat(day) if day else date(2020, 6, 25)
    return datetime(on.year, on.month, on.day, tzinfo=UTC)
