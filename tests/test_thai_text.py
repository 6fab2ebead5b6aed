"""One spelling, one order, no broken words."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.functions import Collate
from django.db.utils import ConnectionHandler
from hypothesis import given
from hypothesis import strategies as st

from creativecity.thai_text import (
    COLLATION,
    GLOSSARY,
    fold_digits,
    keep_whole,
    keep_whole_in_page,
    normalise,
    register_collation,
    search_key,
    sort_key,
)

# Spelling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ก\u0e4d\u0e32หนด", "กำหนด", id="sara-am"),
        pytest.param("น\u0e4d\u0e49\u0e32", "น้ำ", id="sara-am-around-a-tone-mark"),
        pytest.param("น\u0e49\u0e4d\u0e32", "น้ำ", id="sara-am-after-a-tone-mark"),
        pytest.param("เเพร่", "แพร่", id="sara-ae"),
        pytest.param("เ\u200bเพร่", "แพร่", id="sara-ae-split-by-nothing"),
        pytest.param("ก\u0e48\u0e39", "กู่", id="tone-mark-before-vowel-below"),
        pytest.param("เมือง\u200bน่าน", "เมืองน่าน", id="zero-width-space"),
        pytest.param("a\u200cb\u200dc\u2060d\ufeffe\u00adf", "abcdef", id="joiners"),
        pytest.param("\u202egnp.น่าน\u202c\u2066!\u2069", "gnp.น่าน!", id="bidi"),
        pytest.param("a\x00b\x07c", "abc", id="control-characters"),
        pytest.param("Cafe\u0301", "Caf\u00e9", id="nfc"),
        pytest.param("  เมือง \t\u00a0 น่าน  ", "เมือง น่าน", id="blanks"),
        pytest.param("หนึ่ง \t\r\nสอง\rสาม", "หนึ่ง\nสอง\nสาม", id="lines"),
        pytest.param("หนึ่ง\n\nสอง", "หนึ่ง\n\nสอง", id="paragraphs"),
        pytest.param("พ.ศ. ๒๕๖๙", "พ.ศ. ๒๕๖๙", id="digits-stay"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_has_one_spelling(text, expected):
    assert normalise(text) == expected


THAI_TROUBLE = st.text(
    "กนเแาำ\u0e4d\u0e48\u0e49\u0e38\u0e3a\u200b\u00ad \n\r\x85e\u0301"
)


@given(st.text() | THAI_TROUBLE)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)

    assert normalise(once) == once


def test_thai_digits_fold_to_arabic_ones():
    assert fold_digits("๐๑๒๓๔๕๖๗๘๙ 10") == "0123456789 10"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("๒๕๖๙", "2569"),
        ("unesco", "UNESCO"),
        (" น\u0e4d\u0e49\u0e32ผึ้ง", "น้ำผึ้ง"),
        ("เเพร่", "แพร่"),
    ],
)
def test_what_readers_take_for_the_same_has_the_same_search_key(typed, stored):
    assert search_key(typed) == search_key(stored)


# Lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เมืองของยูเนสโกนะ", 'เมืองของ<span class="nb">ยูเนสโก</span>นะ'),
        ("ยูเนสโก้", '<span class="nb">ยูเนสโก้</span>'),
        ("ซิตี้", "ซิตี้"),
        ("น่าน", "น่าน"),
        ("<b>&คราฟต์", '&lt;b&gt;&amp;<span class="nb">คราฟต์</span>'),
        ("", ""),
    ],
    ids=["word", "longest-word", "part-of-a-letter", "no-word", "html", "nothing"],
)
def test_glossary_words_are_kept_whole_in_escaped_html(text, expected):
    assert keep_whole(text) == expected


@pytest.mark.parametrize("word", GLOSSARY)
def test_each_glossary_word_is_kept_whole(word):
    assert keep_whole(f"ใน{word} ") == f'ใน<span class="nb">{word}</span> '


def test_kept_text_is_not_escaped_again():
    assert keep_whole("<").__html__() == "&lt;"


def test_glossary_words_are_stored_in_their_one_spelling_and_once():
    assert list(map(normalise, GLOSSARY)) == list(dict.fromkeys(GLOSSARY))


# Order. Both lists are as PostgreSQL's ICU sorts them.

# fmt: off
PROVINCES = [
    "กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี", "กาฬสินธุ์", "กำแพงเพชร", "ขอนแก่น", "จันทบุรี",
    "ฉะเชิงเทรา", "ชลบุรี", "ชัยนาท", "ชัยภูมิ", "ชุมพร", "เชียงราย", "เชียงใหม่", "ตรัง",
    "ตราด", "ตาก", "นครนายก", "นครปฐม", "นครพนม", "นครราชสีมา", "นครศรีธรรมราช",
    "นครสวรรค์", "นนทบุรี", "นราธิวาส", "น่าน", "บึงกาฬ", "บุรีรัมย์", "ปทุมธานี",
    "ประจวบคีรีขันธ์", "ปราจีนบุรี", "ปัตตานี", "พระนครศรีอยุธยา", "พะเยา", "พังงา", "พัทลุง",
    "พิจิตร", "พิษณุโลก", "เพชรบุรี", "เพชรบูรณ์", "แพร่", "ภูเก็ต", "มหาสารคาม",
    "มุกดาหาร", "แม่ฮ่องสอน", "ยโสธร", "ยะลา", "ร้อยเอ็ด", "ระนอง", "ระยอง", "ราชบุรี",
    "ลพบุรี", "ลำปาง", "ลำพูน", "เลย", "ศรีสะเกษ", "สกลนคร", "สงขลา", "สตูล",
    "สมุทรปราการ", "สมุทรสงคราม", "สมุทรสาคร", "สระแก้ว", "สระบุรี", "สิงห์บุรี", "สุโขทัย",
    "สุพรรณบุรี", "สุราษฎร์ธานี", "สุรินทร์", "หนองคาย", "หนองบัวลำภู", "อ่างทอง",
    "อำนาจเจริญ", "อุดรธานี", "อุตรดิตถ์", "อุทัยธานี", "อุบลราชธานี",
]
MIXED = [
    "๑๑", "12", "๑๒", "13", "(ก)", "กข", "กรุงเทพ", "กรุงเทพฯ", "กรุงเทพมหานคร", "กา",
    "ก่า", "กาก", "ก้าน", "เก", "เก่า", "เกาะ", "แก", '"ข"', "ชลบุรี", "เชียงราย", "ทราย",
    "ที่ 10", "ที่ 2", "นาน", "น่าน", "นำ", "น้ำ", "น้ำผึ้ง", "เมือง", "เมือง น่าน",
    "เมืองน่าน", "รัก", "ฤดู", "ฤๅษี", "apple", "Apple", "Bangkok", "zoo", "Zürich",
]
# fmt: on
NAME_LISTS = pytest.mark.parametrize(
    "names", [PROVINCES, MIXED], ids=["provinces", "mixed"]
)


def test_there_are_77_provinces():
    assert len(set(PROVINCES)) == 77


@NAME_LISTS
def test_names_sort_in_dictionary_order(names):
    assert sorted(set(names), key=sort_key) == names


@NAME_LISTS
def test_the_database_sorts_names_in_dictionary_order(db, names):
    connection.ensure_connection()
    register_collation(connection)
    Group.objects.bulk_create(Group(name=name) for name in reversed(names))

    result = Group.objects.order_by(Collate("name", COLLATION)).filter(name__in=names)

    assert list(result.values_list("name", flat=True)) == names


def test_other_databases_have_their_own_collation():
    settings = {"default": {"ENGINE": "django.db.backends.postgresql"}}
    elsewhere = ConnectionHandler(settings)["default"]

    register_collation(elsewhere)

    assert elsewhere.connection is None


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>ของยูเนสโกและ</p>", '<p>ของ<span class="nb">ยูเนสโก</span>และ</p>'),
        ('<a title="ยูเนสโก">ก</a>', '<a title="ยูเนสโก">ก</a>'),
        ('<span class="nb">ยูเนสโก</span>', '<span class="nb">ยูเนสโก</span>'),
        ("<option>ยูเนสโก</option>", "<option>ยูเนสโก</option>"),
        ("<textarea>ยูเนสโก</textarea>", "<textarea>ยูเนสโก</textarea>"),
        ("<svg><text>ยูเนสโก</text></svg>", "<svg><text>ยูเนสโก</text></svg>"),
        ("<p>UNESCO</p>", "<p>UNESCO</p>"),
        ("<p>ใน พ.ศ. 2562</p>", '<p>ใน <span class="nb">พ.ศ. 2562</span></p>'),
        ("<p>(มาตรา 24 (4))</p>", '<p>(<span class="nb">มาตรา 24 (4)</span>)</p>'),
        ("<p>หน้าต่าง ๆ ได้</p>", '<p>หน้าต่า<span class="nb">ง ๆ</span> ได้</p>'),
    ],
)
def test_glossary_words_of_a_page_are_kept_whole_in_its_text_alone(html, kept):
    assert keep_whole_in_page(html) == kept


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("75 %.", '<span class="nb">75 %</span>.'),
        ("(43–73 %)", '(<span class="nb">43–73 %</span>)'),
        ("version 2569-1,", 'version <span class="nb">2569-1</span>,'),
        ("PDPA-1/2569.", '<span class="nb">PDPA-1/2569</span>.'),
        ("2569-10-01", "2569-10-01"),
        ("R1.1 10 of 37", "R1.1 10 of 37"),
        ('<a href="?a=5 %">x</a>', '<a href="?a=5 %">x</a>'),
    ],
)
def test_figures_of_a_page_are_kept_whole_in_both_languages(language, text, kept):
    assert keep_whole_in_page(text, language) == kept


def test_words_of_an_english_page_are_left_alone():
    assert keep_whole_in_page("<p>ยูเนสโก</p>", "en") == "<p>ยูเนสโก</p>"
