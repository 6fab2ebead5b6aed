"""The first walk: Nan records, an agency verifies, the public sees; others may not."""

import pytest
from playwright.sync_api import expect

from cities.models import City, Reading

from .conftest import enter, path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk, pytest.mark.both]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def new_page(request, reader):
    return lambda: reader(java_script_enabled=request.param)


def range_on_the_citys_page(page):
    page.goto(path_of("cities:readiness", "th", slug="nan"))
    return page.locator(".headline .figure").inner_text()


def test_a_reading_walks_from_the_officer_to_the_public(new_page):
    public, officer, agency = new_page(), new_page(), new_page()
    before = range_on_the_citys_page(public)

    sign_in(officer, "officer.nan")
    officer.goto(path_of("staff:cities:readiness", "th"))
    officer.check("[name='R1.3-choice'][value='4']")
    officer.click("[data-cell='R1.3'] summary")
    officer.fill("[name='R1.3-note']", "มีหน่วยงานและเจ้าหน้าที่ประจำแล้ว")
    officer.fill("[name='R1.3-effective_on']", "1 ต.ค. 2569")
    officer.click("[value='evidence:R1.3']")
    officer.fill("[name=link]", "https://example.org/order")
    officer.fill("[name=title_th]", "คำสั่งแต่งตั้ง")
    officer.click("main form.form button")
    officer.locator(".save-bar [value=record]").click()
    reading = Reading.objects.latest("sequence")

    assert range_on_the_citys_page(public) == before  # reported, not yet in the range
    expect(public.locator("#R1\\.3 .badge")).to_have_attribute("data-state", "reported")
    assert reading.note == "มีหน่วยงานและเจ้าหน้าที่ประจำแล้ว"

    sign_in(agency, "cea")
    agency.goto(path_of("staff:cities:queue", "th"))
    agency.click(f"main a[href*='/readings/{reading.sequence}/']")
    agency.check("[name=verdict][value=verified]")
    agency.click("main form.form button")

    after = range_on_the_citys_page(public)
    expect(public.locator("#R1\\.3 .badge")).to_have_attribute("data-state", "verified")
    assert after != before
    assert after == "4–99 %"  # levels 3 and 4 of 37 indicators, the rest unread


@pytest.mark.look
def test_an_officer_of_another_city_finds_no_page(new_page):
    page = new_page()
    enter(page, "officer.sukhothai")

    response = page.goto(path_of("staff:cities:indicator", "th"))

    assert response.status == 404


@pytest.mark.slow
def test_nobody_is_offered_a_verdict_on_their_own_reading(new_page):
    page = new_page()
    reading = Reading.objects.filter(recorded_by__username="officer.nan").get()
    enter(page, "officer.nan")

    page.goto(path_of("staff:cities:verify_reading", "th", sequence=reading.sequence))

    expect(page.locator("[name=verdict]")).to_have_count(0)


@pytest.mark.slow
@pytest.mark.look
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(new_page):
    page = new_page()
    enter(page, "officer.nan")

    page.goto(path_of("staff:cities:indicator", "th", code="R2.1"))
    page.check("[name='R2.1-choice'][value='2']")
    page.click("[data-cell='R2.1'] summary")
    page.fill("[name='R2.1-effective_on']", "31/2/69")
    page.fill("[name='R2.1-note']", "ข้อความที่พิมพ์ไว้")
    page.locator(".save-bar [value=record]").click()

    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("[name='R2.1-effective_on']")).to_have_value("31/2/69")
    expect(page.locator("[name='R2.1-effective_on']")).to_have_attribute(
        "aria-invalid", "true"
    )
    expect(page.locator("[name='R2.1-note']")).to_have_value("ข้อความที่พิมพ์ไว้")
    expect(page.locator("[name='R2.1-choice'][value='2']")).to_be_checked()
    assert City.objects.get(slug="nan").readings.count() == 2


@pytest.mark.slow
def test_a_withdrawn_reading_leaves_the_one_before_it(new_page):
    page = new_page()
    reading = Reading.objects.filter(recorded_by__username="officer.nan").get()
    enter(page, "officer.nan")

    page.goto(path_of("staff:cities:withdraw_reading", "th", sequence=reading.sequence))
    page.fill("[name=reason]", "บันทึกผิดตัวชี้วัด")
    page.click("main form.form button")

    assert not Reading.objects.standing().filter(pk=reading.pk).exists()
