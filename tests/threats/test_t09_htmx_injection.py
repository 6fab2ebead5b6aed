"""T9: htmx obeys our pages, not what people write in them."""

import json
import re
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings

from programmes.markdown import rendered
from tests.access_matrix import OFFICER
from tests.addresses import address
from tests.factories import DAY, make_article

WRITTEN = [
    "<div hx-get='/th/staff/' hx-trigger=load>x</div>",
    "<a href='#' hx-post='/th/accounts/logout/' data-hx-post='/x'>x</a>",
    "<img src=x data-hx-get=/x hx-on:error=alert(1)>",
    '[x](/a "t" hx-get=/x)',
    "<meta name='htmx-config' content='{\"allowEval\":true}'>",
    "<div hx-disable></div><div data-hx-ext=x>",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_attributes_of_htmx_in_an_article_are_gone(text):
    tree = lxml.html.fragment_fromstring(rendered(text), create_parent="main")

    names = {name for element in tree.iter() for name in element.attrib}
    assert {n for n in names if "hx-" in n} == set()
    assert tree.find(".//meta") is None


def test_an_article_with_htmx_in_it_is_shown_without(cast, client):
    make_article("hx", published=DAY, body_th="\n\n".join(WRITTEN))

    page = client.get("/th/knowledge/hx/").content

    main = lxml.html.document_fromstring(page).find(".//main")
    names = {name for element in main.iter() for name in element.attrib}
    assert {name for name in names if "hx-" in name} == set()
    assert b"hx-get" in page  # as the text that it is


def test_htmx_asks_nobody_but_the_portal_and_keeps_no_page(sign_in):
    page = sign_in(OFFICER).get(address("staff:cities:readiness")).content

    tree = lxml.html.document_fromstring(page)
    [config] = tree.xpath("//meta[@name='htmx-config']/@content")
    said = json.loads(config)
    assert said["selfRequestsOnly"] is True
    assert said["allowEval"] is False
    assert said["historyEnabled"] is False
    assert said["includeIndicatorStyles"] is False
    assert {tree.xpath(f"count(//*[@{name}])") for name in ("hx-on", "hx-vars")} == {0}


def test_no_answer_sends_htmx_elsewhere():
    """Headers by which an answer steers htmx stand in no module."""
    steering = re.compile(
        r"HX-(Redirect|Location|Push-Url|Replace-Url)|HttpResponseClient"
    )
    folders = [Path(settings.BASE_DIR, name) for name in ("cities", "programmes")]
    folders.append(Path(settings.BASE_DIR, "creativecity"))

    found = {
        path.name
        for folder in folders
        for path in folder.rglob("*.py")
        if steering.search(path.read_text("utf-8"))
    }

    assert found == set()
