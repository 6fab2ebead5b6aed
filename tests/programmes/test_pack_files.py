"""The files of a frozen pack: they say what was sent, whatever has changed since."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from cities.models import City
from creativecity.ledger import verbs
from programmes.models import Invitation
from programmes.reports.layout.pack import pack_blocks
from programmes.reports.pack_values import PackEdition
from programmes.review_acts import invite, withdraw_invitation
from programmes.review_pack import pack_of
from tests.factories import (
    DAY,
    make_action_point,
    make_item,
    make_meeting,
    make_milestone,
    make_request,
    make_verified,
)
from tests.file_texts import bare, docx_text, in_order, pdf_pages

SAID = {
    "th": (
        "ระเบียบวาระการประชุมทบทวนประจำปี ปีที่ 4",
        "เมื่อวันที่ 1 ตุลาคม 2569",
        "09.30–12.00 น.",
        "ประธาน ใจดี, ผู้อำนวยการ",
        "ครั้งที่ 1 วันที่ 1 ตุลาคม 2569",
        "ระเบียบวาระที่ 4",
        "เรื่องพิจารณา",
        "ความเป็นมาของเรื่อง",
        "ความพร้อมของเมือง",
        "น่าน",
        "1/37",
        "จัดทำรายงานสรุป",
        "มติที่ 1/2569",
        "หนังสือรับรอง, น่าน",
        "จาก 10 มกราคม 2570 เป็น 31 มีนาคม 2570",
        "รอเอกสาร",
    ),
    "en": (
        "Agenda of the yearly review, year 4 of the term",
        "On 1 October 2026",
        "09:30–12:00",
        "ประธาน ใจดี, Director",
        "number 1, 1 October 2026, as known at point",
        "Agenda item 4",
        "A matter to consider",
        "Readiness of the cities",
        "Nan",
        "1/37",
        "Write a summary",
        "Decision 1/2569",
        "Letter of endorsement, Nan",
        "from 10 January 2027 to 31 March 2027",
        "รอเอกสาร",
    ),
}


def word_text(content):
    """The body, and what stands under each page."""
    [section] = Document(BytesIO(content)).sections
    return docx_text(content) + section.footer.paragraphs[0].text


def pdf_text(content):
    return "".join(pdf_pages(content))


READ = {"docx": word_text, "pdf": pdf_text}


@pytest.fixture
def sent(cast):
    """The invitation of a review with all that a pack holds."""
    nan = City.objects.get(slug="nan")
    make_verified(nan, on=date(2024, 1, 1), by=cast["cea"])
    key = make_milestone(nan, due=date(2027, 1, 10), is_key=True)
    make_request(key, date(2027, 3, 31), reason="documents", note="รอเอกสาร")
    make_action_point(due_on=date(2026, 10, 20))
    review = make_meeting(until="ready")
    make_item(review, background_th="ความเป็นมาของเรื่อง")
    return invite(review, by=cast["secretary"], on=DAY)


def content_of(client, ending, language="th"):
    response = client.get(f"/{language}/staff/reviews/mou-2563/4/packs/1/pack.{ending}")
    assert response.status_code == 200
    return response.content


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_file_says_all_that_was_frozen(ending, language, sent, sign_in):
    content = content_of(sign_in("secretary"), ending, language)

    text = bare(READ[ending](content))
    assert in_order(SAID[language], text) == []
    assert sent.sha256 in text
    assert bare(f"{sent.known_at:,}") in text


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_file_stays_as_it_was_sent_whatever_changes(ending, sent, sign_in, cast):
    client, review = sign_in("cea"), sent.review
    before = READ[ending](content_of(client, ending))

    nan = City.objects.get(slug="nan")
    nan.name_th = "น่านใหม่"
    verbs.edit(nan, by=None)
    make_verified(nan, code="R1.2", on=date(2024, 1, 2), by=cast["cea"])
    review.place_th = "ห้องประชุม 9"
    review.change(by=None, fields=["place_th"])
    make_item(review, title_th="เรื่องใหม่")
    review.items.first().drop(by=None, reason="ถอน")

    assert READ[ending](content_of(client, ending)) == before


def test_the_same_pack_gives_the_same_pdf(sent, sign_in):
    client = sign_in("auditor")

    assert content_of(client, "pdf") == content_of(client, "pdf")


def test_a_file_is_named_for_its_review_and_its_number(sent, sign_in):
    path = "/en/staff/reviews/mou-2563/4/packs/1/pack.docx"

    response = sign_in("dasta").get(path)

    told = 'attachment; filename="mou-2563-4-pack-1-en.docx"'
    assert response["Content-Disposition"] == told


def test_an_invitation_that_was_taken_back_says_so(sent, sign_in):
    withdraw_invitation(sent.review, by=None, reason="เลื่อน")

    text = docx_text(content_of(sign_in("secretary"), "docx", "en"))

    assert "This invitation was taken back." in text


@pytest.mark.parametrize(("is_sample", "notes"), [(True, 1), (False, 0)])
def test_sample_data_is_said_on_the_first_page(is_sample, notes, sent):
    edition = PackEdition(number=1, on="2026-10-01", known_at=1, sha256=sent.sha256)
    pack = pack_of(sent)

    blocks = pack_blocks(replace(pack, is_sample=is_sample), edition)

    looks = [getattr(block, "look", "") for block in blocks]
    assert looks.count("sample") == notes


def test_a_pack_that_was_never_sent_has_no_file(cast, sign_in):
    make_meeting(until="ready")

    response = sign_in("secretary").get("/th/staff/reviews/mou-2563/4/packs/1/pack.pdf")

    assert not Invitation.objects.exists()
    assert response.status_code == 404


@pytest.mark.parametrize("page", ["invite", "packs/1", ""])
def test_files_are_linked_wherever_the_pack_is_told_of(page, sent, sign_in):
    root = "/th/staff/reviews/mou-2563/4"

    text = sign_in("secretary").get(f"{root}/{page}/".replace("//", "/")).text

    for ending in ("docx", "pdf"):
        assert f'href="{root}/packs/1/pack.{ending}"' in text
