"""T8 in a real browser: hostile texts on the page open no dialog and run nothing."""

import pytest

from cities.models import City, District, Event
from programmes.models import Article, Commitment, Partner, Programme
from tests.factories import DAY, make_article, make_event
from tests.threats.payloads import XSS

from .conftest import enter, path_of

pytestmark = pytest.mark.browser

#: Rows that are changed in place, and the texts of theirs that pages show.
TEXTS = {
    City: ["description_th", "description_en"],
    District: ["description_th", "description_en"],
    Partner: ["name_th", "name_en"],
    Programme: ["name_th", "name_en"],
    Commitment: ["text_th", "text_en"],
    Event: ["name_th", "name_en"],
    Article: ["title_th", "summary_th", "body_th"],
}
SHOWN = ["programmes:home", "cities:detail", "programmes:agreement", "cities:district"]
SHOWN += ["programmes:partners", "programmes:events", "programmes:knowledge"]
ALL = " ".join(XSS)


@pytest.fixture
def hostile(portal):
    nan = City.objects.get(slug="nan")
    make_event(nan)
    make_article("hostile", cities=[nan], published=DAY)
    for model, names in TEXTS.items():
        known = {field.name: field for field in model._meta.concrete_fields}
        for name in set(names) & set(known):
            model.objects.update(**{name: ALL[: known[name].max_length or len(ALL)]})


def dialogs_of(page):
    """What a page asked or said in a dialog of the browser; closed at once."""
    found = []

    def close(dialog):
        found.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", close)
    return found


@pytest.mark.parametrize("language", ["th", "en"])
def test_hostile_texts_run_nothing_on_public_pages(language, hostile, reader):
    page = reader()
    dialogs = dialogs_of(page)

    for path in [path_of(name, language) for name in SHOWN]:
        assert page.goto(path).status == 200
        page.mouse.move(200, 200)
        page.keyboard.press("Tab")
    page.goto(f"/{language}/knowledge/hostile/")

    assert (dialogs, page.complaints) == ([], [])
    assert "alert(1)" in page.locator("main").inner_text()


@pytest.mark.slow
def test_hostile_texts_run_nothing_where_htmx_works(hostile, reader):
    page = reader()
    dialogs = dialogs_of(page)
    enter(page, "officer.nan")

    page.goto(path_of("staff:add_article", "th"))
    page.fill("[name=body_th]", ALL)
    page.wait_for_timeout(1500)  # until the draft is kept
    page.reload()
    page.goto(path_of("staff:cities:readiness", "th"))

    assert (dialogs, page.complaints) == ([], [])


@pytest.mark.audit
def test_a_hostile_address_runs_nothing(hostile, reader):
    page = reader()
    dialogs = dialogs_of(page)

    for path in ("/th/search/?q=", "/th/cities/?field=", "/th/cities/nan/?as_of="):
        for text in XSS[:12]:
            page.goto(path + text.replace("#", "%23").replace("&", "%26"))

    assert (dialogs, page.complaints) == ([], [])
