"""An account's whole life: invited by letter, taken up, signed in by, closed."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from .conftest import path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk]
CHOSEN = "ถ้อยคำที่ยาวพอ 2569"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def new_page(request, reader):
    return lambda: reader(java_script_enabled=request.param)


def invite(secretary):
    """The path in the letter that the invited person gets."""
    secretary.goto(path_of("staff:accounts", "th"))
    secretary.click(f"a[href='{path_of('staff:invite_account', 'th')}']")
    secretary.select_option("[name=post]", "officer-nan")
    secretary.fill("[name=name]", "มานี มีนา")
    secretary.fill("[name=email]", "manee@example.org")
    secretary.click("main form.form button")
    expect(secretary.locator("main")).to_contain_text("manee@example.org")
    return re.search(r"http://localhost:8000(/\S+)", mail.outbox[-1].body)[1]


def accept(page, path):
    page.goto(path)
    page.fill("[name=username]", "manee")
    page.fill("[name=password1]", CHOSEN)
    page.fill("[name=password2]", CHOSEN)
    page.click("main form.form button")
    page.wait_for_url("**/accounts/login/")


@pytest.mark.slow
def test_an_account_is_offered_taken_up_and_closed(new_page):
    secretary, invited = new_page(), new_page()
    sign_in(secretary, "secretary")

    accept(invited, invite(secretary))
    sign_in(invited, "manee", CHOSEN)
    invited.goto(path_of("staff:cities:readiness", "th", slug="nan"))
    expect(invited.locator("h1")).to_contain_text("น่าน")

    secretary.goto(path_of("staff:accounts", "th"))
    secretary.click("a:has-text('มานี มีนา')")
    secretary.click("main a[href$='/close/']")
    secretary.fill("[name=reason]", "ย้ายงาน")
    secretary.click("main form.form button")
    expect(secretary.locator("main .badge").first).to_have_attribute(
        "data-state", "closed"
    )

    invited.goto(path_of("staff:desk", "th"))
    expect(invited).to_have_url(re.compile("/accounts/login/"))
    assert secretary.complaints == invited.complaints == []
