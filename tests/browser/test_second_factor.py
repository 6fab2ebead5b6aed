"""A second factor, from the first sign-in on: a passkey, and codes without scripts.

The device is Chromium's own stand-in for one, which keeps passkeys and confirms them.
"""

import pytest
from playwright.sync_api import expect

from tests.second_factors import code_of, step_now

from .conftest import PASSWORD, path_of
from .hands import click, send
from .test_page_types import faults

pytestmark = [pytest.mark.browser, pytest.mark.walk]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OFFICER = "officer.nan"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def give_password(page):
    page.goto(path_of("account_login", "th"))
    page.fill("[name=login]", OFFICER)
    page.fill("[name=password]", PASSWORD)
    click(page, page.locator("form:has([name=login]) button"))


def sign_out(page):
    click(page, page.locator(".staff-bar form button"))


def plug_in(page):
    """A device that this page's browser can ask; `tell(command, ...)` speaks to it."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    made = line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return lambda command, **what: line.send(f"WebAuthn.{command}", {**made, **what})


def press_passkey(page):
    click(page, page.locator("form[data-passkey] button"))


def expect_page(page, name):
    page.wait_for_url(f"**{path_of(name, 'th')}")
    assert faults(page) == []


def test_passkey_is_added_at_the_first_sign_in_and_opens_ever_after(reader):
    page = reader()
    plug_in(page)

    give_password(page)
    expect_page(page, "account_set_up_factor")
    click(page, page.locator(f"main a[href='{path_of('mfa_add_webauthn', 'th')}']"))
    expect_page(page, "mfa_add_webauthn")
    page.fill("[name=name]", "โทรศัพท์ของฉัน")
    press_passkey(page)
    expect_page(page, "mfa_view_recovery_codes")
    expect(page.locator(".codes li")).to_have_count(10)
    click(page, page.locator("main a.button"))
    page.wait_for_url(f"**{path_of('staff:desk', 'th')}")
    page.goto(path_of("account_overview", "th"))
    expect_page(page, "account_overview")

    sign_out(page)
    give_password(page)
    expect_page(page, "mfa_authenticate")
    press_passkey(page)
    page.wait_for_url(f"**{path_of('staff:desk', 'th')}")

    sign_out(page)
    page.goto(path_of("account_login", "th"))
    press_passkey(page)
    page.wait_for_url(f"**{path_of('staff:desk', 'th')}")


@pytest.mark.slow
@pytest.mark.look
def test_device_that_does_not_confirm_opens_nothing_and_the_page_says_so(reader):
    page = reader()
    tell = plug_in(page)
    give_password(page)
    page.goto(path_of("mfa_add_webauthn", "th"))
    press_passkey(page)
    sign_out(page)
    tell("setUserVerified", isUserVerified=False)

    page.goto(path_of("account_login", "th"))
    page.locator("form[data-passkey] button").click()

    note = page.locator("form[data-passkey] [role=alert]")
    refused = page.locator("form[data-passkey]").get_attribute("data-refused")
    expect(note).to_have_text(refused)


@pytest.mark.slow
@pytest.mark.look
def test_device_that_has_one_says_so(reader):
    page = reader()
    plug_in(page)
    give_password(page)
    for _ in range(2):
        page.goto(path_of("mfa_add_webauthn", "th"))
        page.locator("form[data-passkey] button").click()
        page.wait_for_timeout(300)

    note = page.locator("form[data-passkey] [role=alert]")
    known = page.locator("form[data-passkey]").get_attribute("data-known")
    expect(note).to_have_text(known)


@pytest.mark.slow
def test_app_and_recovery_codes_need_no_script(reader):
    page = reader(java_script_enabled=False)

    give_password(page)
    click(page, page.locator(f"main a[href='{path_of('mfa_activate_totp', 'th')}']"))
    secret = page.locator(".groups code").inner_text().replace(" ", "")
    page.fill("[name=code]", code_of(secret))
    send(page)
    codes = page.locator(".codes li").all_inner_texts()
    click(page, page.locator("main a.button"))

    sign_out(page)
    give_password(page)
    # The next one, since no code counts twice; each is right for a whole half minute
    # more, however slow the browser is.
    page.fill("[name=code]", code_of(secret, step_now() + 1))
    click(page, page.locator("form:has([name=code]) button").first)
    page.wait_for_url(f"**{path_of('staff:desk', 'th')}")

    sign_out(page)
    give_password(page)
    page.fill("[name=code]", codes[3])
    click(page, page.locator("form:has([name=code]) button").first)
    page.wait_for_url(f"**{path_of('staff:desk', 'th')}")


@pytest.mark.slow
@pytest.mark.look
def test_browser_without_passkeys_says_what_works_instead(reader):
    page = reader()
    page.add_init_script("delete window.PublicKeyCredential")

    give_password(page)
    page.goto(path_of("mfa_add_webauthn", "th"))

    form = page.locator("form[data-passkey]")
    expect(form.locator("[role=alert]")).to_have_text(
        form.get_attribute("data-without")
    )
    expect(form.locator("button")).to_be_disabled()


@pytest.mark.audit
@pytest.mark.look
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_key_of_an_app_fits_every_screen(reader, width, scheme):
    size = {"width": width, "height": 800}
    page = reader(viewport=size, color_scheme=scheme)

    give_password(page)
    page.goto(path_of("mfa_activate_totp", "th"))

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".qr").bounding_box()["width"] >= 200
