"""One report in five forms: they agree, and each can be read by those it is for."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.http import HttpResponse
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from programmes.reports import pdf
from programmes.reports.edition import DRAFT, Edition, SignedBy
from programmes.reports.files import draw_report
from programmes.reports.layout.blocks import Facts, Grid, Heading, Paragraph, Points
from programmes.reports.layout.lines import MOST_LINES
from programmes.reports.layout.report import MOST_IN_TABLES, report_blocks
from programmes.reports.sheet import Sheet
from tests.file_texts import (
    bare,
    docx_text,
    numbers,
    only_thai,
    pdf_pages,
    xlsx_sheets,
)
from tests.report_values import CITIES, HARD_WORDS, make_values
from tests.visible import visible_text

SHA256 = "0123456789abcdef" * 4
SEALED = Edition(
    "sealed",
    SHA256,
    "2024-09-01",
    (
        SignedBy(
            make_values().terms.parties[0].short,
            "นายสมมติ ลงนาม",
            make_values().terms.parties[0].office,
            "2024-08-30",
        ),
    ),
)
FROZEN = replace(SEALED, state="frozen", signatures=())
FOOT = f"SHA-256 {SHA256}"
LANGUAGES = ("th", "en")


@pytest.fixture(scope="module")
def files():
    """(format, language) to the bytes of the same sealed report."""
    return {
        (file_format, language): draw_report(
            make_values(), SEALED, file_format, language
        )
        for file_format in ("pdf", "docx", "xlsx", "json", "html")
        for language in LANGUAGES
    }


def blocks(language, values=None, edition=SEALED):
    with translation.override(language):
        return list(report_blocks(values or make_values(), edition))


def body_of(content):
    """A PDF's words without head, foot and the years of its axis."""
    pages = []
    for text in pdf_pages(content):
        lines = text.splitlines()
        pages.append("\n".join(line for line in lines if FOOT not in line))
    text = "\n".join(pages)
    return re.sub(r"\d+ / \d+\s*(\n|$)", "\n", text)


def page_text(content):
    """An HTML page's words, without its drawing."""
    html = re.sub(
        r"<figure.*?</figure>|<style>.*?</style>", "", content.decode(), flags=re.S
    )
    return visible_text(HttpResponse(html))


def said_in(block):
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Points():
            yield from block.items
        case Facts():
            for row in block.rows:
                yield from row
        case Grid():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from row


# They agree


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_pdf_and_word_file_say_the_same_words(language, files):
    pages = {
        "pdf": bare(body_of(files["pdf", language])),
        "docx": bare(docx_text(files["docx", language])),
        "html": bare(page_text(files["html", language])),
    }

    missing = [
        (name, text)
        for name, page in pages.items()
        for block in blocks(language)[2:]  # state and sample mark head each form
        for text in said_in(block)
        for line in text.split("\n")
        if bare(line) not in page
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_pdf_and_word_file_hold_the_same_numbers_as_often(language, files):
    expected = Counter(
        number
        for block in blocks(language)[3:]
        for text in said_in(block)
        for number in numbers(text)
    )
    found = {
        "pdf": Counter(numbers(body_of(files["pdf", language]))),
        "docx": Counter(numbers(docx_text(files["docx", language]))),
        "html": Counter(numbers(page_text(files["html", language]))),
    }

    assert {name: expected - count for name, count in found.items()} == {
        name: Counter() for name in found
    }


def expected_numbers(value, key=""):
    """Each number of the JSON as the forms for readers write it, in English."""
    if isinstance(value, dict):
        if set(value) == {"th", "en"}:
            yield from numbers(value["en"])
        else:
            # Of an action point that is not due yet its day is told, not the days left.
            is_open = value.get("state") == "upcoming" and "decision" in value
            for name, each in value.items():
                if not (is_open and name == "days"):
                    yield from expected_numbers(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from expected_numbers(each, key)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield f"{abs(value)}" if key in YEARS else f"{abs(value):,}"
    elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield value[:4]
    elif key in {"baseline", "target", "actual"} and isinstance(value, str):
        yield f"{abs(Decimal(value)):,f}"


YEARS = {"year", "call", "next_report_year"}


@pytest.mark.parametrize("file_format", ["pdf", "docx", "html"])
def test_every_number_of_the_json_stands_in_the_form(file_format, files):
    values = json.loads(files["json", "en"])
    read = {"pdf": body_of, "docx": docx_text, "html": page_text}[file_format]
    found = set(numbers(read(files[file_format, "en"])))

    missing = set(expected_numbers(values)) - found

    assert missing == set()


def plain_numbers(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from plain_numbers(each)
    elif isinstance(value, list):
        for each in value:
            yield from plain_numbers(each)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value
    elif isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        yield float(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_json_stands_in_the_workbook(language, files):
    values = json.loads(files["json", language])
    cells = [
        cell
        for rows in xlsx_sheets(files["xlsx", language]).values()
        for row in rows
        for cell in row
    ]
    found = {cell for cell in cells if isinstance(cell, int | float)}
    found |= {
        int(n)
        for cell in cells
        if isinstance(cell, str | int)
        for n in numbers_in(str(cell))
    }

    assert set(plain_numbers(values)) - found == set()


def numbers_in(text):
    """Whole numbers in words, years in either calendar."""
    for number in numbers(text):
        whole = number.replace(",", "").partition(".")[0]
        yield whole
        yield int(whole) - 543


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_has_the_readiness_of_each_city_as_numbers(language, files):
    values = json.loads(files["json", language])
    title = {"th": "ความพร้อม", "en": "Readiness"}[language]

    header, *rows = xlsx_sheets(files["xlsx", language])[title]

    assert len(header) == 18
    assert [row[0] for row in rows] == [city["slug"] for city in values["cities"]]
    names = ("lowest", "highest", "mean", "read", "applicable", "reported")
    for row, city in zip(rows, values["cities"], strict=True):
        for start, key in ((5, "readiness_before"), (11, "readiness")):
            expected = city[key] or dict.fromkeys(names)
            assert row[start : start + 6] == [expected[name] for name in names]


def test_workbook_has_days_as_dates_and_no_formula(files):
    book = load_workbook(BytesIO(files["xlsx", "en"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    baselines = {cell.value for cell in book["Slip ledger"]["G"]}
    assert datetime(2023, 6, 30) in baselines  # noqa: DTZ001 (a spreadsheet's day)
    assert book.sheetnames[0] == "About"
    assert "=ข่าวประชาสัมพันธ์" in {cell.value for cell in book["Sources"]["B"]}
    assert b"<f>" not in b"".join(
        ZipFile(BytesIO(files["xlsx", "en"])).read(f"xl/worksheets/sheet{n}.xml")
        for n in range(1, len(book.sheetnames) + 1)
    )


def test_json_is_the_same_in_both_languages(files):
    assert files["json", "th"] == files["json", "en"]


# The PDF


def test_thai_of_the_pdf_can_be_searched_and_copied_exactly(files):
    found = only_thai("".join(pdf_pages(files["pdf", "th"])))

    for block in blocks("th"):
        for text in said_in(block):
            assert only_thai(text) in found
    assert [word for word in HARD_WORDS if word not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_tagged_and_says_its_title_and_language(language, files):
    document = pikepdf.open(BytesIO(files["pdf", language]))
    root = document.Root

    assert root.MarkInfo.Marked
    assert str(root.Lang) == language
    assert root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "4" in metadata["dc:title"]
    kinds = set(tags_of(root.StructTreeRoot))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Caption"} <= kinds


def tags_of(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)
            yield from tags_of(kid)


def test_pdf_has_bookmarks_for_parts_and_cities(files):
    with pikepdf.open(BytesIO(files["pdf", "en"])).open_outline() as outline:
        parts = {
            item.title: [kid.title for kid in item.children] for item in outline.root
        }

    assert parts["City by city"][:2] == ["Sukhothai", "Nan"]
    assert "Sources and method" in parts


def test_each_page_has_its_number_and_the_hash(files):
    pages = pdf_pages(files["pdf", "en"])

    for number, page in enumerate(pages, start=1):
        assert f"SHA-256 {SHA256}" in page
        assert f"{number} / {len(pages)}" in page


def test_table_that_goes_on_repeats_its_head():
    row = tuple("x" for _ in range(2))
    grid = Grid("Long", ("Left head", "Right head"), (row,) * 120, (1, 1))

    content = pdf.draw(Sheet("T", "en"), [Heading(1, "H"), grid])

    assert [page.count("Left head") for page in pdf_pages(content)] == [1, 1, 1]


def test_same_report_gives_the_same_pdf():
    first = draw_report(make_values(), SEALED, "pdf", "th")

    assert draw_report(make_values(), SEALED, "pdf", "th") == first


def test_characters_that_no_file_can_hold_are_left_out():
    paragraph = Paragraph("ก\x0bข\ufffe #let x = [*b*]")

    content = pdf.draw(Sheet("T", "th"), [Heading(1, "H"), paragraph])

    assert "กข #let x = [*b*]" in "".join(pdf_pages(content))


def test_pdf_that_cannot_be_set_says_so():
    with pytest.raises(pdf.DrawingError, match="level 1"):
        pdf.draw(Sheet("T", "th"), [Heading(2, "H")])


# The Word file


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_names_its_thai_face_and_languages(language, files):
    document = Document(BytesIO(files["docx", language]))

    for name in ("Normal", "Title", "Heading 1", "Heading 3", "Caption", "Footer"):
        properties = document.styles[name].element.rPr
        assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "TH Sarabun New"
        spoken = properties.find(qn("w:lang"))
        assert spoken.get(qn("w:bidi")) == "th-TH"
        assert spoken.get(qn("w:val")) == {"th": "th-TH", "en": "en-GB"}[language]


def test_word_file_has_headings_header_rows_page_numbers_and_hash(files):
    document = Document(BytesIO(files["docx", "en"]))

    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption"} <= styles
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    footer = document.sections[0].footer.paragraphs[0]
    assert footer.text.startswith(f"SHA-256 {SHA256}")
    fields = [node.text for node in footer._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert document.sections[0].header.paragraphs[0].text == "SAMPLE DATA"


# Editions


@pytest.mark.parametrize("edition", [DRAFT, FROZEN, SEALED])
def test_each_form_says_which_copy_it_is(edition):
    words = {
        "draft": "Draft: neither agency has signed it.",
        "frozen": "Frozen on 1 September 2024 for signing: not sealed yet.",
        "sealed": "Sealed on 1 September 2024: both agencies signed its hash.",
    }[edition.state]

    forms = {
        "pdf": "".join(pdf_pages(draw_report(make_values(), edition, "pdf", "en"))),
        "docx": docx_text(draw_report(make_values(), edition, "docx", "en")),
        "html": page_text(draw_report(make_values(), edition, "html", "en")),
        "xlsx": str(xlsx_sheets(draw_report(make_values(), edition, "xlsx", "en"))),
    }

    assert {name: words in text for name, text in forms.items()} == dict.fromkeys(
        forms, True
    )


def test_draft_is_marked_on_each_page_and_has_no_hash():
    report = make_values(is_sample=False)

    pages = pdf_pages(draw_report(report, DRAFT, "pdf", "en"))

    assert all("Draft" in page.splitlines()[0] for page in pages)
    assert "SHA-256" not in "".join(pages)


def test_report_on_nothing_is_drawn_in_every_form():
    terms = replace(make_values().terms, parties=(), amendments=(), ends=None)
    report = make_values(
        (),
        terms=terms,
        review=None,
        rubric="",
        rubric_status=None,
        commitments=(),
        decisions=(),
        action_points=(),
        sources=(),
        is_sample=False,
    )

    texts = {
        file_format: draw_report(report, DRAFT, file_format, "en")
        for file_format in ("pdf", "docx", "xlsx", "html")
    }

    assert "no record of a review meeting" in " ".join(
        docx_text(texts["docx"]).lower().split()
    )
    assert "Decisions: none on record" in page_text(texts["html"])
    assert len(pdf_pages(texts["pdf"])) == 1


def test_many_cities_are_told_in_lines_and_with_every_number():
    few, many = CITIES[:1], CITIES[:1] * (MOST_IN_TABLES + 1)

    lines = first_city(blocks("en", make_values(many)))
    tables = first_city(blocks("en", make_values(few)))

    assert numbers_of(lines) == numbers_of(tables)
    assert [block.type for block in tables].count("grid") == 5
    assert [block.type for block in lines].count("grid") == 0


def first_city(found):
    """The blocks from its heading to that of whatever follows."""
    rest = found[found.index(Heading(2, "Sukhothai")) + 1 :]
    ends = [n for n, each in enumerate(rest) if getattr(each, "level", 3) < 3]
    return rest[: ends[0]]


def numbers_of(found):
    texts = [text for block in found for text in said_in(block)]
    return Counter(number for text in texts for number in numbers(text))


def test_lines_of_time_are_drawn_of_as_many_cities_as_fit():
    drawn = {
        count: [b.type for b in blocks("en", make_values(CITIES[:1] * count))]
        for count in (1, MOST_LINES, MOST_LINES + 1)
    }

    assert {count: kinds.count("drawing") for count, kinds in drawn.items()} == {
        1: 1,
        MOST_LINES: 1,
        MOST_LINES + 1: 0,
    }


def test_row_stays_on_one_page_unless_it_is_longer_than_one():
    words = "A long story of what was decided and why. " * 300
    grid = Grid("Told", ("What", "Story"), (("x", words),), (1, 1))

    pages = pdf_pages(pdf.draw(Sheet("T", "en"), [Heading(1, "H"), grid]))

    assert len(pages) > 1
    told = re.sub(r"\d / \d", "", "".join(pages))
    cut = len(pages) - 1  # the repeated head may stand within what a page break cuts
    assert bare(told).count(bare("what was decided")) >= 300 - cut
