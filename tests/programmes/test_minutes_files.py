"""Minutes and agenda in the form that Thai offices use, as PDF and Word."""

import pytest

from programmes.reports.minutes_files import agenda_docx, minutes_docx, minutes_pdf
from tests.factories import make_agreed_review, make_item
from tests.file_texts import bare, docx_text, in_order, pdf_pages
from tests.report_values import make_minutes_values

#: The words of form 11, in the order in which they stand.
FORM = (
    "รายงานการประชุม",
    "ครั้งที่ 1/2567",
    "เมื่อวันที่ 15 กรกฎาคม 2567",
    "ณ ห้องประชุม 1",
    "ผู้มาประชุม",
    "ผู้ไม่มาประชุม",
    "ผู้เข้าร่วมประชุม",
    "เริ่มประชุมเวลา 09.30 น.",
    "ระเบียบวาระที่ 1 เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
    "มติที่ประชุม",
    "ระเบียบวาระที่ 3 เรื่องสืบเนื่อง",
    "มติที่ประชุม",
    "ระเบียบวาระที่ 6 เรื่องอื่น ๆ",
    "เลิกประชุมเวลา 12.05 น.",
    "ผู้จดรายงานการประชุม",
)
SHA256 = "ab" * 32


def pdf_text(values, language="th"):
    content = minutes_pdf(values, language=language, sha256=SHA256)
    return bare("".join(pdf_pages(content)))


def word_text(values, language="th"):
    content = minutes_docx(values, language=language, sha256=SHA256)
    return bare(docx_text(content))


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_minutes_have_the_words_of_the_form_in_their_order(read):
    text = read(make_minutes_values())

    assert in_order(FORM, text) == []


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_minutes_name_who_came_and_tell_what_was_resolved(read):
    text = read(make_minutes_values())

    for words in (
        "1. นางสมมติ ประธาน  ผู้อำนวยการ สศส.  สศส.  ประธานที่ประชุม",
        "1. นายสมมติ ไม่มา  ผู้จัดการ  อพท.  (ติดราชการ)",
        "3.1 ขั้นตอนที่เลยกำหนดของเมืองน่าน",
        "มติที่ 1/2567: เห็นชอบให้เลื่อนกำหนด",
        "ปรับกำหนดการยื่นใบสมัคร",
        "ที่ประชุมรับทราบ",
        "(นายสมมติ จด)",
    ):
        assert bare(words) in text


@pytest.mark.parametrize("read", [pdf_text, word_text])
def test_heading_of_nobody_is_left_out(read):
    text = read(make_minutes_values(absent=(), guests=(), recorder=""))

    assert "ผู้ไม่มาประชุม" not in text
    assert "ผู้เข้าร่วมประชุม" not in text
    assert "()" in text


def test_minutes_in_english_say_the_same():
    text = pdf_text(make_minutes_values(), "en")

    assert (
        in_order(
            (
                "Minutes of the yearly review, year 4 of the term",
                "No. 1/2567",
                "On 15 July 2024",
                "Present",
                "Absent",
                "The meeting began at 09:30",
                "Agenda item 1: Section chair",
                "Resolution of the meeting",
                "The meeting ended at 12:05",
                "Minutes taken by",
            ),
            text,
        )
        == []
    )


def test_minutes_carry_their_hash_on_each_page():
    pages = pdf_pages(minutes_pdf(make_minutes_values(), language="th", sha256=SHA256))

    assert all(SHA256 in page for page in pages)


def test_agenda_tells_what_is_to_come_and_nothing_that_was_said():
    values = make_minutes_values(held_on=None, number="")

    text = bare(docx_text(agenda_docx(values, language="th")))

    assert (
        in_order(
            (
                "ระเบียบวาระการประชุม",
                "เมื่อวันที่ 15 กรกฎาคม 2567",
                "เริ่มประชุมเวลา 09.30 น.",
                "ระเบียบวาระที่ 3 เรื่องสืบเนื่อง",
                "3.1 ขั้นตอนที่เลยกำหนดของเมืองน่าน",
                "กำหนดเดิม 30 มิถุนายน 2566",
                "ระเบียบวาระที่ 4",
                "ไม่มี",
            ),
            text,
        )
        == []
    )
    assert bare("ที่ประชุมอภิปรายอย่างกว้างขวาง") not in text
    assert "มติที่ประชุม" not in text


@pytest.mark.parametrize(
    ("name", "starts"),
    [("minutes.docx", b"PK"), ("minutes.pdf", b"%PDF"), ("agenda.docx", b"PK")],
)
def test_staff_download_minutes_and_agenda(name, starts, facts, sign_in):
    review = make_agreed_review()
    make_item(review)

    response = sign_in("auditor").get(f"/th/staff/reviews/mou-2563/4/{name}")

    assert response.content.startswith(starts)
    stem, ending = name.split(".")
    disposition = f'attachment; filename="mou-2563-4-{stem}-th.{ending}"'
    assert response["Content-Disposition"] == disposition


def test_year_without_a_review_has_no_minutes(sign_in):
    response = sign_in("secretary").get("/th/staff/reviews/mou-2563/3/minutes.pdf")

    assert response.status_code == 404
