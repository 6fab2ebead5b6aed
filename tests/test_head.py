"""The head of every public page: what a shared link and a search engine show of it."""

import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.utils import translation

from cities.models import City
from creativecity.spared import KEPT
from programmes.views.cards import key_of
from tests.access_matrix import OFFICER, PUBLIC
from tests.addresses import address, rows_of
from tests.browser.test_page_types import NOT_PAGES
from tests.factories import make_city, make_file, make_reading

pytestmark = pytest.mark.look

#: What is somebody's own is not shared or indexed.
PERSONAL = {
    "programmes:accept_invitation",
    "programmes:privacy_request_state",
    "programmes:stop_letters",
}
PAGES = sorted(PUBLIC - NOT_PAGES - PERSONAL)
#: Their authors say how much there is to say.
WRITTEN = {"programmes:article", "programmes:event"}
#: As long as search engines show; what lies below says too little.
LENGTHS = {"en": range(50, 181), "th": range(30, 181)}
SHARED = {
    "og:site_name",
    "og:type",
    "og:title",
    "og:description",
    "og:url",
    "og:locale",
    "og:locale:alternate",
    "og:image",
    "og:image:type",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
}


SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


class Head(HTMLParser):
    """The title, `meta` by name or property, and `link` by relation and language."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.meta, self.links, self.title, self.is_title = {}, {}, "", False
        self.feed(html[: html.index("</head>")])

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "meta" and "content" in values:
            name = values.get("property") or values.get("name")
            self.meta[name] = values["content"]
        if tag == "link":
            self.links[values["rel"], values.get("hreflang")] = values["href"]
        self.is_title = tag == "title"

    def handle_data(self, data):
        if self.is_title:
            self.title += data
        self.is_title = False


@pytest.fixture
def page_of(cast, client):
    """`page_of(name, language)` is the head of that page, as a visitor gets it."""
    nan = City.objects.get(slug="nan")
    row = make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])

    def head(name, language):
        with translation.override(language):
            path = address(name, **rows_of(name, row))
        response = client.get(path)
        return response, path

    return head


def is_page(response):
    kind = response.get("Content-Type", "")
    return response.status_code == 200 and kind.startswith("text/html")


def faults(name, path, html, language):
    """What a page's head lacks or says wrongly, in a word each."""
    head = Head(html)
    own = f"http://testserver{path}"
    thai, english = (
        own.replace(f"/{language}/", f"/{code}/", 1) for code in ("th", "en")
    )
    description = head.meta["description"]
    is_written = bool(description) if name in WRITTEN else False
    holds = {
        "description": is_written or len(description) in LENGTHS[language],
        "shared": head.meta.keys() >= SHARED,
        "address": head.meta["og:url"] == head.links["canonical", None] == own,
        "thai": head.links["alternate", "th"] == thai,
        "english": head.links["alternate", "en"] == english,
        "usual": head.links["alternate", "x-default"] == thai,
        "title": head.title.startswith(head.meta["og:title"]),
        "same": head.meta["og:description"] == description,
        "crumbs": ('"BreadcrumbList"' in html) == ('class="crumbs' in html),
        "data": all(json.loads(text)["@type"] for text in SCRIPT.findall(html)),
    }
    return [word for word, is_so in holds.items() if not is_so]


@pytest.mark.parametrize("language", ["th", "en"])
def test_page_types_describe_themselves_and_no_two_alike(language, page_of):
    found = {}
    for name in PAGES:
        response, path = page_of(name, language)
        if is_page(response):
            found[name] = path, response.content.decode()

    wrong = {name: faults(name, *page, language) for name, page in found.items()}
    assert {name: words for name, words in wrong.items() if words} == {}
    heads = [Head(html) for _path, html in found.values()]
    for said in (
        [head.title for head in heads],
        [head.meta["description"] for head in heads],
    ):
        assert [words for words, times in Counter(said).items() if times > 1] == []


def test_picture_of_a_page_of_a_city_is_the_citys(page_of, client):
    _response, path = page_of("cities:outcomes", "en")

    head = Head(client.get(path).content.decode())

    assert head.meta["og:image"] == "http://testserver/en/cities/nan/card.png"
    assert client.get("/en/cities/nan/card.png").status_code == 200


def test_name_is_escaped_once_wherever_the_head_says_it(db, client):
    make_city("odd", name_en='Salt & "Pepper" <b>')

    html = client.get("/en/cities/odd/").content.decode()

    assert re.search("<title>(.*?)</title>", html)[1].startswith(
        "Salt &amp; &quot;Pepper&quot; &lt;b&gt; - "
    )
    assert Head(html).meta["og:title"] == 'Salt & "Pepper" <b>'


@pytest.mark.parametrize("path", ["/en/card.png", "/en/cities/nan/card.png"])
def test_picture_is_a_png_as_large_as_the_head_says(path, facts, client):
    response = client.get(path)

    assert response["Content-Type"] == "image/png"
    assert response.content[16:24] == (1200).to_bytes(4) + (630).to_bytes(4)


def test_picture_is_drawn_once_for_a_state_of_things(facts, client):
    client.get("/en/cities/nan/card.png")
    with translation.override("en"):
        cache.set(f"{KEPT}{key_of('nan')}", b"the one that was kept")

    again = client.get("/en/cities/nan/card.png")

    assert again.content == b"the one that was kept"


def test_picture_of_a_city_that_is_not_there(db, client):
    assert client.get("/en/cities/atlantis/card.png").status_code == 404
