"""Tables written as they are read: the same cells as in one go, and no formula."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from creativecity.spreadsheets import (
    Sheet,
    TooManyRows,
    carried,
    cut,
    guard,
    in_pieces,
    read_table,
    stream_csv,
    unguard,
    write_csv,
    write_xlsx_file,
)
from creativecity.spreadsheets.guard import STARTERS
from creativecity.spreadsheets.streaming import PIECE, at_most

HEADER = ("code", "note")
TEXTS = st.text() | st.text("'=+-@＝＋－＠ \t\r\n\",;กำ๓_x05Fr<>/&\x00\x0b")
ROWS = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)
LONGEST = 32_767


def xlsx(rows, header=HEADER):
    out = BytesIO()
    write_xlsx_file(out, Sheet("Table", header, rows))
    return out.getvalue()


@given(ROWS)
def test_no_streamed_cell_could_start_a_formula_and_every_text_comes_back(rows):
    text = b"".join(stream_csv(HEADER, rows)).decode("utf-8-sig")

    cells = list(csv.reader(StringIO(text, newline="")))[1:]

    assert [
        cell for row in cells for cell in row if cell.startswith(tuple(STARTERS))
    ] == []
    assert [[unguard(cell) for cell in row] for row in cells] == [
        [carried(text) for text in row] for row in rows
    ]


@given(ROWS)
def test_no_cell_of_a_long_workbook_is_a_formula(rows):
    data = xlsx([("row", *row) for row in rows], ("kind", *HEADER))

    book = load_workbook(BytesIO(data))
    kinds = {cell.data_type for row in book.active for cell in row}
    assert kinds <= {"s", "inlineStr", "n"}  # text, and what is empty
    table = read_table(data, "table.xlsx", required=["kind"])
    assert [[row.cells.get(name, "") for name in HEADER] for row in table.rows] == [
        [carried(text) for text in row] for row in rows
    ]


def test_stream_is_the_file_that_is_written_in_one_go():
    rows = [(f"R{number}", "ก" * 100) for number in range(2000)]

    pieces = list(stream_csv(HEADER, iter(rows)))

    assert b"".join(pieces) == write_csv(HEADER, rows)
    assert len(pieces) > 2
    assert max(len(piece.decode()) for piece in pieces) < 2 * PIECE


def test_stream_of_nothing_is_its_header():
    assert b"".join(stream_csv(HEADER, [])) == "\ufeffcode,note\r\n".encode()


def test_long_workbook_has_the_cells_of_a_short_one():
    rows = [("R1", date(2026, 10, 1)), ("R2", 2.5), ("R3", None)]

    cells = list(load_workbook(BytesIO(xlsx(rows))).active.values)

    assert cells[0] == HEADER
    assert cells[1][1].date() == date(2026, 10, 1)
    assert cells[2:] == [("R2", 2.5), ("R3", None)]
    assert xlsx(rows) == xlsx(rows)


def test_rows_beyond_the_room_are_refused():
    assert list(at_most(2, [1, 2])) == [1, 2]
    with pytest.raises(TooManyRows):
        list(at_most(2, [1, 2, 3]))


def test_pieces_hold_many_texts():
    texts = ["กขค"] * PIECE

    pieces = list(in_pieces(texts))

    assert b"".join(pieces).decode() == "".join(texts)
    assert len(pieces) == 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("short", id="short"),
        pytest.param("=" * (LONGEST - 1), id="long"),
        pytest.param("ก" * LONGEST, id="as-long-as-a-cell"),
        pytest.param("\U0001f3db" * (LONGEST // 2), id="two-units-a-character"),
    ],
)
def test_text_that_fits_a_cell_is_not_cut(text):
    assert cut(text, "…") == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ก" * (LONGEST + 1), id="long"),
        pytest.param("\U0001f3db" * LONGEST, id="two-units-a-character"),
        pytest.param("'=" + "ก" * LONGEST, id="guarded"),
    ],
)
def test_text_that_does_not_fit_is_cut_and_says_so(text):
    short = cut(text, "… (cut)")

    assert short.endswith("… (cut)")
    assert text.startswith(short.removesuffix("… (cut)"))
    [row] = read_cells(xlsx([("R1", short)]))
    assert row[1] == (guard(short) if text.startswith("'=") else short)


def read_cells(data):
    return list(load_workbook(BytesIO(data)).active.values)[1:]
