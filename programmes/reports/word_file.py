"""A report or minutes as a Word file: the blocks of the PDF, for people to edit.

The lines of time are left out: Word has no vectors that a screen reader could read, and
every date of them stands in the tables.
"""

from collections.abc import Iterable

from creativecity import documents as word

from .layout.blocks import (
    Block,
    Drawing,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Points,
    Signers,
)
from .sheet import Sheet

#: Between the margins of an A4 page, in millimetres.
WIDTH = 166
MEDIA_TYPE = word.MEDIA_TYPE


def draw(sheet: Sheet, blocks: Iterable[Block]) -> bytes:
    """The DOCX as bytes, its styles set for Latin and Thai letters."""
    document = word.new_document(sheet.language, title=sheet.title)
    word.edges(document, head=sheet.mark, foot=sheet.foot)
    if sheet.is_centred:
        word.centre(document.paragraphs[0])
    for line in filter(None, sheet.subtitle.split("\n")):
        added = word.paragraph(document, line)
        if sheet.is_centred:
            word.centre(added)
    for block in blocks:
        _DRAW[type(block)](document, block)
    return word.to_bytes(document)


def _heading(document, block):
    word.heading(document, block.text, block.level)


def _paragraph(document, block):
    is_bold = block.look in {"bold", "note", "sample"}
    word.paragraph(document, block.text, bold=is_bold)


def _points(document, block):
    for item in block.items:
        word.paragraph(document, item, style="List Bullet")


def _facts(document, block):
    """Pairs as lines, "name: words": a table without a header is none."""
    for name, words in block.rows:
        word.paragraph(document, f"{name}: {words}")


def _grid(document, block):
    word.caption(document, block.caption)
    whole = sum(block.shares)
    widths = [WIDTH * share / whole for share in block.shares]
    table = word.table(document, block.header, block.rows, widths)
    word.to_right(table, block.numbers)


def _nothing(document, block):
    """What only a PDF can draw."""


def _signers(document, block):
    for lines in block.lines:
        word.centre(word.paragraph(document, "\n".join(("", *lines))))


_DRAW = {
    Heading: _heading,
    Paragraph: _paragraph,
    Points: _points,
    Facts: _facts,
    Grid: _grid,
    Drawing: _nothing,
    Signers: _signers,
}
