"""The audit: every public address, both languages and themes, phone and desktop."""

import gzip

import pytest

from cities.models import City, Reading
from tests.access_matrix import PUBLIC, STAFF_PAGES
from tests.addresses import rows_of

from .conftest import path_of
from .test_page_types import NOT_PAGES, page_of, troubles

pytestmark = [pytest.mark.browser, pytest.mark.audit]

WINDOWS = {
    "phone": {"width": 320, "height": 640},
    "desktop": {"width": 1280, "height": 900},
}
OF_EACH_CITY = {"cities:detail", "cities:readiness", "programmes:review"}
PAGES = sorted(PUBLIC - NOT_PAGES - OF_EACH_CITY)


def with_evidence():
    """The newest reading with a piece behind it: other rows are made on the way."""
    return Reading.objects.filter(evidence_links__isnull=False).latest("sequence")


def addresses(language):
    reading = with_evidence()
    for name in PAGES:
        yield path_of(name, language, **rows_of(name, reading))
    for city in City.objects.all():
        yield path_of("cities:detail", language, slug=city.slug)
        yield path_of("cities:detail", language, slug=city.slug) + "?as_of=2021-09-30"
        yield path_of("cities:detail", language, slug=city.slug) + "?as_of=nonsense"
        readiness = path_of("cities:readiness", language, slug=city.slug)
        yield readiness
        yield readiness + "?as_of=2026-11-01&compare=2026-09-30"
        yield readiness + "?as_of=nonsense&compare=nonsense"
    for year in range(1, 5):
        yield path_of("programmes:review", language, year=year)
    yield path_of("cities:index", language) + "?field=music&state=member"
    yield path_of("cities:index", language) + "?field=film"
    yield (
        path_of("programmes:compare", language) + "?city=nan&city=sukhothai&sort=-slip"
    )
    yield path_of("programmes:schedule", language) + "?state=met-late&kind=target"
    yield path_of("programmes:schedule", language) + "?city=nan&key=on&as_of=nonsense"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", sorted(WINDOWS))
@pytest.mark.parametrize("language", ["th", "en"])
def test_address_is_accessible_narrow_and_quiet(language, window, theme, reader):
    page = page_of(None, reader, color_scheme=theme, viewport=WINDOWS[window])

    assert troubles(addresses(language), page, is_judged=True) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", sorted(WINDOWS))
@pytest.mark.parametrize("role", ["officer.nan", "cea", "expert", "secretary"])
def test_staff_address_is_accessible_narrow_and_quiet(role, window, theme, reader):
    page = page_of(role, reader, color_scheme=theme, viewport=WINDOWS[window])

    for language in ("th", "en"):
        assert troubles(staff_addresses(role, language), page, is_judged=True) == {}


def staff_addresses(role, language):
    """Every staff page that this role may open, with lists in each of their states."""
    reading = with_evidence()
    for name, (allowed, _stranger) in STAFF_PAGES.items():
        if role in allowed and name not in NOT_PAGES:
            yield path_of(name, language, **rows_of(name, reading))
    if role in STAFF_PAGES["staff:cities:readiness"][0]:
        for state in ("returned", "unread", "stale", "draft", "reported"):
            yield path_of("staff:cities:readiness", language) + f"?state={state}"
        for state in ("live", "ageing", "expired", "proposed", "retired"):
            yield path_of("staff:cities:library", language) + f"?state={state}"


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
