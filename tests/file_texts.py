"""What a reader can take out of a file of ours: its words, read by other libraries."""

import re
import unicodedata
from io import BytesIO

import pypdfium2
from docx import Document
from openpyxl import load_workbook

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def pdf_pages(content):
    """The text layer of each page."""
    pdf = pypdfium2.PdfDocument(content)
    pages = []
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        pages.append(text.get_text_bounded())
        text.close()
        page.close()
    pdf.close()
    return pages


def docx_text(content):
    """The body's paragraphs and cells, in their order."""
    body = Document(BytesIO(content)).element.body
    texts = []
    for paragraph in body.iter(_w("p")):
        parts = [
            "\n" if node.tag == _w("br") else node.text or ""
            for node in paragraph.iter(_w("t"), _w("br"))
        ]
        texts.append("".join(parts))
    return "\n".join(texts)


def _w(name):
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def xlsx_sheets(content):
    """Title to rows of values, below the note and with the header."""
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: [
            [cell.value for cell in row] for row in sheet.iter_rows(min_row=2)
        ]
        for sheet in book
    }


def numbers(text):
    return NUMBER.findall(text)


def only_thai(text):
    """Its Thai letters alone, without whatever a line break added."""
    kept = unicodedata.normalize("NFC", text)
    return "".join(re.findall("[\u0e00-\u0e7f]", kept))


def bare(text):
    """Without blanks and line breaks, wherever they stood."""
    return re.sub(r"\s+", "", text)


def in_order(words, text):
    """The words that do not follow the ones before them."""
    place, missing = 0, []
    for word in map(bare, words):
        found = text.find(word, place)
        if found < 0:
            missing.append(word)
        else:
            place = found + len(word)
    return missing
