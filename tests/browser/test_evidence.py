"""Evidence walks from the officer's phone to the public; the library at a glance."""

import pytest
from playwright.sync_api import expect

from cities.models import Evidence
from tests.cities import zoo

from .conftest import enter, path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.walk]

PHOTO = {"name": "ภาพถ่าย ย่านเมืองเก่า.jpg", "mimeType": "image/jpeg"}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def new_page(request, reader):
    return lambda **options: reader(java_script_enabled=request.param, **options)


def photo():
    return {**PHOTO, "buffer": zoo.picture("JPEG", exif=zoo.located())}


def test_a_photo_walks_from_the_officer_to_the_public(new_page):
    officer = new_page(viewport={"width": 390, "height": 800})
    sign_in(officer, "officer.nan")
    officer.goto(path_of("staff:cities:add_evidence", "th") + "?for=R1.3")
    officer.set_input_files("[name=file]", photo())
    officer.fill("[name=title_th]", "ภาพย่านเมืองเก่า")
    officer.check("[name=is_proposed]")
    officer.click("main form.form > p > button")
    piece = Evidence.objects.get(title_th="ภาพย่านเมืองเก่า")

    officer.wait_for_url("**/readiness/#R1.3")
    expect(
        officer.locator(f"[name='R1.3-evidence'][value='{piece.pk}']")
    ).to_be_checked()

    agency = new_page()
    sign_in(agency, "cea")
    agency.goto(path_of("staff:cities:library", "th") + "?state=proposed")
    agency.click(".shelf h3 a")
    agency.click("button[value=publish]")
    piece.refresh_from_db()
    assert piece.is_public()

    visitor = new_page()
    visitor.goto(path_of("programmes:home", "th"))
    answer = visitor.request.get(path_of("cities:evidence_file", "th", pk=piece.pk))
    assert answer.status == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert b"SecretCamera" not in answer.body()


@pytest.mark.slow
@pytest.mark.look
def test_a_hostile_file_is_named_at_its_field_and_nothing_typed_is_lost(new_page):
    page = new_page()
    enter(page, "officer.nan")
    page.goto(path_of("staff:cities:add_evidence", "th"))
    fake = {"name": "a.png", "mimeType": "image/png", "buffer": zoo.HTML}
    page.set_input_files("[name=file]", fake)
    page.fill("[name=title_th]", "แผนที่")
    page.click("main form.form > p > button")

    expect(page.locator("[name=file]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=title_th]")).to_have_value("แผนที่")
    page.click(".errors a")
    expect(page.locator("[name=file]")).to_be_focused()
    assert not Evidence.objects.filter(title_th="แผนที่").exists()


@pytest.mark.slow
@pytest.mark.look
def test_the_map_leads_on_by_keyboard(new_page):
    page = new_page(viewport={"width": 320, "height": 640})
    enter(page, "officer.nan")
    page.goto(path_of("staff:cities:library", "th"))
    spot = page.locator(".spot").filter(has_text="R9.5")

    spot.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/evidence/add/?for=R9.5")
