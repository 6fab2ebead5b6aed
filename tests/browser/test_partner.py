"""A partner body: entered, given an account, reporting by phone, spoken with, shown."""

import pytest
from playwright.sync_api import expect

from cities.models import City
from programmes.models import Partner

from .conftest import sign_in
from .hands import choose, expect_words, fill, follow, send

pytestmark = [pytest.mark.browser, pytest.mark.walk]

PHONE = {"width": 390, "height": 800}
NAME = "มหาวิทยาลัยราชภัฏน่าน"
CONTACT = {"contact_name": "ดวงใจ ประสานดี", "contact_phone": "054 000 000"}
LINK = "https://example.org/training"


def enter_the_partner(page):
    follow(page, "staff:partners")
    follow(page, "staff:add_partner")
    choose(page, "kind", "university")
    fill(page, name_th=NAME, name_en="Nan Rajabhat University", **CONTACT)
    fill(page, role_th="ฝึกอบรมช่างฝีมือ", role_en="Trains craftspeople")
    choose(page, "cities", City.objects.get(slug="nan").pk)
    choose(page, "basis", "derived")
    fill(page, note="แจ้งโดยเทศบาล")
    send(page)
    expect_words(page, NAME, *CONTACT.values())
    return Partner.objects.get(name_th=NAME)


def tie_the_account(page, partner, account):
    follow(page, "staff:edit_partner", slug=partner.slug)
    page.get_by_label(account).check()
    send(page)
    expect_words(page, account, within="#accounts")


def report_on_its_part(page, partner):
    follow(page, "staff:partner_report", slug=partner.slug)
    fill(page, text_th="อบรมช่างทอผ้า 30 คน", text_en="Trained 30 weavers")
    fill(page, "paper-", link=LINK, title_th="ภาพการอบรม")
    send(page)
    expect(page.locator(f"main a[href='{LINK}']")).to_be_visible()


def log_a_visit(page, partner):
    follow(page, "staff:partners")
    follow(page, "staff:partner", slug=partner.slug)
    expect_words(page, "อบรมช่างทอผ้า 30 คน", within="#reports")
    follow(page, "staff:add_engagement", slug=partner.slug)
    choose(page, "kind", "visit")
    fill(page, text_th="หารือแผนอบรมปีถัดไป")
    send(page)
    expect_words(page, "หารือแผนอบรมปีถัดไป", within="#log")


def read_of_partners(page):
    """What the whole page of partners says to a visitor."""
    page.goto("/th/")
    follow(page, "programmes:partners")
    expect_words(page, NAME, "ฝึกอบรมช่างฝีมือ")
    return page.content()


@pytest.mark.slow
@pytest.mark.usefixtures("portal")
def test_a_partner_is_entered_reports_and_is_shown_without_its_contact(reader):
    secretary = reader(java_script_enabled=False)
    sign_in(secretary, "secretary")
    partner = enter_the_partner(secretary)
    tie_the_account(secretary, partner, "partner")

    phone = reader(viewport=PHONE)
    sign_in(phone, "partner")
    report_on_its_part(phone, partner)

    log_a_visit(secretary, partner)

    shown = read_of_partners(reader())
    told = [*CONTACT.values(), "แจ้งโดยเทศบาล", "หารือแผนอบรม", "ช่างทอผ้า"]
    assert [word for word in told if word in shown] == []
    assert phone.complaints == []
