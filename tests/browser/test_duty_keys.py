"""A duty's two keys: reported, disputed on a phone, reported anew, confirmed."""

import pytest
from playwright.sync_api import expect

from cities.models import City
from tests.cities import zoo
from tests.factories import make_event

from .conftest import sign_in
from .hands import choose, fill, follow, send

pytestmark = [pytest.mark.browser, pytest.mark.walk]

PHONE = {"width": 390, "height": 800}
DUTY = {"code": "D1"}  # DASTA owes it, so CEA answers
REASON = "ยังไม่มีรายงานของจังหวัดเชียงราย"


@pytest.fixture
def activity(portal):
    return make_event(City.objects.get(slug="nan"), name_th="เวทีเมืองน่าน")


def open_the_duty(page):
    follow(page, "staff:desk")
    follow(page, "staff:duties", within=".owed")
    follow(page, "staff:duty", **DUTY)


def report(page, text_th, text_en, progress):
    follow(page, "staff:report_duty", **DUTY)
    choose(page, "progress", progress)
    fill(page, text_th=text_th, text_en=text_en)


def hand_in_a_paper(page, title):
    file = {"name": "ภาพ.jpg", "mimeType": "image/jpeg", "buffer": zoo.picture("JPEG")}
    page.set_input_files("[name=paper-file]", file)
    fill(page, "paper-", title_th=title)
    page.check("[name=paper-is_public]")


def answer(page, verdict):
    follow(page, "staff:answer_duty", **DUTY)
    choose(page, "verdict", verdict)
    send(page)


def expect_keys(page, state):
    badge = page.locator("main header .badge")
    expect(badge.first).to_have_attribute("data-state", state)


def expect_the_public_reads(page, state, *texts):
    page.goto("/th/")
    follow(page, "programmes:latest_agreement")
    duty = page.locator("#duties #D1")
    expect(duty.locator(".badge").first).to_have_attribute("data-state", state)
    for text in texts:
        expect(duty).to_contain_text(text)


@pytest.mark.slow
def test_a_duty_is_reported_disputed_reported_anew_and_confirmed(activity, reader):
    dasta, cea = reader(), reader(viewport=PHONE, java_script_enabled=False)
    visitor = reader(java_script_enabled=False)

    sign_in(dasta, "dasta")
    open_the_duty(dasta)
    report(dasta, "เสนอแล้วหนึ่งเมือง", "One city was submitted", "under-way")
    of_nan = dasta.locator("main details:has([name='events-nan'])")
    of_nan.locator("summary").click()
    choose(dasta, "events-nan", activity.code)
    hand_in_a_paper(dasta, "หนังสือนำส่งใบสมัคร")
    send(dasta)
    expect_keys(dasta, "reported")

    sign_in(cea, "cea")
    open_the_duty(cea)
    answer(cea, "disputed")
    expect(cea.locator(".errors").first).to_be_in_viewport()  # the reason is missing
    fill(cea, reason_th=REASON, reason_en="There is no report of Chiang Rai yet")
    send(cea)
    expect_keys(cea, "disputed")
    expect_the_public_reads(visitor, "disputed", REASON)

    open_the_duty(dasta)
    report(dasta, "เสนอครบทุกเมืองแล้ว", "All cities were submitted", "fulfilled")
    send(dasta)
    open_the_duty(cea)
    answer(cea, "confirmed")
    expect_keys(cea, "confirmed")

    expect_the_public_reads(visitor, "confirmed", "เสนอครบทุกเมืองแล้ว")
    assert dasta.complaints == cea.complaints == visitor.complaints == []
