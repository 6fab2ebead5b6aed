"""The audit: every public address, both languages and themes, phone and desktop."""

import gzip

import pytest

from cities.models import City
from tests.access_matrix import PUBLIC

from .conftest import path_of
from .test_page_types import NOT_PAGES, faults

pytestmark = [pytest.mark.browser, pytest.mark.audit]

WINDOWS = {
    "phone": {"width": 320, "height": 640},
    "desktop": {"width": 1280, "height": 900},
}
PAGES = sorted(PUBLIC - NOT_PAGES - {"cities:detail", "programmes:review"})


def addresses(language):
    yield from (path_of(name, language) for name in PAGES)
    for city in City.objects.all():
        yield path_of("cities:detail", language, slug=city.slug)
        yield path_of("cities:detail", language, slug=city.slug) + "?as_of=2021-09-30"
        yield path_of("cities:detail", language, slug=city.slug) + "?as_of=nonsense"
    for year in range(1, 5):
        yield path_of("programmes:review", language, year=year)
    yield path_of("cities:index", language) + "?field=music&state=member"
    yield path_of("cities:index", language) + "?field=film"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", sorted(WINDOWS))
@pytest.mark.parametrize("language", ["th", "en"])
def test_address_is_accessible_narrow_and_quiet(language, window, theme, reader):
    # Axe styles and fetches what it looks at: its page's complaints are its own.
    page, judged = (
        reader(color_scheme=theme, viewport=WINDOWS[window]) for _page in range(2)
    )
    found = {}
    for address in addresses(language):
        page.complaints.clear()
        response = page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        judged.goto(address)
        trouble = [*page.complaints, *faults(judged)]
        if wide > WINDOWS[window]["width"]:
            trouble.append(f"{wide} pixels wide")
        if response.status != 200:
            trouble.append(f"status {response.status}")
        if trouble:
            found[address] = trouble

    assert found == {}


@pytest.mark.parametrize("language", ["th", "en"])
def test_first_view_is_light(language, reader):
    """At most 100 KB for a first view as a server sends it, compressed (goal A2)."""
    heavy = {}
    for address in addresses(language):
        page = reader()
        bodies = []
        page.on("response", lambda answer, kept=bodies: kept.append(answer))
        page.goto(address, wait_until="networkidle")
        total = sum(len(gzip.compress(answer.body())) for answer in bodies)
        if total > 100_000:
            heavy[address] = total
        page.context.close()

    assert heavy == {}
