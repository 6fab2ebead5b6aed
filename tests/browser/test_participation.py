"""You said, we did: a visitor suggests, staff read and answer, the visitor reads it."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from cities.models import Suggestion

from .conftest import path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk]

SAID = "ขอป้ายสองภาษา โทร 08 0000 0000"


@pytest.fixture
def new_page(reader):
    """Nobody needs JavaScript here."""
    cache.clear()
    yield lambda: reader(java_script_enabled=False)
    cache.clear()


def suggest(page, text=SAID):
    page.goto(path_of("programmes:suggest", "th"))
    page.select_option("[name=city]", "nan")
    page.fill("[name=text]", text)
    page.click("main form.form button")


@pytest.mark.slow
def test_a_visitor_suggests_and_reads_what_became_of_it(new_page):
    visitor, officer, secretary = new_page(), new_page(), new_page()

    suggest(visitor)
    row = Suggestion.objects.get()
    expect(visitor.locator("main .figure")).to_have_text(row.reference)
    visitor.click(f"main a[href='{path_of_row(row)}']")
    expect(visitor.locator("main")).not_to_contain_text("08 0000")

    sign_in(officer, "officer.nan")
    officer.goto(path_of("staff:suggestions", "th"))
    officer.click(f"main h3 a >> text={row.reference}")
    officer.click("main a.button")
    officer.check("[name=verdict][value=shown]")
    officer.fill("[name=shown_text]", "ขอป้ายสองภาษา")
    officer.fill("[name=other_text]", "Signs in two languages, please")
    officer.click("main form.form button")
    expect(officer.locator(".badge[data-state=shown]")).to_be_visible()

    sign_in(secretary, "secretary")
    secretary.goto(path_of("staff:decline_suggestion", "th", suggestion=row.sequence))
    secretary.fill("[name=reason_th]", "ไม่มีงบประมาณในปีนี้")
    secretary.click("main form.form button")

    visitor.reload()
    expect(visitor.locator("main blockquote")).to_have_text("ขอป้ายสองภาษา")
    expect(visitor.locator(".steps .badge[data-state=declined]")).to_be_visible()
    expect(visitor.locator("main")).to_contain_text("ไม่มีงบประมาณในปีนี้")

    visitor.goto(path_of("programmes:suggestions", "th"))
    visitor.fill("[name=reference]", row.reference.lower().replace("/", " "))
    visitor.click("#find button")
    expect(visitor.locator("main h1")).to_contain_text(row.reference)
    assert visitor.complaints == []


def path_of_row(row):
    return path_of("programmes:suggestion", "th", reference=row.slug())


@pytest.mark.slow
@pytest.mark.look
def test_what_is_too_long_is_named_and_stays(new_page):
    page = new_page()

    suggest(page, "ก" * 4001)

    expect(page.locator(".errors a")).to_have_attribute("href", "#id_text")
    assert len(page.input_value("[name=text]")) == 4001
    assert not Suggestion.objects.exists()


@pytest.mark.slow
@pytest.mark.look
def test_the_trap_is_seen_by_nobody(reader):
    page = reader()
    page.goto(path_of("programmes:suggest", "th"))

    expect(page.locator("[name=website]")).to_be_hidden()
    names = page.locator("main form").aria_snapshot()

    assert names.count("textbox") == 1


@pytest.mark.slow
@pytest.mark.look
def test_the_counter_counts_what_is_left(reader):
    page = reader()
    page.goto(path_of("programmes:suggest", "th"))

    page.fill("[name=text]", "ก" * 4003)

    expect(page.locator("[data-counter]")).to_contain_text("3 ")
    expect(page.locator("[data-counter]")).to_have_attribute("data-over-limit", "")
    assert page.complaints == []
