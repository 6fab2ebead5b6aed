"""The yearly review from opened to sealed: two agencies and a secretary, in Thai.

The secretary begins it, leaves, and takes it up again at another browser without a
script; both agencies work without one, too.
"""

import hashlib
import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cities.models import City
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from programmes.models import SealedReport
from tests.factories import (
    get_user_model,
    make_action_point,
    make_decision,
    make_milestone,
    make_request,
)

from .conftest import sign_in
from .hands import choose, click, expect_state, expect_words, fill, follow, send

pytestmark = [pytest.mark.browser, pytest.mark.walk]

DUE, LATER = today() + timedelta(days=200), today() + timedelta(days=300)
NEXT_MONTH = today() + timedelta(days=30)


@pytest.fixture
def earlier(portal):
    """An action point of DASTA, given by a decision of before the review."""
    given = make_decision(text_th="มติเวียนก่อนการประชุม")
    return make_action_point(given, due_on=NEXT_MONTH, text_th="สำรวจย่านสร้างสรรค์")


def ask_for_a_later_date():
    """Nan asks for a later date of a key milestone; it waits for a decision."""
    nan = City.objects.get(slug="nan")
    agreed = today() - timedelta(days=30)
    key = make_milestone(nan, due=DUE, agreed=agreed, is_key=True)
    officer = get_user_model().objects.get(username="officer.nan")
    return make_request(key, LATER, by=officer, said=today(), note="รอหนังสือรับรอง")


# The secretary, up to the meeting


def open_the_review(page):
    follow(page, "staff:reviews")
    follow(page, "staff:review")
    follow(page, "staff:open_review")
    send(page)
    expect_state(page, "opened")


def gather_the_agenda(page):
    follow(page, "staff:gather_agenda")
    send(page)
    expect_words(page, "หนังสือรับรอง", within="#agenda")


def bring_a_matter(page, title):
    follow(page, "staff:add_item")
    choose(page, "section", "consider")
    fill(page, title_th=title, background_th="ตามมติครั้งก่อน")
    send(page)
    expect_words(page, title, within="#agenda")


def fill_in_the_meeting(page):
    follow(page, "staff:edit_review")
    fill(
        page,
        meeting_number="1/2569",
        meets_on=format_numeric(today(), "th"),
        begins_at="๐๙.๓๐ น.",
        ends_at="12:00",
        place_th="ห้องประชุม อพท.",
        place_en="Meeting room, DASTA",
        chair_name="สมชาย ใจดี",
        chair_office_th="ผู้อำนวยการ อพท.",
        chair_office_en="Director-General, DASTA",
        recorder_name="สมหญิง จดไว",
    )
    send(page)
    expect_words(page, "ห้องประชุม อพท.", within="#meeting")


def list_who_comes(page):
    """Staff of both agencies by ticking their names, a guest by name."""
    follow(page, "staff:attendance")
    for box in page.locator("main [name=staff]").all():
        box.check()
    send(page, "staff")
    fill(page, name="วิทยา อาจารย์", body="มหาวิทยาลัย")
    choose(page, "presence", "guest")
    send(page)
    follow(page, "staff:review", within="main form")
    expect(page.locator("#attendance li")).to_have_count(3)


def invite(page):
    """The pack holds what waits for the meeting: what is open, what is asked for."""
    follow(page, "staff:invite")
    send(page)
    follow(page, "staff:pack_of_review", within="main")
    expect_words(page, "SHA-256", "สำรวจย่านสร้างสรรค์", "รอหนังสือรับรอง")
    follow(page, "staff:review")
    expect_state(page, "invited")


# The secretary, from the meeting on


def take_the_review_up_again(page):
    """From the desk, which says what is next."""
    sign_in(page, "secretary")
    follow(page, "staff:review", within=".owed")
    way = page.locator("[aria-current=step] a[href$='/hold/']").first
    expect(way).to_be_visible()


def start_a_decision(page, title):
    matter = page.locator(".matters > li").filter(has_text=title)
    click(page, matter.locator("a[href$='/decide/']"))


def add(page, act):
    choose(page, "add", act)
    send(page, "add")


def enter_the_decision(page):
    """Under the number that is offered; it stands under its matter then."""
    number = page.input_value("[name=number]")
    send(page, "enter")
    follow(page, "staff:review")
    expect_words(page, number, within="#agenda")
    return number


def decide_what_cea_does(page, title):
    start_a_decision(page, title)
    fill(page, text_th="ให้ สศส. จัดทำคู่มือ", text_en="CEA writes a handbook")
    add(page, "action")
    choose(page, "action-1-owner", "agency-cea")
    due_on = format_numeric(NEXT_MONTH, "th")
    fill(page, part="action-1-", text_th="จัดทำคู่มือเมืองสร้างสรรค์", due_on=due_on)
    return enter_the_decision(page)  # what was typed first is there still


def rule_on_the_later_date(page, asked):
    start_a_decision(page, "หนังสือรับรอง")
    add(page, f"request-{asked.sequence}")
    choose(page, f"request-{asked.sequence}-verdict", "approved")
    fill(page, text_th="เห็นชอบให้ปรับกำหนด", text_en="The later date is approved")
    return enter_the_decision(page)


def settle_what_is_left(page):
    """What is missing is listed, each with the way to mend it."""
    follow(page, "staff:hold")
    missing = page.locator("main .note li a")
    while missing.count():
        click(page, missing.first)
        fill(page, resolution_th="ที่ประชุมรับทราบ", resolution_en="Noted")
        send(page)
        follow(page, "staff:hold")


def hold_the_meeting(page):
    send(page, "hold")
    expect_state(page, "held")


def carry_what_is_open(page):
    """Everything that earlier decisions left open is ticked already."""
    follow(page, "staff:carry_action_points")
    send(page)


def freeze(page):
    """The hash that both agencies are to sign."""
    follow(page, "staff:freeze_report", year=4)
    send(page)
    return page.locator("main .hash").first.inner_text()


# The agencies


def agree_to_the_minutes(page, agency):
    sign_in(page, agency)
    follow(page, "staff:review", within=".owed")
    follow(page, "staff:agree_minutes")
    expect_words(page, "สมหญิง จดไว", "ให้ สศส. จัดทำคู่มือ", "ที่ประชุมรับทราบ")
    send(page, "agree")


def sign(page, name, office):
    """Who has just signed in is not asked again: tests/test_again.py."""
    follow(page, "staff:desk")
    follow(page, "staff:review", within=".owed")
    follow(page, "staff:frozen_report", year=4)
    follow(page, "staff:sign_report", year=4)
    fill(page, name=name, office_th=office, office_en="Director")
    send(page)
    expect_words(page, name)


def do_what_was_given(page, title):
    follow(page, "staff:desk")
    follow(page, "staff:action_points", within=".owed")
    click(page, page.locator("#points a").filter(has_text=title))
    click(page, page.locator("main header a[href$='/done/']"))
    fill(page, note="เผยแพร่แล้วบนเว็บไซต์")
    send(page)
    expect_state(page, "done")


# The public


def read_the_sealed_report(page, sha256):
    page.goto("/th/")
    follow(page, "programmes:reviews")
    follow(page, "programmes:review")
    expect(page.locator("#sealed .hash").first).to_have_text(sha256)
    expect_words(page, "สมชาย ใจดี", "อรุณ ลงนาม", "วันดี ลงนาม", "ให้ สศส. จัดทำคู่มือ")


def download(page, kind):
    address = page.locator(f"#sealed a[href$='report.{kind}']").get_attribute("href")
    answer = page.request.get(address)
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    return answer.body()


def check_a_copy(page, content):
    """What the page says of a copy that somebody brings."""
    file = {"name": "report.json", "mimeType": "application/json", "buffer": content}
    page.set_input_files("[name=file]", file)
    send(page)
    return page.locator("main .note[role=status]")


@pytest.mark.slow
@pytest.mark.usefixtures("earlier")
@pytest.mark.look
def test_a_review_walks_from_opened_to_sealed(reader):
    secretary = reader()
    sign_in(secretary, "secretary")
    open_the_review(secretary)
    asked = ask_for_a_later_date()
    gather_the_agenda(secretary)
    bring_a_matter(secretary, "คู่มือเมืองสร้างสรรค์")
    bring_a_matter(secretary, "แผนงานปีถัดไป")
    fill_in_the_meeting(secretary)
    list_who_comes(secretary)
    invite(secretary)
    assert secretary.complaints == []
    secretary.context.close()  # the secretary goes home

    secretary = reader(java_script_enabled=False)
    take_the_review_up_again(secretary)
    first = decide_what_cea_does(secretary, "คู่มือเมืองสร้างสรรค์")
    second = rule_on_the_later_date(secretary, asked)
    assert first != second
    settle_what_is_left(secretary)
    hold_the_meeting(secretary)
    assert asked.milestone.track().due().day == LATER

    dasta, cea = (reader(java_script_enabled=False) for _agency in range(2))
    agree_to_the_minutes(dasta, "dasta")
    agree_to_the_minutes(cea, "cea")

    follow(secretary, "staff:desk")
    follow(secretary, "staff:review", within=".owed")
    carry_what_is_open(secretary)
    sha256 = freeze(secretary)

    sign(dasta, "อรุณ ลงนาม", "ผู้อำนวยการ อพท.")
    assert not SealedReport.objects.exists()
    sign(cea, "วันดี ลงนาม", "ผู้อำนวยการ สศส.")
    assert SealedReport.objects.get().report.sha256 == sha256

    visitor = reader(java_script_enabled=False)
    read_the_sealed_report(visitor, sha256)
    files = {kind: download(visitor, kind) for kind in ("pdf", "docx", "xlsx", "json")}
    assert hashlib.sha256(files["json"]).hexdigest() == sha256
    assert [files[k][:4] for k in ("pdf", "docx", "xlsx")] == [
        b"%PDF",
        b"PK\x03\x04",
        b"PK\x03\x04",
    ]
    follow(visitor, "programmes:verify")
    fits = check_a_copy(visitor, files["json"])
    expect(fits).to_have_attribute("data-kind", "good")
    changed = files["json"].replace(b"mou-2563", b"mou-2564", 1)
    assert json.loads(changed)
    expect(check_a_copy(visitor, changed)).to_have_attribute("data-kind", "error")

    do_what_was_given(cea, "จัดทำคู่มือเมืองสร้างสรรค์")

    follow(visitor, "programmes:review")
    click(visitor, visitor.locator(".language"))
    expect_words(visitor, "Review of year 4", "The later date is approved", sha256)
