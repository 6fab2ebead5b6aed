"""What pages tell machines: valid, of what they show, and never out of its element."""

import json
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cities.models import City, Event
from programmes import linked_data
from programmes.models import Article
from tests.factories import make_city, make_event
from tests.test_head import SCRIPT


def absolute(path):
    return f"https://example.org{path}"


def told_in(html):
    return [json.loads(text) for text in SCRIPT.findall(html)]


@given(st.text())
def test_no_text_ends_the_element_and_all_of_it_comes_back(text):
    html = linked_data.script({"@type": "Thing", "name": f"</script>{text}<!--"})

    [data] = told_in(html)
    assert data["name"] == f"</script>{text}<!--"
    assert html.count("<") == 2


def test_what_is_not_known_is_left_out():
    html = linked_data.script({"@type": "Thing", "name": "", "url": None, "sameAs": []})

    assert told_in(html) == [{"@context": "https://schema.org", "@type": "Thing"}]


def test_city_named_like_markup_stays_data(db, client):
    make_city("odd", name_en="</script><script>alert(1)</script>")

    html = client.get("/en/cities/odd/").content.decode()

    assert "<script>alert" not in html
    assert "</script><script>alert(1)</script>" in [
        data.get("name") for data in told_in(html)
    ]


def test_home_names_the_agencies_and_how_to_search(facts, client):
    told = told_in(client.get("/en/").content.decode())

    site = next(data for data in told if data["@type"] == "WebSite")
    bodies = [d for d in told if d["@type"] == "GovernmentOrganization"]
    assert site["potentialAction"]["target"]["urlTemplate"] == (
        "http://testserver/en/search/?q={search_term_string}"
    )
    assert {body["alternateName"] for body in bodies} == {"DASTA", "CEA"}
    assert {body["url"] for body in bodies} == {
        "https://www.dasta.or.th",
        "https://www.cea.or.th",
    }


def test_city_is_a_place_with_the_website_that_its_facts_name(facts, client):
    told = told_in(client.get("/en/cities/nan/").content.decode())

    city = next(data for data in told if data["@type"] == "City")
    assert city["url"] == "http://testserver/en/cities/nan/"
    assert city["sameAs"] == ["https://www.nancreativecity.org"]
    assert city["containedInPlace"]["name"] == "Thailand"


def test_city_without_a_known_website_names_none(facts, client):
    told = told_in(client.get("/en/cities/sukhothai/").content.decode())

    assert "sameAs" not in next(d for d in told if d["@type"] == "City")


@pytest.mark.parametrize(
    ("precision", "day"),
    [
        ("day", "2026-11-02"),
        ("month", "2026-11"),
        ("year", "2026"),
        ("fiscal-year", None),
        ("on-or-before", None),
    ],
)
def test_event_is_told_as_exactly_as_its_day_is_known(precision, day):
    city = City(slug="nan", name_th="น่าน", name_en="Nan")
    event = Event(
        city=city, code="EV1", starts_on=date(2026, 11, 2), precision=precision
    )

    data = linked_data.event(event, city, absolute)

    assert (data and data["startDate"]) == day


def test_event_lies_where_it_was_held(db):
    event = make_event(make_city(), place_th="หอประชุม", place_en="Town hall")

    with translation.override("en"):
        data = linked_data.event(event, event.city, absolute)

    assert data["location"]["name"] == "Town hall"


@pytest.mark.parametrize(
    ("kind", "told"), [("news", "NewsArticle"), ("knowledge", "Article")]
)
def test_article_is_told_as_what_it_is(kind, told, db):
    row = Article(kind=kind, title_th="ข่าว", summary_th="ย่อ", body_th="เนื้อหา")
    row.add(by=None)
    row.published_on = date(2026, 11, 2)

    data = linked_data.article(row, absolute, "/a.jpg")

    assert data["@type"] == told
    assert (data["datePublished"], data["image"]) == (
        "2026-11-02",
        "https://example.org/a.jpg",
    )


def test_table_of_a_page_is_a_dataset_under_its_words(facts, client):
    html = client.get("/en/schedule/").content.decode()

    [data] = [data for data in told_in(html) if data["@type"] == "Dataset"]
    assert data["distribution"]["contentUrl"] == "http://testserver/en/schedule.csv"
    assert data["description"]
    assert data["name"] == "Plan against actual"


def test_article_that_was_made_up_is_not_told():
    assert linked_data.article(Article(is_sample=True), absolute) is None
