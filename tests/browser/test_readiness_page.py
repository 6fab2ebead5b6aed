"""The page of a city's readiness with two years of history behind it."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cities.models import City, Indicator
from tests.factories import make_verified

from .conftest import enter, path_of
from .test_page_types import faults

pytestmark = pytest.mark.browser

DAYS = (date(2024, 11, 1), date(2025, 8, 1), date(2026, 5, 1))


@pytest.fixture
def history(portal, django_user_model):
    """Levels of Nan that rose over two years, on every other indicator."""
    nan = City.objects.get(slug="nan")
    agency = django_user_model.objects.get(username="cea")
    codes = Indicator.objects.values_list("code", flat=True)
    for code in sorted(codes)[1::2]:
        for level, day in enumerate(DAYS, 1):
            make_verified(nan, code, level=level, on=day, by=agency)


def open_page(page, language="th", query=""):
    page.goto(path_of("cities:readiness", language, slug="nan") + query)


@pytest.mark.audit
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_history_is_accessible_and_keeps_to_itself(theme, history, reader):
    for language in ("th", "en"):
        page = reader(color_scheme=theme)
        open_page(page, language, "?compare=2025-06-24")
        for summary in page.locator("main details > summary").all():
            summary.click()

        assert page.complaints == []
        assert faults(page) == []
        expect(page.locator(".trend")).to_have_count(10)


@pytest.mark.slow
def test_history_fits_a_narrow_phone(history, reader):
    page = reader(viewport={"width": 320, "height": 640})
    open_page(page)
    for summary in page.locator("main details > summary").all():
        summary.click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("has_script", [True, False])
def test_an_unread_indicator_is_found_from_the_number(has_script, history, reader):
    page = reader(java_script_enabled=has_script)
    open_page(page)

    page.click("#why > summary")
    page.click("#why a[href='#R1.3']")

    expect(page.locator("#R1\\.3")).to_be_visible()
    expect(page.locator("#R1\\.3")).to_be_in_viewport()


@pytest.mark.slow
def test_table_beside_the_drawings_is_reached_by_keyboard(history, reader):
    page = reader(viewport={"width": 390, "height": 800})
    open_page(page)
    page.focus(".history summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator(".history .scroll")).to_be_focused()


@pytest.mark.slow
def test_day_that_is_not_understood_is_said_at_the_top_and_leads_to_its_field(
    history, reader
):
    page = reader(viewport={"width": 390, "height": 800})
    open_page(page)
    page.fill("#compare", "เมื่อวาน")
    page.locator("#profile form button").click()

    expect(page.locator("main [role=alert]")).to_be_focused()
    expect(page.locator("main [role=alert]")).to_be_in_viewport()
    assert page.title().startswith("ข้อผิดพลาด:")
    assert faults(page) == []

    page.click("main [role=alert] a")
    expect(page.locator("#compare")).to_be_focused()


@pytest.mark.slow
def test_reader_who_asks_for_a_day_is_led_to_what_is_compared(history, reader):
    page = reader(viewport={"width": 390, "height": 800})
    open_page(page)
    page.fill("#compare", "30/9/2568")
    page.locator("#profile form button").click()

    expect(page.locator(".answer")).to_be_focused()
    expect(page.locator(".answer")).to_be_in_viewport()


@pytest.mark.slow
def test_print_says_what_it_is_and_keeps_the_numbers(history, reader):
    page = reader(viewport={"width": 720, "height": 1000})
    open_page(page)
    page.emulate_media(media="print")

    expect(page.locator(".printed")).to_be_visible()
    expect(page.locator(".printed")).to_contain_text(page.url)
    for table in ("#profile table", ".history-table"):
        expect(page.locator(table)).to_be_visible()
    expect(page.locator("[data-kind=table] > summary").first).to_be_hidden()
    marks = "all => all.map(each => getComputedStyle(each).listStyleType)"
    assert set(page.eval_on_selector_all("main summary", marks)) == {"none"}


@pytest.mark.slow
def test_figures_keep_to_one_line_on_a_narrow_phone(history, reader):
    page = reader(viewport={"width": 320, "height": 640})
    for language in ("th", "en"):
        open_page(page, language)
        lines = page.eval_on_selector_all(
            "main .nb", "all => all.map(each => each.getClientRects().length)"
        )

        assert max(lines) == 1


@pytest.mark.slow
def test_chosen_pill_is_filled(portal, reader):
    page = reader()
    enter(page, "officer.nan")
    page.goto(path_of("staff:cities:readiness", "th", slug="nan"))

    fill = "each => getComputedStyle(each).backgroundColor"
    chosen = page.locator(".pills [aria-current]").evaluate(fill)
    assert chosen == page.locator("main .button").first.evaluate(
        "each => getComputedStyle(each).borderTopColor"
    )
    other = page.locator(".pills a:not([aria-current])").first.evaluate(fill)
    assert other == "rgba(0, 0, 0, 0)"
