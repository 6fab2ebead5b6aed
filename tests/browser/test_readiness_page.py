"""The page of a city's readiness with two years of history behind it."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cities.models import City, Indicator
from tests.factories import make_verified

from .conftest import path_of
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


def test_table_beside_the_drawings_is_reached_by_keyboard(history, reader):
    page = reader(viewport={"width": 390, "height": 800})
    open_page(page)
    page.focus(".history summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator(".history .scroll")).to_be_focused()
