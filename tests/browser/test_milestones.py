"""A later date of a key step: asked for, decided, done; with a script and without."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cities.models import City, Evidence
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from tests.factories import make_evidence, make_milestone

from .conftest import path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk]

OFFICER = "officer.nan"
DUE, LATER = today() + timedelta(days=200), today() + timedelta(days=300)


@pytest.fixture
def key(portal):
    nan = City.objects.get(slug="nan")
    make_evidence(nan, title_th="หนังสือรับรองลงนามแล้ว")
    return make_milestone(
        nan, due=DUE, agreed=today() - timedelta(days=30), is_key=True
    )


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def somebody(request, reader):
    """`somebody("cea")` gives a page on which this account is signed in."""

    def signed_in(name):
        page = reader(java_script_enabled=request.param)
        sign_in(page, name)
        return page

    return signed_in


def send(page):
    page.click("main form.form button")


def open_milestone(page, key):
    page.goto(path_of("staff:cities:milestone", "th", milestone=key.pk))


@pytest.mark.slow
def test_a_later_date_is_asked_for_decided_and_done(key, somebody):
    officer = somebody(OFFICER)
    open_milestone(officer, key)
    officer.click("main a[href$='/reforecast/']")
    officer.fill("[name=due_on]", format_numeric(LATER, "th"))
    send(officer)
    expect(officer.locator(".errors").first).to_be_visible()  # the reason is missing
    expect(officer.locator("[name=due_on]")).to_have_value(format_numeric(LATER, "th"))
    officer.select_option("[name=reason]", "documents")
    officer.fill("[name=note]", "รอหนังสือรับรอง")
    send(officer)
    badge = officer.locator("main header .badge")
    expect(badge).to_have_attribute("data-state", "waiting-for-decision")

    secretary = somebody("secretary")
    secretary.click(".owed a[href$='/requests/']")
    secretary.click("main a[href$='/decide/']")
    secretary.fill("[name=number]", "๗/๒๕๖๙")
    secretary.check("[name=verdict][value=approved]")
    secretary.fill("[name=text_th]", "เห็นชอบให้เลื่อนกำหนด")
    secretary.fill("[name=text_en]", "The later date is approved")
    send(secretary)
    expect(secretary.locator("main table")).to_contain_text("7/2569")

    open_milestone(officer, key)
    expect(officer.locator("main")).to_contain_text("7/2569")
    officer.click("main a[href$='/complete/']")
    officer.check("[name=evidence]")
    send(officer)
    expect(badge).to_have_attribute("data-state", "met-early")
    piece = Evidence.objects.get(title_th="หนังสือรับรองลงนามแล้ว")
    expect(officer.locator(f"main a[href$='/evidence/{piece.pk}/']")).to_be_visible()
    assert key.track().due().day == LATER
    assert officer.complaints == secretary.complaints == []
