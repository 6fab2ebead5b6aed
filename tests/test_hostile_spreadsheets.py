"""Files that lie, burst, hide or break: each refused in its own words."""

import os
import re
from contextlib import suppress
from datetime import date
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pytest
from defusedxml import EntitiesForbidden
from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.reader import strings
from openpyxl.worksheet import _reader

from creativecity.spreadsheets import Sheet, read_table, write_csv, write_xlsx
from creativecity.spreadsheets.refusals import MAX_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = "xl/worksheets/sheet1.xml"
TYPES = "[Content_Types].xml"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "'
    + b"c" * 99
    + b'"><!ENTITY d "'
    + b"&b;" * 99
    + b'">]><worksheet><a>&d;</a></worksheet>'
)


def xlsx(header=("a", "b"), rows=(("1", "2"),)):
    return write_xlsx([Sheet("Sheet", header, rows)])


def repacked(changes, method=ZIP_DEFLATED, **table):
    """A small workbook with other parts: `changes` gives bytes or a function."""
    out = BytesIO()
    with ZipFile(BytesIO(xlsx(**table))) as old, ZipFile(out, "w", method) as new:
        parts = {part: old.read(part) for part in old.namelist()}
        for name, content in changes.items():
            parts[name] = content(parts[name]) if callable(content) else content
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def replaced(old, new):
    def change(content):
        assert old in content
        return content.replace(old, new)

    return change


def with_cell(xml, **table):
    """Cell A2 is `xml`."""
    return repacked(
        {SHEET: lambda old: re.sub(rb'<c r="A2".*?</c>', xml, old)}, **table
    )


def with_many(part, tag, count):
    """Beside noise, so that the ratio stays within its bound."""
    return repacked({"n": os.urandom(100_000), part: b"<a>" + tag * count + b"</a>"})


def entry_flagged_as_encrypted():
    data = bytearray(xlsx())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def entry_that_declares_less():
    """The first entry in the archive's list says it unpacks to one byte."""
    data = bytearray(xlsx())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (1).to_bytes(4, "little")
    return bytes(data)


def bytes_of_part_changed():
    data = bytearray(repacked({}, ZIP_STORED))
    data[data.index(b"<sheetData") + 1] ^= 1
    return bytes(data)


def bomb_of_zeros_beside_noise():
    """Within a hundredfold, because noise makes the file itself large."""
    return repacked({"xl/a.bin": os.urandom(1_500_000), "xl/b.bin": bytes(105 << 20)})


HOSTILE = [
    ("file_size", "a.csv", lambda: b"a," * MAX_BYTES),
    ("file_empty", "a.xlsx", lambda: b""),
    ("file_kind", "a.pdf", lambda: b"%PDF-1.7"),
    ("file_kind", "csv", lambda: b"a,b"),
    ("file_differs", "zip-as.csv", xlsx),
    ("file_differs", "ole-as.csv", lambda: OLE),
    ("old_workbook", "a.xls", lambda: OLE),
    ("old_workbook", "xls-as.xlsx", lambda: OLE),
    ("macros", "a.xlsm", xlsx),
    ("macros", "part.xlsx", lambda: repacked({"xl/vbaProject.bin": b"x"})),
    (
        "macros",
        "type.xlsx",
        lambda: repacked({TYPES: replaced(b"sheet.main", b"sheet.macroEnabled.main")}),
    ),
    ("password", "ole.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    ("password", "zip.xlsx", entry_flagged_as_encrypted),
    ("not_workbook", "pdf-as.xlsx", lambda: b"%PDF-1.7"),
    ("not_workbook", "csv-as.xlsx", lambda: b"a,b\n1,2\n"),
    ("not_workbook", "cut.xlsx", lambda: xlsx()[:-100]),
    ("not_workbook", "declares-less.xlsx", entry_that_declares_less),
    ("not_workbook", "changed.xlsx", bytes_of_part_changed),
    ("not_workbook", "bzip2.xlsx", lambda: repacked({}, ZIP_BZIP2)),
    ("not_workbook", "types.xlsx", lambda: repacked({TYPES: b"<Types/>"})),
    ("not_workbook", "xml.xlsx", lambda: repacked({SHEET: b"<worksheet><sheetData>"})),
    ("not_workbook", "number.xlsx", lambda: with_cell(b'<c r="A2"><v>1.2.3</v></c>')),
    (
        "not_workbook",
        "string.xlsx",
        lambda: with_cell(b'<c r="A2" t="s"><v>99</v></c>'),
    ),
    ("unpacked", "ratio.xlsx", lambda: repacked({"xl/a.bin": bytes(2 << 20)})),
    ("unpacked", "size.xlsx", bomb_of_zeros_beside_noise),
    (
        "unpacked",
        "parts.xlsx",
        lambda: repacked({f"xl/{n}.xml": b"<a/>" for n in range(500)}),
    ),
    ("unpacked", "tags.xlsx", lambda: with_many("xl/styles.xml", b"<xf/>", 200_000)),
    ("unpacked", "sheet.xlsx", lambda: with_many(SHEET, b"<c/>", 1_500_000)),
    ("unpacked", "cells.xlsx", lambda: with_many(SHEET, b"<c/>", 700_000)),
    (
        "unpacked",
        "strings.xlsx",
        lambda: with_many("xl/sharedStrings.xml", b"<si/>", 700_000),
    ),
    ("entities", "sheet.xlsx", lambda: repacked({SHEET: ENTITIES})),
    ("entities", "workbook.xlsx", lambda: repacked({"xl/workbook.xml": ENTITIES})),
    ("entities", "strings.xlsx", lambda: repacked({"xl/sharedStrings.xml": ENTITIES})),
    (
        "entities",
        "utf-16.xlsx",
        lambda: repacked({SHEET: ENTITIES.decode().encode("utf-16")}),
    ),
    (
        "entities",
        "late.xlsx",
        lambda: repacked({SHEET: b" " * (256 * 1024 - 4) + ENTITIES}),
    ),
    (
        "no_sheet",
        "hidden.xlsx",
        lambda: repacked(
            {"xl/workbook.xml": replaced(b"<sheet ", b'<sheet state="hidden" ')}
        ),
    ),
    (
        "not_workbook",
        "elsewhere.xlsx",
        lambda: repacked(
            {
                "xl/_rels/workbook.xml.rels": replaced(
                    b"worksheets/sheet1.xml", b"../../../../etc/passwd"
                )
            }
        ),
    ),
    ("formula", "a.xlsx", lambda: with_cell(b'<c r="A2"><f>1+1</f><v>2</v></c>')),
    (
        "formula",
        "array.xlsx",
        lambda: with_cell(b'<c r="A2"><f t="array" ref="A2">B2</f><v>2</v></c>'),
    ),
    (
        "formula",
        "dde.xlsx",
        lambda: with_cell(b'<c r="A2" t="str"><f>cmd|\' /C calc\'!A0</f></c>'),
    ),
    (
        "not_workbook",
        "far.xlsx",
        lambda: repacked({SHEET: replaced(b'r="2"', b'r="99999999999"')}),
    ),
    ("too_many_rows", "a.xlsx", lambda: xlsx(rows=[("1", "2")] * 10_001)),
    ("too_many_rows", "a.csv", lambda: write_csv(["a", "b"], [("1", "2")] * 10_001)),
    ("too_many_columns", "a.xlsx", lambda: xlsx(["a", "b", *map(str, range(59))])),
    (
        "too_many_columns",
        "a.csv",
        lambda: b"a,b," + b",".join(b"%d" % n for n in range(59)),
    ),
    ("cell_size", "a.xlsx", lambda: xlsx(rows=[("1", "x" * 30_001)])),
    ("cell_size", "a.csv", lambda: b"a,b\n1," + b"x" * 30_001),
    ("columns_missing", "a.xlsx", lambda: xlsx(["a", "c"])),
    ("columns_missing", "empty.xlsx", lambda: repacked({SHEET: b"<worksheet/>"})),
    ("columns_missing", "blank.csv", lambda: b"\n\n"),
    ("columns_missing", "low.csv", lambda: b"\n" * 20 + b"a,b\n1,2\n"),
    ("columns_missing", "quotes.csv", lambda: b'"a"x;"b"\n1;2\n'),
    ("columns_twice", "a.csv", lambda: b"a,b,A\n1,2,3\n"),
    ("column_nameless", "a.csv", lambda: b"a,b\n1,bare, comma\n"),
    ("column_nameless", "a.xlsx", lambda: xlsx(["a", "", "b"], [("1", "2", "3")])),
    ("encoding", "utf-16.csv", lambda: "a,b\n1,ก\n".encode("utf-16")),
    ("encoding", "binary.csv", lambda: b"a,b\n1,\xff\xfe\n"),
    ("nul", "a.csv", lambda: b"a,b\n1,\x00\n"),
    ("quotes", "open.csv", lambda: b'a,b\n1,"2\n3,4\n'),
    ("quotes", "inside.csv", lambda: b'a,b\n1,"2"x\n'),
    ("quotes", "endless.csv", lambda: b"a,b\n1," + b"x" * 200_000),
]


@pytest.mark.parametrize(
    ("code", "name", "make"),
    [pytest.param(*case, id=f"{case[0]}-{case[1]}") for case in HOSTILE],
)
def test_a_hostile_file_is_refused_in_its_own_words(code, name, make):
    with pytest.raises(ValidationError) as refused:
        read_table(make(), name, required=["a", "b"])

    assert refused.value.code == code
    assert refused.value.messages


def test_a_refused_cell_is_named():
    data = with_cell(b'<c r="A2"><f>1+1</f><v>2</v></c>')

    with pytest.raises(ValidationError) as refused:
        read_table(data, "a.xlsx", required=["a", "b"])

    with override("en"):
        (message,) = refused.value.messages
    assert message.startswith("Cell A2 contains a formula.")


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    data = repacked(
        {SHEET: replaced(b'<dimension ref="A1:B2"', b'<dimension ref="B2"')}
    )

    table = read_table(data, "a.xlsx", required=["a", "b"])

    assert [row.cells for row in table.rows] == [{"a": "1", "b": "2"}]


def cell_read(xml):
    """What `xml` in place of cell A2 is read as; style 2 is that of days."""
    data = with_cell(xml, rows=[(date(2026, 1, 1), 1)])
    return read_table(data, "a.xlsx", required=["a"]).rows[0].cells["a"]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(b'<c r="A2" t="b"><v>0</v></c>', "FALSE", id="untrue"),
        pytest.param(b'<c t="str"><v>x</v></c>', "x", id="without-a-place"),
        pytest.param(b'<c r="A2" t="e"><v>#N/A</v></c>', "#N/A", id="error"),
        pytest.param(b'<c r="A2" t="inlineStr"></c>', "", id="inline-nothing"),
        pytest.param(b'<c r="A2"><v></v></c>', "", id="nothing"),
        pytest.param(b'<c r="A2" s="2"><v>46296</v></c>', "2026-10-01", id="day"),
        pytest.param(
            b'<c r="A2" s="2"><v>1E+9</v></c>', "1000000000", id="no-such-day"
        ),
    ],
)
def test_odd_cells_are_read_as_they_look(xml, text):
    assert cell_read(xml) == text


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data):
    """Whatever byte of whatever part is another."""
    with ZipFile(BytesIO(xlsx())) as whole:
        part = data.draw(st.sampled_from(sorted(whole.namelist())))
        content = bytearray(whole.read(part))
    at = data.draw(st.integers(0, len(content) - 1))
    content[at : at + 1] = data.draw(st.binary(max_size=3))

    with suppress(ValidationError):
        read_table(repacked({part: bytes(content)}), "a.xlsx", required=["a"])


@given(st.binary(), st.sampled_from([b"", b"a,b\n", b"PK\x03\x04"]))
def test_any_bytes_are_read_or_refused(data, start):
    for name in ("a.csv", "a.xlsx"):
        with suppress(ValidationError):
            read_table(start + data, name, required=["a"])


def test_broken_properties_do_not_matter():
    data = repacked({"docProps/core.xml": b"broken"})

    assert read_table(data, "a.xlsx", required=["a"]).header == ("a", "b")


def test_a_workbook_without_texts_is_read():
    header = b'<c r="A1" t="inlineStr"><is><t>a</t></is></c>'
    data = repacked(
        {
            SHEET: b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml'
            b'/2006/main"><sheetData><row r="1">' + header + b"</row></sheetData>"
            b"</worksheet>",
            TYPES: replaced(b"sharedStrings+xml", b"nothing+xml"),
        }
    )

    assert read_table(data, "a.xlsx", required=["a"]).header == ("a",)


def test_openpyxl_itself_expands_no_entity():
    data = repacked({SHEET: ENTITIES})

    with pytest.raises(ValueError, match="could not read worksheets") as refused:
        openpyxl.load_workbook(BytesIO(data), read_only=True)

    assert isinstance(refused.value.__cause__, EntitiesForbidden)
    assert openpyxl.DEFUSEDXML
    assert {_reader.iterparse, strings.iterparse} == {iterparse}
