"""T27: no text becomes a formula in a file that somebody opens in a spreadsheet."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from creativecity.spreadsheets import Sheet, write_csv, write_xlsx
from creativecity.spreadsheets.guard import STARTERS
from tests.access_matrix import PUBLIC, STAFF_PAGES
from tests.addresses import address

from .payloads import poison

FORMULA = "=cmd|' /C calc'!A0"
DANGEROUS = st.one_of(
    st.text(),
    st.builds("{}{}".format, st.sampled_from(STARTERS), st.text(max_size=20)),
    st.sampled_from(
        [FORMULA, "@SUM(1+1)", "-2+3", "+A1", "\t=1", "\r=1", "＝1", "'=1", '"=1']
    ),
)
PUBLIC_CSV = sorted(name for name in PUBLIC if name.endswith("_csv"))
#: Those that ask for a row of their own are asked by their own tests.
STAFF_CSV = sorted(name for name in STAFF_PAGES if name.endswith("_csv"))


def formulas_in(data):
    """The cells of a CSV that a spreadsheet would run; numbers are none."""
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if starts_one(cell)]


def starts_one(cell):
    return cell.startswith(tuple(STARTERS)) and not is_number(cell)


def is_number(cell):
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


@given(st.lists(st.tuples(DANGEROUS, DANGEROUS), max_size=5))
def test_no_text_becomes_a_formula(rows):
    data = write_csv(["a", "b"], rows)
    book = write_xlsx([Sheet("Sheet", ("a", "b"), rows)])

    cells = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert [c for row in cells for c in row if c.startswith(tuple(STARTERS))] == []
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<f " not in sheet


@pytest.mark.look
@pytest.mark.parametrize("name", PUBLIC_CSV)
def test_no_public_file_holds_a_formula(name, sampled, client):
    poison(FORMULA)

    data = client.get(address(name)).getvalue()

    assert formulas_in(data) == []


@pytest.mark.look
@pytest.mark.parametrize("name", STAFF_CSV)
def test_no_file_for_staff_holds_a_formula(name, sampled, sign_in):
    poison(FORMULA)

    answer = sign_in("secretary").get(address(name))

    assert formulas_in(answer.getvalue()) == []


@pytest.mark.look
def test_no_workbook_holds_a_formula(sampled, client):
    poison(FORMULA)

    data = client.get(address("programmes:table_xlsx", table="partners")).getvalue()

    book = openpyxl.load_workbook(io.BytesIO(data))
    kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
    assert "f" not in kinds
    assert "s" in kinds
