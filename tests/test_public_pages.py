"""Every public page, found by following links, keeps what all of them promise."""

from collections import defaultdict
from math import inf

import lxml.html
import pytest
from django.test import Client

from cities.models import Source

from .access_matrix import PUBLIC
from .crawl import Page, crawl, text_of
from .page_faults import PROMISES, eras
from .visible import squeeze

pytestmark = pytest.mark.look
AUDIT = pytest.mark.audit

#: Public, and led to from no page in a language: what is for machines, what only who
#: has sent a suggestion sees, and files of which no sample is public.
NOT_LINKED = {
    "healthz",
    "readyz",
    "calendar",
    "embed",
    "badge",
    "robots",
    "sitemap",
    "security_txt",
    "well_known_password",
    "programmes:card",
    "cities:card",
    "programmes:suggestion_sent",
    "programmes:accept_invitation",  # by the address of a letter
    "programmes:stop_letters",  # by the address of a letter
    "programmes:privacy_request_state",  # by its secret address
    "cities:evidence_file",
    "programmes:article_picture",
    "programmes:paper_file",
}


@pytest.fixture
def pages(sampled):
    """`pages("th")`: all that a visitor reaches in Thai, or so many of each type."""
    return lambda language, *of_a_type: crawl(Client(), language, *of_a_type)


@pytest.fixture
def quoted(sampled):
    """Titles of works, publishers and days of publishing, as sources give them."""
    rows = Source.objects.values_list("title", "publisher", "published", "address")
    return [squeeze(words) for row in rows for words in row if words]


@pytest.mark.parametrize(
    ("language", "of_a_type"),
    [
        ("th", 5),  # as many as there are cities
        pytest.param("th", inf, marks=AUDIT),
        pytest.param("en", inf, marks=AUDIT),
    ],
)
def test_public_pages_keep_their_promises(language, of_a_type, pages, quoted):
    found = pages(language, of_a_type)

    assert {
        path: faults
        for path, page in found.items()
        if page.tree is not None and (faults := faults_of(page, quoted))
    } == {}
    assert dead_links(found) == {}
    assert titles_twice(found) == {}
    assert PUBLIC - {page.type for page in found.values()} - NOT_LINKED == set()


@pytest.mark.audit
def test_both_languages_have_the_same_pages(pages):
    thai, english = (
        {path.removeprefix(f"/{language}/") for path in pages(language)}
        for language in ("th", "en")
    )

    assert thai ^ english == set()


BROKEN = """<html lang="en"><title>Broken</title>
<script src="https://elsewhere.example/x.js"></script>
<h1 id="a">One</h1><h1 id="a">Two</h1> <a href="javascript:x">x</a>
<a href="http://elsewhere.example/">away</a> <a href="#nowhere">down</a> <img src="x">
<time datetime="1/2/69">then</time>
<figure class="bare"><svg role="img"></svg></figure> <table><tr><th>1</th></tr></table>
"""


def test_a_broken_promise_is_found():
    tree = lxml.html.document_fromstring(BROKEN)
    page = Page("/th/", 200, "", BROKEN, tree)

    assert faults_of(page) == [
        "is in en",
        "is titled 'Broken'",
        "says on paper []",
        "has 2 headings of the first level",
        "has id 'a' 2 times",
        "has a table without a caption: 1",
        "has a table whose heads have no scope: ",
        "has a drawing without its table: figure.bare",
        "has a drawing without a name: svg.None",
        "has a picture without ['alt', 'height', 'width']: x",
        "has a time that no machine reads: then",
        "links to javascript:x",
        "does not mark a link away: http://elsewhere.example/",
        "asks https://elsewhere.example/x.js",
    ]
    assert dead_links({"/th/": page}) == {"/th/": ["/th/#nowhere is no part of it"]}


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>ประชุม ปี 2026</p>", 1),
        ("<p>ปีงบ <b>20</b>26</p>", 1),
        ("<p><time datetime='2026'>2026</time> พ.ศ. 2569</p>", 0),
        ("<p lang='en'>in 2026</p>", 0),
        ("<p>https://a.example/2026 เรื่อง Report 2026</p>", 0),
        ("<p>มติ 2026-1 และ 12,026 คน</p>", 0),
    ],
)
def test_western_years_are_found_where_they_stand(html, found):
    html = f'<html lang="th"><body>{html}'
    page = Page("/th/", 200, "", html, lxml.html.document_fromstring(html))

    assert len(list(eras(page, ["Report 2026"]))) == found


def faults_of(page, quoted=()):
    found = [fault for promise in PROMISES for fault in promise(page)]
    return [*found, *eras(page, quoted)]


def dead_links(pages):
    """Path to its links that lead nowhere, or to a part that is not there."""
    targets = {p.path: p.targets() for p in pages.values() if p.tree is not None}
    found = defaultdict(list)
    for path in targets:
        for link, fragment in pages[path].internal_links():
            page = pages.get(link)
            if page and page.status not in {200, 302}:
                found[path].append(f"{link} answers {page.status}")
            elif page and fragment and fragment not in targets.get(link, set()):
                found[path].append(f"{link}#{fragment} is no part of it")
    return dict(found)


def titles_twice(pages):
    """Title to the addresses that share it, their queries apart."""
    by_title = defaultdict(list)
    for path, page in pages.items():
        if page.tree is not None and "?" not in path:
            by_title[text_of(page.tree.find(".//title"))].append(path)
    return {title: paths for title, paths in by_title.items() if len(paths) > 1}
