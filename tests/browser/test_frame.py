"""The head of every page and the map: by keyboard, on a phone, without scripts."""

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('name')")


def test_the_key_leads_to_the_search_until_it_is_turned_off(reader):
    page = reader()
    page.goto("/en/cities/")

    page.keyboard.press("/")
    assert focused(page) == "q"
    page.keyboard.type("a/b")
    assert page.locator("[role=search] input:visible").input_value() == "a/b"

    page.locator("[data-search-key]").click()
    page.reload()
    page.keyboard.press("/")
    assert focused(page) is None
    assert page.complaints == []


def test_on_a_phone_the_key_unfolds_the_menu(reader):
    page = reader(viewport=PHONE)
    page.goto("/th/")

    page.keyboard.press("/")

    assert focused(page) == "q"
    assert page.locator(".menu[open]").count() == 1


def test_menu_unfolds_and_searches_without_scripts(reader):
    page = reader(viewport=PHONE, java_script_enabled=False)
    page.goto("/th/cities/")
    assert page.locator("[data-search-key]").is_hidden()

    page.locator(".menu > summary").click()
    assert page.locator(".menu [aria-current=page]").inner_text() == "เมือง"
    page.locator(".menu [name=q]").fill("น่าน")
    page.locator(".menu button").click()

    page.wait_for_url("**/th/search/?q=*")


def test_each_city_on_the_map_is_a_stop_that_shows_and_leads_on(reader):
    page = reader()
    page.goto("/en/cities/")
    places = page.locator(".country a")
    assert places.count() == 5

    page.locator(".roster a").last.focus()
    page.keyboard.press("Tab")
    ring = places.first.locator(".reach").evaluate("e => getComputedStyle(e).stroke")
    assert ring != "none"
    page.keyboard.press("Enter")

    page.wait_for_url("**/en/cities/*/")
