"""Word documents as Thais read them: headings, paragraphs and tables in one Thai face.

Word takes the face of Thai letters from `w:cs` and their language from `w:bidi`;
python-docx sets only those of Latin letters, so both are written here.
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

from .on_demand import on_demand
from .spreadsheets.guard import carried

docx, oxml, namespaces, lengths, texts = map(
    on_demand, ("docx", "docx.oxml", "docx.oxml.ns", "docx.shared", "docx.enum.text")
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: The face of Thai official letters; Word falls back to another where it is missing.
FACE = "TH Sarabun New"
#: Sarabun is small for its size: 16 points is what official letters are set in.
SIZE = 16
TITLE, HEADING = 22, 18
#: Level of a heading to its size.
HEADINGS = {1: HEADING, 2: HEADING, 3: SIZE}
SMALL = 12
LOCALES = {"th": "th-TH", "en": "en-GB"}
#: Letters that a Word file may have in its properties.
MOST_IN_PROPERTIES = 255


def new_document(language: str, *, title: str = "") -> "docx.Document":
    """An empty A4 document whose every style speaks `language` ("th" or "en")."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = lengths.Mm(210), lengths.Mm(297)
    for edge in ("left", "right", "top", "bottom"):
        setattr(section, f"{edge}_margin", lengths.Mm(22))
    _set_face(document.styles["Normal"], SIZE, language)
    _set_face(document.styles["Title"], TITLE, language)
    for level, size in HEADINGS.items():
        _set_face(document.styles[f"Heading {level}"], size, language)
    _set_face(document.styles["Caption"], SIZE, language)
    for edge in ("Header", "Footer"):
        _set_face(document.styles[edge], SMALL, language)
    document.core_properties.title = clean(title)[:MOST_IN_PROPERTIES]
    document.core_properties.author = ""
    document.core_properties.language = LOCALES[language]
    if title:
        document.add_heading(clean(title), level=0)
    return document


def edges(document, *, head: str, foot: str) -> None:
    """What stands over and under each page: `head` at the right, `foot`, its number."""
    section = document.sections[0]
    top, bottom = section.header.paragraphs[0], section.footer.paragraphs[0]
    top.alignment = texts.WD_ALIGN_PARAGRAPH.RIGHT
    _write(top, head, bold=True)
    _write(bottom, f"{foot}   " if foot else "", bold=False)
    _count(bottom, "PAGE")
    _write(bottom, " / ", bold=False)
    _count(bottom, "NUMPAGES")


def caption(document, text: str):
    """The words over a table, which stay on its page."""
    added = paragraph(document, text, style="Caption")
    added.paragraph_format.keep_with_next = True
    return added


def centre(paragraph):
    paragraph.alignment = texts.WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def heading(document, text: str, level: int = 1):
    return document.add_heading(clean(text), level=level)


def paragraph(document, text: str, *, style: str | None = None, bold: bool = False):
    """One paragraph; a line break in `text` stays one. `style`: "List Bullet" etc."""
    added = document.add_paragraph(style=style)
    _write(added, text, bold)
    return added


def table(document, headings: Sequence[str], rows: Iterable[Sequence[str]], widths=()):
    """A grid whose first row is repeated on each page; `widths` in millimetres."""
    grid = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    grid.autofit = not widths
    _fill(grid.rows[0], headings, bold=True)
    _repeat(grid.rows[0])
    for row in rows:
        _fill(grid.add_row(), row)
    for column, width in zip(grid.columns, widths, strict=False):
        for cell in column.cells:
            cell.width = lengths.Mm(width)
    return grid


def to_right(grid, columns: Iterable[int]) -> None:
    """Set the figures of some columns (from 0) to the right, below the header."""
    for row in grid.rows[1:]:
        cells = row.cells
        for column in columns:
            cells[column].paragraphs[0].alignment = texts.WD_ALIGN_PARAGRAPH.RIGHT


def to_bytes(word_file) -> bytes:
    written = BytesIO()
    word_file.save(written)
    return written.getvalue()


def clean(text) -> str:
    """`text` without what XML cannot hold: Word would refuse the file."""
    return carried(str(text))


def _set_face(style, size, language):
    """One face and size for Latin and for Thai letters, and the language of both."""
    style.font.name, style.font.size = FACE, lengths.Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(namespaces.qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib[namespaces.qn(f"w:{script}")] = FACE
    _put(properties, "w:szCs", {"w:val": str(size * 2)})
    spoken = {"w:val": LOCALES[language], "w:bidi": LOCALES["th"]}
    _put(properties, "w:lang", spoken)


def _put(properties, tag, values):
    """Set an element that python-docx has no word for, where the schema wants it."""
    for old in properties.findall(namespaces.qn(tag)):
        properties.remove(old)
    element = oxml.OxmlElement(tag)
    for name, value in values.items():
        element.attrib[namespaces.qn(name)] = value
    successors = _AFTER[tag]
    properties.insert_element_before(element, *successors)


#: What may follow each of them in `w:rPr` (ECMA-376, part 1, 17.3.2.28).
_AFTER_LANG = ("w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER = {
    "w:lang": _AFTER_LANG,
    "w:szCs": (
        "w:highlight",
        "w:u",
        "w:effect",
        "w:bdr",
        "w:shd",
        "w:fitText",
        "w:vertAlign",
        "w:rtl",
        "w:cs",
        "w:em",
        "w:lang",
        *_AFTER_LANG,
    ),
}


def _fill(row, texts, *, bold=False):
    for cell, text in zip(row.cells, texts, strict=True):
        _write(cell.paragraphs[0], text, bold)


def _write(paragraph, text, bold):
    """Latin letters and Thai ones each have a bold of their own."""
    run = paragraph.add_run(clean(text))
    run.font.bold = run.font.cs_bold = bold or None


def _count(paragraph, name):
    """A field that Word counts itself: "PAGE" or "NUMPAGES"."""
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = oxml.OxmlElement("w:fldChar")
            mark.attrib[namespaces.qn("w:fldCharType")] = kind
        else:
            mark = oxml.OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def _repeat(row):
    mark = oxml.OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)
