"""Errata are told in every file that people read; the sealed values stay."""

from datetime import date

import pytest

from programmes.reports.edition import Correction, Edition
from programmes.reports.files import draw_report
from programmes.reports.values import Text
from tests.file_texts import docx_text, pdf_pages, xlsx_sheets
from tests.report_values import make_values

SAID = "A figure of table one is wrong"
DAY = date(2026, 10, 5)
PLAIN = Edition("sealed", "a" * 64, "2026-10-01")
CORRECTED = Edition(
    "sealed",
    "a" * 64,
    "2026-10-01",
    errata=(Correction(1, Text("ตัวเลขผิด", SAID), DAY.isoformat()),),
)
READ = {
    "pdf": lambda content: "\n".join(map(str, pdf_pages(content))),
    "docx": docx_text,
    "html": bytes.decode,
}


def drawn(edition, kind):
    return draw_report(make_values(), edition, kind, "en")


@pytest.mark.parametrize("kind", READ)
def test_errata_stand_at_the_end_and_are_announced_at_the_beginning(kind):
    text = READ[kind](drawn(CORRECTED, kind))

    announced, said = text.index("Errata have been added"), text.index(SAID)
    assert announced < text.index("Hash and signatures") < said


@pytest.mark.parametrize("kind", READ)
def test_file_without_errata_says_nothing_of_any(kind):
    assert "Errata have been added" not in READ[kind](drawn(PLAIN, kind))


def test_errata_are_a_sheet_of_the_workbook():
    sheets = xlsx_sheets(drawn(CORRECTED, "xlsx"))

    assert list(sheets)[-1] == "Errata"
    assert SAID in str(sheets["Errata"])
    assert "Errata" not in xlsx_sheets(drawn(PLAIN, "xlsx"))


def test_values_as_json_are_the_same_with_an_erratum():
    assert drawn(CORRECTED, "json") == drawn(PLAIN, "json")
