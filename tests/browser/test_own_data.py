"""Rights over one's own data: asked by anybody, answered, read at a secret address."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from programmes.models import PrivacyRequest

from .conftest import path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk]


@pytest.fixture
def new_page(reader):
    """Nobody needs JavaScript here."""
    cache.clear()
    yield lambda: reader(java_script_enabled=False)
    cache.clear()


@pytest.mark.slow
def test_asked_answered_and_erased(new_page):
    visitor, secretary = new_page(), new_page()

    visitor.goto(path_of("programmes:privacy", "th"))
    visitor.click(f"main a[href='{path_of('programmes:privacy_request', 'th')}']")
    visitor.check("[name=kind][value=erase]")
    visitor.fill("[name=name]", "มานี มีนา")
    visitor.fill("[name=contact]", "081 000 0000")
    visitor.click("main form.form button")
    row = PrivacyRequest.objects.get()
    expect(visitor.locator("main h1")).to_contain_text(row.reference)
    expect(visitor.locator("main .badge[data-state=upcoming]")).to_be_visible()

    sign_in(secretary, "secretary")
    secretary.goto(path_of("staff:privacy_requests", "th"))
    secretary.click(f"main a >> text={row.reference}")
    secretary.click(f"main a[href='{path_of('staff:people', 'th')}']")
    secretary.locator("#accounts a[href$='/erase/']").first.click()
    secretary.select_option("[name=why]", row.reference)
    secretary.check("[name=is_sure]")
    secretary.click("main form.form button")
    expect(secretary.locator(".messages")).to_be_visible()

    secretary.goto(path_of("staff:answer_privacy_request", "th", row=row.pk))
    secretary.fill("[name=identified]", "โทรกลับ")
    secretary.check("[name=verdict][value=granted]")
    secretary.fill("[name=answer]", "ลบแล้ว")
    secretary.click("main form.form button")
    expect(secretary.locator("main .badge[data-state=met]")).to_be_visible()

    visitor.reload()
    expect(visitor.locator("main .quoted")).to_have_text("ลบแล้ว")
    assert visitor.complaints == secretary.complaints == []


@pytest.mark.slow
def test_everybody_takes_their_own_data_along(new_page):
    page = new_page()
    sign_in(page, "officer.nan")

    page.goto(path_of("programmes:my_data", "th"))
    with page.expect_download() as told:
        page.click("main button[value=json]")
    with page.expect_download() as paper:
        page.click("main button[value=pdf]")

    data = json.loads(Path(told.value.path()).read_text())
    assert {row["name"]: row["value"] for row in data["account"]}["username"] == (
        "officer.nan"
    )
    assert Path(paper.value.path()).read_bytes().startswith(b"%PDF-")
    assert page.complaints == []
