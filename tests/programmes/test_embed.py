"""A city's line on other sites: the page to be framed, and the picture."""

from datetime import date
from xml.etree import ElementTree

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cities.models import City
from programmes import badge as badges
from programmes.badge import ROOM, SPARE, badge_of, width_of
from programmes.overview import gather
from tests.factories import make_candidacy, make_city, make_stage, make_verified

EMBED, BADGE = "/embed/cities/nan/", "/badge/cities/nan.svg"
SVG = "{http://www.w3.org/2000/svg}"


def page(client, address=EMBED):
    response = client.get(address)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content.decode())


def said(tree):
    return " ".join(tree.text_content().split())


def drawn(client, address=BADGE):
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own)


# The frame


def test_any_site_may_frame_it_and_all_else_stays_shut(client, facts):
    response = client.get(EMBED)

    assert response["Content-Security-Policy"] == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors *"
    )
    assert "X-Frame-Options" not in response
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.cookies == {}


@pytest.mark.parametrize("path", ["/en/cities/nan/", BADGE, "/embed/cities/atlantis/"])
def test_nothing_else_may_be_framed(path, client, facts):
    response = client.get(path)

    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_frame_tells_the_city_its_membership_and_where_it_is_from(client, facts, cast):
    nan = City.objects.get(slug="nan")
    make_verified(nan, "R1.1", level=2, by=cast["cea"])

    tree = page(client, f"{EMBED}?language=en")

    words = said(tree)
    assert tree.get("lang") == "en"
    assert "Crafts and Folk Art · UNESCO Creative City since 31 October 2025" in words
    assert "1–98 %" in words
    assert "from 1 of 37 indicators" in words
    assert "Data as of" in words
    assert "Sample data" not in words
    assert tree.xpath("//main//h1/a/@href") == ["/en/cities/nan/"]
    assert tree.xpath("//base/@target") == ["_blank"]
    assert tree.xpath("//script | //*[@style]") == []


def test_frame_says_its_line_in_words_by_day(client, facts):
    days = [
        item.xpath(".//time/@datetime | .//span/span/text()")[0]
        for item in page(client, f"{EMBED}?language=en").xpath("//ol/li")
    ]

    assert len(days) == 6
    assert days[-1] == "2025-10-31"


def test_frame_is_light(client, facts):
    assert len(client.get(EMBED).content) < 15_000


def test_language_comes_from_the_address_alone(client, facts):
    by_header = client.get(EMBED, headers={"accept-language": "en"})
    unknown = client.get(f"{EMBED}?language=tlh")

    assert by_header["Content-Language"] == unknown["Content-Language"] == "th"
    assert "น่าน" in by_header.content.decode()


def test_sample_data_is_said_on_top(client, sampled):
    tree = page(client, f"{EMBED}?language=en")

    assert said(tree.xpath("//main")[0]).startswith("Sample data. Made up for trying")


def test_city_without_agreement_membership_or_rubric_has_a_frame_too(client, db):
    make_city("nan")

    words = said(page(client, f"{EMBED}?language=en"))

    assert "Not a member of UNESCO's Creative Cities Network" in words
    assert "no rubric is published" in words


def test_queries_do_not_grow_with_what_the_city_has(client, facts):
    counts = []
    for year in (2031, 2033, 2035):
        make_stage(make_candidacy(City.objects.get(slug="nan"), year))
        with CaptureQueriesContext(connection) as queries:
            client.get(EMBED)
        counts.append(len(queries))

    assert counts[0] == counts[2]


# The badge


def test_badge_is_a_picture_that_runs_nothing(client, facts):
    response = client.get(BADGE)

    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=600"
    assert len(response.content) < 6_000


def test_badge_is_not_sent_again_until_something_changes(client, facts):
    tag = client.get(BADGE)["ETag"]

    again = client.get(BADGE, headers={"if-none-match": tag})
    make_stage(make_candidacy(City.objects.get(slug="nan")))
    changed = client.get(BADGE, headers={"if-none-match": tag})

    assert (again.status_code, changed.status_code) == (304, 200)


def test_badge_says_what_it_shows(client, facts):
    svg = drawn(client, f"{BADGE}?language=en")

    assert svg.find(f"{SVG}title").text == "Nan on the Creative Cities Portal"
    about = svg.find(f"{SVG}desc").text
    assert about.startswith("Crafts and Folk Art · UNESCO Creative City since 31 Oct")
    assert "target: fiscal year 2021" in about
    assert "Readiness" not in about
    texts = [text.text for text in svg.iter(f"{SVG}text")]
    assert texts == ["Nan", "UNESCO since 2025"]
    assert svg.findall(f".//{SVG}script") == []


def test_badge_tells_how_ready_the_city_is(client, cast):
    make_verified(City.objects.get(slug="nan"), "R1.1", level=2, by=cast["cea"])

    about = drawn(client, f"{BADGE}?language=en").find(f"{SVG}desc").text

    assert "Readiness 1–98 %, from 1 of 37 indicators" in about


def test_badge_of_sample_data_says_so(client, sampled):
    svg = drawn(client, f"{BADGE}?language=en")

    assert [text.text for text in svg.iter(f"{SVG}text")] == ["Nan", "sample data"]
    assert svg.find(f"{SVG}desc").text.startswith("Sample data, made up for trying out")


def test_badge_of_a_city_without_anything_is_a_line(client, db):
    make_city("nan")

    svg = drawn(client, f"{BADGE}?language=en")

    texts = [text.text for text in svg.iter(f"{SVG}text")]
    assert texts == ["Mae Hong Son", "not a UNESCO member"]
    assert client.get("/badge/cities/atlantis.svg").status_code == 404


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("nan", "เครือข่ายยูเนสโกตั้งแต่ 2568"),
        ("mae-hong-son", "ยังไม่อยู่ในเครือข่ายยูเนสโก"),
    ],
)
def test_thai_words_of_a_badge_fit_as_they_are(slug, words, client, facts):
    make_city("mae-hong-son")

    svg = drawn(client, f"/badge/cities/{slug}.svg?language=th")

    [_name, told] = svg.iter(f"{SVG}text")
    assert (told.text, told.get("textLength")) == (words, None)


@pytest.mark.parametrize(
    ("words", "units"), [("", 0), ("กำ", 1.2), ("ที่", 0.6), ("AB", 1.36), ("ab", 1.2)]
)
def test_width_of_a_text_leaves_out_its_marks(words, units):
    assert round(width_of(words), 2) == units


@given(st.text(st.characters(categories=["L", "M", "N", "Z"]), max_size=60))
def test_name_never_runs_over(name):
    text = badges._fitted(name, 15)

    width = width_of(name) * text.size * SPARE
    assert text.length == (None if width <= ROOM + 5 and text.length is None else ROOM)
    assert text.length == ROOM or width <= ROOM * 1.05


def test_marks_of_all_kinds_are_drawn(facts, client, cast):
    """Every city of the facts, and a target that a decision moved."""
    for city in City.objects.all():
        svg = drawn(client, f"/badge/cities/{city.slug}.svg")
        inside = [
            float(group.get("transform").split("(")[1].split()[0])
            for group in svg.iter(f"{SVG}g")
            if group.get("transform")
        ]
        assert inside != []
        assert min(inside) >= 112
        assert max(inside) <= 230


def test_day_of_the_badge_is_the_one_of_its_overview(facts):
    nan = City.objects.get(slug="nan")
    [overview] = gather(None, [nan], on=date(2026, 11, 26), with_events=False)

    with translation.override("en"):
        badge = badge_of(overview, None, is_sample=False)

    assert badge.about.endswith("Data as of 26 November 2026.")
    assert badge.term is None
