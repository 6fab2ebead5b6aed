"""Tables out and in: no text becomes a formula, and every text comes back."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from creativecity.spreadsheets import (
    Row,
    Sheet,
    Table,
    carried,
    guard,
    read_table,
    unguard,
    write_csv,
    write_xlsx,
)

HEADER = ("indicator", "level", "note")

TROUBLE = st.text("'=+-@＝＋－＠ \t\r\n\",;กำ๓_x05Fr<>/&\x00\x0b\x85\ufeff")
TEXTS = st.text() | TROUBLE


def xlsx(*rows, **sheet):
    return write_xlsx([Sheet("Levels", rows[0], rows[1:], **sheet)])


def workbook(*rows, change=lambda sheet: None):
    """As another program writes it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def delimited(text, encoding="utf-8"):
    return text.encode(encoding)


def texts(table):
    return [tuple(row.cells.values()) for row in table.rows]


# Formulas


@pytest.mark.parametrize(
    ("value", "guarded"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+66", "'+66", id="plus"),
        pytest.param("-เมือง", "'-เมือง", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage-return"),
        pytest.param("\n=1", "'\n=1", id="line-feed"),
        pytest.param("＝1", "'＝1", id="full-width-equals"),
        pytest.param("＋1", "'＋1", id="full-width-plus"),
        pytest.param("－1", "'－1", id="full-width-minus"),
        pytest.param("＠a", "'＠a", id="full-width-at"),
        pytest.param("'=1", "''=1", id="already-guarded"),
        pytest.param("'เมือง'", "'เมือง'", id="apostrophe-alone"),
        pytest.param(" =1", " =1", id="space-first"),
        pytest.param("", "", id="nothing"),
        pytest.param(-3, -3, id="number"),
        pytest.param(date(2026, 10, 1), date(2026, 10, 1), id="day"),
        pytest.param(None, None, id="none"),
    ],
)
def test_what_could_start_a_formula_is_guarded(value, guarded):
    assert guard(value) == guarded


@given(TEXTS)
def test_unguarding_brings_every_text_back(text):
    assert unguard(guard(text)) == text


@given(TEXTS)
def test_what_is_carried_is_carried_again(text):
    assert carried(carried(text)) == carried(text)


# Writing


def test_csv_is_guarded_utf8_with_a_mark_and_windows_lines():
    written = write_csv(
        ["ระดับ", "note"],
        [
            [3, "=1"],
            [Decimal("-2.50"), 'a "b", c'],
            [date(2026, 10, 1), "one\r\ntwo"],
            [datetime(2026, 10, 1, 2, 30, 1, 5, tzinfo=UTC), True],
            [None, lazystr("unknown")],
        ],
    )

    assert (
        written
        == (
            "\ufeffระดับ,note\r\n"
            "3,'=1\r\n"
            '-2.50,"a ""b"", c"\r\n'
            '2026-10-01,"one\ntwo"\r\n'
            "2026-10-01 09:30:01,TRUE\r\n"
            ",unknown\r\n"
        ).encode()
    )


def test_a_workbook_holds_texts_numbers_and_days():
    moment = datetime(2026, 10, 1, 2, 30, tzinfo=UTC)
    rows = [["a", 3, date(2026, 10, 1)], [True, None, moment]]
    rows.append(["=1+1", Decimal("1.5"), date(1850, 1, 2)])

    sheet = load_workbook(BytesIO(xlsx(HEADER, *rows))).active

    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["a", 3, datetime(2026, 10, 1)],  # noqa: DTZ001
        ["TRUE", None, datetime(2026, 10, 1, 9, 30)],  # noqa: DTZ001
        ["=1+1", 1.5, "1850-01-02"],
    ]
    assert [cell.data_type for cell in sheet[4]] == ["s", "n", "s"]
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["A4"].quotePrefix
    assert not sheet["A2"].quotePrefix


def test_a_sheet_is_laid_out_for_reading():
    data = xlsx(HEADER, ["a", 1, ""], widths=[8, 9, 60], note="พ.ศ. 2569")

    sheet = load_workbook(BytesIO(data)).active

    assert sheet["A1"].value == "พ.ศ. 2569"
    assert [cell.value for cell in sheet[2]] == list(HEADER)
    assert sheet["A2"].font.bold
    assert sheet["A2"].font.name == "Sarabun"
    assert sheet["A2"].font.scheme is None
    assert sheet["C3"].alignment.wrap_text
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:C3"
    assert round(sheet.column_dimensions["C"].width) == 61


def test_choices_are_offered_from_a_hidden_sheet():
    data = xlsx(HEADER, ["a", 1, ""], choices={"level": [0, 1], "note": []})

    book = load_workbook(BytesIO(data))

    (rule,) = book["Levels"].data_validations.dataValidation
    assert rule.formula1 == "'choices'!$A$1:$A$2"
    assert str(rule.sqref) == "B2:B10002"
    assert book["choices"].sheet_state == "hidden"
    assert list(book["choices"].values) == [(0,), (1,)]
    assert texts(read_table(data, "a.xlsx", required=HEADER)) == [("a", "1", "")]


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        pytest.param(["น่าน", "น่าน"], ["น่าน", "น่าน 2"], id="twice"),
        pytest.param(["Nan", "nan"], ["Nan", "nan 2"], id="twice-but-for-capitals"),
        pytest.param(["a" * 40] * 2, ["a" * 31, "a" * 29 + " 2"], id="too-long"),
        pytest.param(["🎵" * 40], ["🎵" * 15], id="too-long-in-pairs"),
        pytest.param(["[a]:*?/\\b"], ["a      b"], id="forbidden-characters"),
        pytest.param(["'ก'"], ["ก"], id="apostrophes"),
        pytest.param(["", "''"], ["Sheet", "Sheet 2"], id="nothing-left"),
        pytest.param(["History"], ["History 2"], id="kept-by-excel"),
    ],
)
def test_titles_are_what_a_workbook_accepts(wanted, titles):
    data = write_xlsx([Sheet(title, ["a"], []) for title in wanted])

    assert load_workbook(BytesIO(data)).sheetnames == titles


def test_the_same_table_gives_the_same_bytes():
    assert xlsx(HEADER, ["a", 1, "ก"]) == xlsx(HEADER, ["a", 1, "ก"])


@pytest.mark.parametrize("text", ["a" * 32_768, "<r>" + "a" * 32_768])
@pytest.mark.filterwarnings("ignore:String length must be:UserWarning")
def test_a_text_too_long_for_a_cell_is_not_cut_in_silence(text):
    with pytest.raises(ValueError, match="row 2, column 1: too long"):
        xlsx(["a"], [text])


# Reading


NAMES = {"level": ["ระดับ", "Level (0-4)"], "กำหนด": []}


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        pytest.param([HEADER, ("a", 1, "x")], 2, id="plain"),
        pytest.param([(" Indicator\n", "ระดับ", "NOTE"), ("a", 1, "x")], 2, id="names"),
        pytest.param([("Title",), (), HEADER, ("a", 1, "x")], 4, id="title-above"),
        pytest.param([(*HEADER, None), ("a", 1, "x", None)], 2, id="column-empty"),
        pytest.param([HEADER, (), ("a", 1.0, "x"), ()], 3, id="rows-empty"),
        pytest.param([HEADER, ("a", "1", "x"), (" ", None)], 2, id="row-blank"),
    ],
)
def test_a_table_is_found_in_a_workbook(rows, number):
    table = read_table(workbook(*rows), "ก.XLSX", required=HEADER, aliases=NAMES)

    row = Row(number, {"indicator": "a", "level": "1", "note": "x"})
    assert table == Table(HEADER, (row,), "xlsx")


def test_merged_headings_above_the_header_are_passed_over():
    def merge(sheet):
        sheet.merge_cells("A1:B1")

    data = workbook(("Group", None, "Note"), HEADER, ("a", 1, "x"), change=merge)

    assert texts(read_table(data, "a.xlsx", required=HEADER)) == [("a", "1", "x")]


def test_columns_that_nobody_asked_for_keep_their_own_names():
    data = delimited("other ,ระดับ\nx,3\n")

    table = read_table(data, "a.csv", required=["level"], aliases=NAMES)

    assert table.header == ("other", "level")
    assert texts(table) == [("x", "3")]


def test_both_spellings_of_sara_am_name_the_same_column():
    data = delimited("ก\u0e4d\u0e32หนด\n1\n")

    table = read_table(data, "a.csv", required=["กำหนด"])

    assert table.header == ("กำหนด",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(3, "3", id="whole"),
        pytest.param(3.0, "3", id="whole-as-float"),
        pytest.param(-0.1, "-0.1", id="fraction"),
        pytest.param(0.1 + 0.2, "0.3", id="fifteen-digits"),
        pytest.param(1e20, "1e+20", id="huge"),
        pytest.param(True, "TRUE", id="truth"),
        pytest.param(date(2026, 10, 1), "2026-10-01", id="day"),
        pytest.param(datetime(2026, 10, 1, 9, 5), "2026-10-01 09:05:00", id="moment"),  # noqa: DTZ001
        pytest.param(time(9, 5), "09:05:00", id="time"),
        pytest.param(timedelta(hours=30), "1 day, 6:00:00", id="span"),
        pytest.param(" ๓ ", " ๓ ", id="thai-digits-and-blanks-stay"),
        pytest.param("#N/A", "#N/A", id="error"),
        pytest.param("'=1", "=1", id="guarded"),
    ],
)
def test_values_come_as_they_look(value, text):
    data = workbook(["a", "b"], ["x", value])

    assert texts(read_table(data, "a.xlsx", required=["a"])) == [("x", text)]


def test_hidden_sheets_are_passed_over():
    book = Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("Shown").append(["a"])
    out = BytesIO()
    book.save(out)

    assert read_table(out.getvalue(), "a.xlsx", required=["a"]).header == ("a",)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(delimited("ระดับ,b\nก,x\n"), "utf-8-sig", id="utf-8"),
        pytest.param(delimited("\ufeffระดับ,b\nก,x\n"), "utf-8-sig", id="with-a-mark"),
        pytest.param(delimited("ระดับ,b\nก,x\n", "cp874"), "cp874", id="tis-620"),
        pytest.param(delimited("ระดับ;b\r\nก;x"), "utf-8-sig", id="semicolons"),
        pytest.param(delimited("ระดับ\tb\rก\tx\r"), "utf-8-sig", id="tabs"),
        pytest.param(delimited("sep=;\nระดับ;b\nก;x"), "utf-8-sig", id="sep-line"),
        pytest.param(delimited('"ระดับ";b\n"ก";x'), "utf-8-sig", id="quoted"),
    ],
)
def test_a_table_is_found_in_a_csv(data, encoding):
    table = read_table(BytesIO(data), "a.csv", required=["level"], aliases=NAMES)

    assert (table.header, table.encoding) == (("level", "b"), encoding)
    assert texts(table) == [("ก", "x")]


def test_missing_columns_are_named():
    data = delimited("Title\nlevel;other\n1;2\n")

    with pytest.raises(ValidationError) as refused:
        read_table(data, "a.csv", required=HEADER)

    assert refused.value.code == "columns_missing"
    with override("en"):
        assert refused.value.messages[0].startswith(
            "These columns are missing: indicator, note."
        )


# Round trips


def wanted(rows):
    """What comes back: as far as a cell carries it, without rows of blanks."""
    rows = [tuple(carried(text) for text in row) for row in rows]
    return [row for row in rows if any(text.strip() for text in row)]


TRICKY = ["_x0041_x0042_x0043_", "<r>&</r>", "_x005F_", "_x000D_", " =1", "''=1", "- ก"]
ROWS = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)


@given(ROWS)
@example([(text, text) for text in TRICKY])
def test_what_was_written_as_csv_reads_the_same(rows):
    data = write_csv(["a", "b"], rows)

    assert texts(read_table(data, "a.csv", required=["a", "b"])) == wanted(rows)


@given(ROWS)
@example([(text, text) for text in TRICKY])
def test_what_was_written_as_a_workbook_reads_the_same(rows):
    data = xlsx(["a", "b"], *rows)

    assert texts(read_table(data, "a.xlsx", required=["a", "b"])) == wanted(rows)


@given(ROWS)
def test_other_readers_find_no_formula(rows):
    sheet = load_workbook(BytesIO(xlsx(["a", "b"], *rows))).active
    plain = csv.reader(StringIO(write_csv(["a", "b"], rows).decode("utf-8-sig")))

    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert not any(cell.startswith(tuple("=+-@")) for row in plain for cell in row)
