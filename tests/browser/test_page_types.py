"""What holds on every page type, in both languages: axe, width, console, print."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from cities.models import Reading
from tests.access_matrix import EXPERT, PUBLIC, STAFF_PAGES
from tests.addresses import rows_of

from .conftest import path_of, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.looks]

NOT_PAGES = {
    "cities:evidence_file",
    "healthz",
    "readyz",
    "programmes:report_json",
    "programmes:latest_agreement",
    "cities:readiness_csv",
    "staff:cities:export_readings",
    "staff:cities:keep_draft",
    "staff:cities:presence",
}
WHO = {
    "staff:desk": "officer.nan",
    "staff:cities:queue": "cea",
    "staff:cities:verify_reading": "cea",
    "staff:cities:opinions": EXPERT,
    "staff:cities:give_opinion": EXPERT,
    "staff:cities:withdraw_opinion": EXPERT,
}
TYPES = sorted((PUBLIC | set(STAFF_PAGES)) - NOT_PAGES)


def open_type(page, name, language):
    if name in STAFF_PAGES:
        sign_in(page, WHO.get(name, "officer.nan"))
    reading = Reading.objects.latest("sequence")
    page.goto(path_of(name, language, **rows_of(name, reading)))


def faults(page):
    """What axe finds, in a line each."""
    response = Axe().run(page).response
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", TYPES)
def test_page_type_is_accessible_and_keeps_to_itself(name, reader):
    for language in ("th", "en"):
        page = reader(color_scheme="light" if language == "th" else "dark")
        open_type(page, name, language)

        assert page.complaints == []  # before axe, which styles what it looks at
        assert faults(page) == []
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("name", TYPES)
def test_page_type_fits_a_narrow_phone(name, reader):
    page = reader(viewport={"width": 320, "height": 640})

    open_type(page, name, "th")

    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320


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
