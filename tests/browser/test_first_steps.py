"""First steps on paper: one sheet, whatever the post and the language."""

import pypdfium2
import pytest

from tests.browser.conftest import enter, path_of

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["officer.nan", "secretary"])
def test_first_steps_fit_on_one_sheet(name, reader, settings):
    settings.CONTACT_EMAIL = "creative.cities@secretariat.example"
    page = reader()
    enter(page, name)

    counts = {}
    for language in ("th", "en"):
        page.goto(path_of("staff:first_steps", language))
        paper = page.pdf(prefer_css_page_size=True)
        with pypdfium2.PdfDocument(paper) as sheets:
            counts[language] = len(sheets)

    assert counts == {"th": 1, "en": 1}
    assert page.complaints == []
