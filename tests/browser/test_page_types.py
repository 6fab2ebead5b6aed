"""What holds on every page type, in both languages: axe, width, console."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from cities.models import Reading
from tests.access_matrix import EXPERT, PARTNER, PUBLIC, STAFF_PAGES
from tests.addresses import rows_of

from .conftest import enter, path_of

pytestmark = pytest.mark.browser

NOT_PAGES = {
    "cities:card",
    "programmes:card",
    "robots",
    "sitemap",
    "security_txt",
    "well_known_password",
    "calendar",
    "badge",
    "embed",  # outside the languages: tests/browser/test_embed.py
    "programmes:changes_atom",
    "cities:changes_atom",
    "cities:evidence_file",
    "programmes:paper_file",
    "programmes:article_picture",
    "staff:monitoring_docx",
    "healthz",
    "readyz",
    "programmes:report_json",
    "programmes:report_pdf",
    "programmes:report_docx",
    "programmes:report_xlsx",
    "staff:minutes_docx",
    "staff:minutes_pdf",
    "staff:pack_docx",
    "staff:pack_pdf",
    "staff:agenda_docx",
    "programmes:latest_agreement",
    "cities:readiness_csv",
    "cities:slip_csv",
    "programmes:compare_csv",
    "programmes:schedule_csv",
    "programmes:dictionary_csv",
    "programmes:dictionary_xlsx",
    "programmes:dictionary_json",
    "programmes:dump",
    "programmes:data_catalogue",
    "programmes:data_packages",
    "programmes:table_csv",
    "programmes:table_xlsx",
    "programmes:table_json",
    "cities:outcomes_csv",
    "cities:districts_csv",
    "cities:candidacies_csv",
    "cities:evidence_csv",
    "cities:facts_csv",
    "programmes:decisions_csv",
    "programmes:duties_csv",
    "programmes:partners_csv",
    "programmes:suggestions_csv",
    "programmes:suggestion_sent",
    "programmes:events_csv",
    "staff:action_points_csv",
    "staff:decisions_csv",
    "staff:engagements_csv",
    "staff:field_register_csv",
    "staff:audit_csv",
    "staff:audit_xlsx",
    "staff:fiscal_csv",
    "staff:fiscal_xlsx",
    "staff:security_csv",
    "staff:security_xlsx",
    "staff:cities:events_csv",
    "staff:import_file",
    "staff:cities:download_pack",
    "staff:cities:export_readings",
    "staff:cities:keep_draft",
    "staff:keep_article",
    "staff:keep_new_article",
    "staff:cities:presence",
}
# Who opens a page, where several roles may: the first of these, but for some pages.
VIEWERS = ("officer.nan", "secretary", "cea", EXPERT, PARTNER, "dasta")
WHO = {"staff:cities:verify_reading": "cea"}
PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def viewer(name):
    """The role that opens a page here; None for a visitor."""
    if name in PUBLIC:
        return None
    allowed, _stranger = STAFF_PAGES[name]
    return WHO.get(name) or next(role for role in VIEWERS if role in allowed)


def types_of(role):
    names = (PUBLIC | set(STAFF_PAGES)) - NOT_PAGES
    return sorted(name for name in names if viewer(name) == role)


def faults(page):
    """What axe finds, in a line each; the size of targets (2.5.8) it asks on demand."""
    options = {
        "rules": {"target-size": {"enabled": True}},
        "resultTypes": ["violations"],  # what is in order need not be listed
        "preload": False,  # the page has its style sheet already
    }
    response = Axe().run(page, options=options).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def troubles(addresses, page, *, is_judged=False):
    """Address to what is wrong with it, and with `is_judged` what axe finds in it."""
    found = {}
    for address in addresses:
        page.complaints.clear()
        response = page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        trouble = [*page.complaints, *(quiet_faults(page) if is_judged else [])]
        if wide > page.viewport_size["width"]:
            trouble.append(f"{wide} pixels wide")
        if response.status != 200:
            trouble.append(f"status {response.status}")
        if page.locator("html").get_attribute("lang") != address.split("/")[1]:
            trouble.append("another language")
        if page.locator("h1").count() != 1:
            trouble.append(f"{page.locator('h1').count()} headings of the first level")
        if trouble:
            found[address] = trouble
    return found


def quiet_faults(page):
    """What axe finds. It styles what it looks at, of which the page complains: its
    complaints are none of the page's, and all are in once the page answers again.
    """
    found = faults(page)
    page.evaluate("0")
    page.complaints.clear()
    return found


def page_of(role, reader, **options):
    """A page in a browser of its own, the role signed in to it."""
    page = reader(**options)
    if role:
        enter(page, role)
    return page


#: How many page types one test looks at, so that each browser gets its share of them.
SHARE = 20


def shares():
    """(role, which share of its page types) of everybody."""
    for role in (None, *VIEWERS):
        yield from ((role, start) for start in range(0, len(types_of(role)), SHARE))


def addresses_of(role, start, language):
    reading = Reading.objects.latest("sequence")
    for name in types_of(role)[start : start + SHARE]:
        yield path_of(name, language, **rows_of(name, reading))


#: What people open most, each of another build: lists, tables, drawings, forms.
MOST_USED = {
    None: [
        "programmes:home",
        "cities:detail",
        "cities:readiness",
        "programmes:schedule",
    ],
    "officer.nan": [
        "staff:desk",
        "staff:cities:readiness",
        "staff:cities:add_evidence",
    ],
    "secretary": ["staff:review", "staff:decide"],
    "cea": ["staff:cities:verify_reading"],
}


@pytest.mark.parametrize("role", MOST_USED)
def test_most_used_pages_are_accessible_and_fit_a_narrow_phone(role, reader):
    """In Thai and light; the audit has axe judge every page in every combination."""
    page = page_of(role, reader, color_scheme="light", viewport=PHONE)
    reading = Reading.objects.latest("sequence")
    addresses = [path_of(n, "th", **rows_of(n, reading)) for n in MOST_USED[role]]

    assert troubles(addresses, page, is_judged=True) == {}


@pytest.mark.audit
@pytest.mark.parametrize(("role", "start"), list(shares()))
def test_page_types_are_accessible_and_fit_a_narrow_phone(role, start, reader):
    page = page_of(role, reader, color_scheme="light", viewport=PHONE)

    assert troubles(addresses_of(role, start, "th"), page, is_judged=True) == {}


@pytest.mark.audit
@pytest.mark.parametrize(("role", "start"), list(shares()))
def test_page_types_are_quiet_in_english_in_the_dark(role, start, reader):
    page = page_of(role, reader, color_scheme="dark", viewport=DESKTOP)

    assert troubles(addresses_of(role, start, "en"), page) == {}


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_door_is_accessible(name, reader):
    for language in ("th", "en"):
        page = reader()
        page.goto(path_of(name, language))

        assert page.complaints == []
        assert faults(page) == []


def test_a_page_that_is_not_there_helps_on(reader):
    page = reader()

    response = page.goto("/th/cities/atlantis/")

    assert response.status == 404
    assert faults(page) == []
    assert "สุโขทัย" in page.locator("main").inner_text()


def test_the_portals_own_face_is_used(reader):
    page = reader()
    page.goto("/th/")

    faces = page.evaluate(
        "document.fonts.ready.then(f => [...f].filter(x => x.status == 'loaded')"
        ".map(x => x.family.replaceAll('\"', '')))"
    )

    assert set(faces) == {"Sarabun"}
