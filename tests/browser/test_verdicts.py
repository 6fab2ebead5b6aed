"""Confirming, verifying and returning: with a script, without one, and by keyboard."""

import pytest
from playwright.sync_api import expect

from cities.models import Reading, Verification

from .conftest import enter, path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk]

QUEUE = path_of("staff:cities:queue", "th")
GRID = path_of("staff:cities:readiness", "th")
REASON = "กรุณาแนบรายงานการประชุมครั้งล่าสุด"


def reported():
    """The reading of Nan that waits for a verdict."""
    return Reading.objects.get(indicator__code="R1.2")


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def agency(request, reader):
    page = reader(java_script_enabled=request.param)
    enter(page, "cea")
    page.goto(QUEUE)
    return page


def open_reading(page):
    page.click(f"main a[href*='/readings/{reported().sequence}/']")


def test_an_agency_verifies_what_waits(agency):
    open_reading(agency)
    agency.check("[name=verdict][value=verified]")
    agency.click("main form.form button")

    expect(agency.locator(".messages")).to_contain_text("R1.2")
    assert Verification.objects.get(reading=reported()).verdict == "verified"


@pytest.mark.slow
def test_an_agency_returns_with_a_reason_that_the_officer_sees_first(agency, reader):
    open_reading(agency)
    agency.check("[name=verdict][value=returned]")
    agency.click("main form.form button")
    expect(agency.locator(".errors")).to_be_visible()  # a return needs its reason
    agency.fill("[name=reason]", REASON)
    agency.click("main form.form button")

    officer = reader()
    sign_in(officer, "officer.nan")
    expect(officer.locator(".owed li").first).to_contain_text("ส่งกลับ")
    officer.locator(".owed a").first.click()
    expect(officer.locator("main")).to_contain_text(REASON)


# By keyboard alone


def tab_to(page, selector, most=150):
    """Press Tab until what has the focus is the one that the selector names."""
    for _tab in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"no way to {selector} by keyboard")


@pytest.mark.slow
@pytest.mark.look
@pytest.mark.parametrize(
    ("verdict", "keys"), [("verified", []), ("returned", ["ArrowDown"])]
)
def test_a_verdict_is_given_by_keyboard_alone(verdict, keys, reader):
    page = reader()
    enter(page, "cea")
    page.goto(QUEUE)

    tab_to(page, f"a[href*='/readings/{reported().sequence}/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/readings/**")
    tab_to(page, "[name=verdict]")
    page.keyboard.press("Space")
    for key in keys:
        page.keyboard.press(key)
    tab_to(page, "[name=reason]")
    if verdict == "returned":
        page.keyboard.type(REASON)
    tab_to(page, "main form.form button")
    page.keyboard.press("Enter")

    expect(page.locator(".messages")).to_contain_text("R1.2")
    given = Verification.objects.get(reading=reported())
    assert (given.verdict, bool(given.reason)) == (verdict, verdict == "returned")


@pytest.mark.slow
@pytest.mark.look
def test_still_true_is_said_by_keyboard_alone(reader):
    page = reader()
    enter(page, "officer.nan")
    page.goto(GRID)

    tab_to(page, "[value='confirm:R1.2']")
    page.keyboard.press("Enter")

    expect(page.locator(".messages")).to_contain_text("R1.2")
    assert reported().confirmations.count() == 1
