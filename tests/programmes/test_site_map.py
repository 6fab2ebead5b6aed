"""The site map: what stands in it is there, and what is there stands in it."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import translation

from cities.models import City, Moderation
from programmes.models import Article
from programmes.sitemap import PublicPages
from tests.access_matrix import PUBLIC
from tests.addresses import address
from tests.browser.test_page_types import NOT_PAGES
from tests.factories import make_city, make_event, make_suggestion
from tests.test_head import is_page, page_of  # noqa: F401 (a fixture)

PLACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
#: Pages for those who hold something in their hands, or who asked for something.
LEFT_OUT = {
    "programmes:verify",
    "programmes:search",
    "programmes:suggestion_sent",
    "programmes:accept_invitation",
    "programmes:stop_letters",
    "programmes:privacy_request_state",
}


def root_of(client, path="/sitemap.xml"):
    return ET.fromstring(client.get(path).content)  # noqa: S314 (our own)


def urls(client, path="/sitemap.xml"):
    """Address to the day it last changed, and its twins by language."""
    root, found = root_of(client, path), {}
    for row in root.findall(f"{PLACE}url"):
        twins = {link.get("hreflang"): link.get("href") for link in row.findall(LINK)}
        path = row.findtext(f"{PLACE}loc").removeprefix("http://testserver")
        found[path] = row.findtext(f"{PLACE}lastmod"), twins
    return found


def name_of(path):
    with translation.override(path.split("/")[1]):
        return resolve(path).view_name


@pytest.mark.audit
def test_every_address_in_it_answers_under_its_own_name(cast, client):
    make_event(City.objects.get(slug="nan"))

    answers = {path: client.get(path).status_code for path in urls(client)}

    assert {p: a for p, a in answers.items() if a != 200} == {}
    assert len(answers) > 100


def test_every_public_page_type_is_in_it(page_of, client):  # noqa: F811
    names = sorted(PUBLIC - NOT_PAGES - LEFT_OUT)
    pages = {name for name in names if is_page(page_of(name, "th")[0])}

    found = {name_of(path) for path in urls(client)}

    assert (pages - found, found - PUBLIC) == (set(), set())


def test_each_address_names_its_twins_and_the_thai_one_as_usual(facts, client):
    for path, (_changed, twins) in urls(client).items():
        language = path.split("/")[1]

        assert twins.keys() == {"th", "en", "x-default"}
        assert twins[language] == f"http://testserver{path}"
        assert twins["x-default"] == twins["th"]


def test_page_of_a_city_says_when_the_ledger_last_spoke_of_it(cast, client):
    make_event(City.objects.get(slug="nan"))

    changed, _twins = urls(client)["/th/cities/nan/"]

    assert date.fromisoformat(changed).year >= 2026


def test_suggestion_is_in_it_once_the_public_may_read_it(cast, client):
    row = make_suggestion(City.objects.get(slug="nan"))
    path = row.get_absolute_url()
    before = path in urls(client)

    verdict = Moderation(suggestion=row, verdict="shown", shown_text=row.text)
    verdict.say(by=cast["secretary"])

    assert (before, path in urls(client)) == (False, True)


def test_article_is_in_it_from_the_day_it_is_shown(cast, client):
    row = Article(kind="news", title_th="ข่าว", summary_th="ย่อ", body_th="เนื้อหา")
    row.add(by=cast["secretary"])
    path = row.get_absolute_url()
    before = path in urls(client)

    row.publish(by=cast["secretary"])

    assert (before, path in urls(client)) == (False, True)


def test_queries_do_not_grow_with_the_cities(db, client):
    make_city("one")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/sitemap.xml")
    for slug in ("two", "three"):
        make_city(slug)

    with CaptureQueriesContext(connection) as many:
        client.get("/sitemap.xml")

    assert len(many) == len(few)


def test_addresses_that_do_not_fit_into_one_file_stand_in_its_parts(
    facts, client, monkeypatch
):
    whole = urls(client)
    monkeypatch.setattr(PublicPages, "limit", len(whole) // 2 - 1)

    index = root_of(client)
    parts = [row.text for row in index.iterfind(f"{PLACE}sitemap/{PLACE}loc")]
    found = [urls(client, part) for part in parts]

    assert index.tag == f"{PLACE}sitemapindex"
    assert parts == [f"http://testserver/sitemap.xml?p={n}" for n in (1, 2, 3)]
    assert sum(map(len, found)) == len(whole)
    assert {path: told for part in found for path, told in part.items()} == whole


@pytest.mark.parametrize("part", ["0", "2", "last+", ""])
def test_part_that_is_not_there_is_a_404(part, db, client):
    assert client.get("/sitemap.xml", {"p": part}).status_code == 404


@pytest.mark.parametrize("language", ["th", "en"])
def test_people_read_the_same_pages_by_group(language, facts, client):
    with translation.override(language):
        html = client.get(address("programmes:site_map")).content.decode()
        wanted = [address("cities:readiness"), address("programmes:privacy")]

    assert [path for path in wanted if f'href="{path}"' not in html] == []


def test_robots_are_kept_from_what_is_shut_and_told_of_the_map(db, client):
    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /th/staff/", "Disallow: /en/search/"} < {
        *lines
    }
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_robots_may_read_every_page_of_the_map(facts, client):
    robots = client.get("/robots.txt").content.decode().splitlines()
    shut = tuple(
        line.removeprefix("Disallow: ") for line in robots if "Disallow" in line
    )

    assert [path for path in urls(client) if path.startswith(shut)] == []
