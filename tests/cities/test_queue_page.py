"""Verification: who judges keeps the city and the page from one reading to the next."""

import pytest
from django.utils import translation

from cities.models import City
from cities.staff_views import queue as queue_view
from tests.access_matrix import OFFICER, OTHER_OFFICER
from tests.addresses import address
from tests.factories import make_reading
from tests.visible import visible_text

QUEUE, VERIFY = "staff:cities:queue", "staff:cities:verify_reading"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def waiting(cast):
    """Two readings of Nan and one of Sukhothai, in the order of their recording."""
    nan, sukhothai = (City.objects.get(slug=slug) for slug in ("nan", "sukhothai"))
    return [
        make_reading(nan, "R1.1", by=cast[OFFICER]),
        make_reading(sukhothai, "R1.1", by=cast[OTHER_OFFICER]),
        make_reading(nan, "R1.2", by=cast[OFFICER]),
    ]


def judge(client, reading, place="", **data):
    path = address(VERIFY, sequence=reading.sequence) + place
    return client.post(path, {"verdict": "verified", **data}, follow=True)


@pytest.mark.parametrize(
    ("place", "count", "title"),
    [
        ("", "3 readings wait for an agency.", "<h1>Verification</h1>"),
        (
            "?city=nan",
            "2 readings of Nan wait for an agency.",
            "<h1>Verification, Nan</h1>",
        ),
        (
            "?city=sukhothai",
            "1 reading of Sukhothai waits for an agency.",
            "<h1>Verification, Sukhothai</h1>",
        ),
        (
            "?city=phetchaburi",
            "No reading of Phetchaburi waits for an agency.",
            "<h1>Verification, Phetchaburi</h1>",
        ),
        ("?city=nowhere", "There is no such city.", "<h1>Verification</h1>"),
    ],
)
def test_what_is_counted_is_what_was_chosen(place, count, title, waiting, sign_in):
    page = sign_in("cea").get(address(QUEUE) + place)

    assert count in visible_text(page)
    assert title in page.content.decode()
    assert "all 3 " in visible_text(page)
    assert "Nan 2 " in visible_text(page)


@pytest.mark.parametrize("slug", ["phetchaburi", "nowhere"])
def test_of_a_city_where_nothing_waits_the_others_are_one_step_away(
    slug, waiting, sign_in
):
    page = sign_in("cea").get(f"{address(QUEUE)}?city={slug}").content.decode()

    assert f'<a href="{address(QUEUE)}">3 readings of other cities wait</a>' in page
    assert "No reading waits for an agency." not in page


def test_where_nothing_waits_at_all_it_says_so(cast, sign_in):
    text = visible_text(sign_in("cea").get(address(QUEUE)))

    assert "No reading waits for an agency." in text


def test_city_and_page_go_along_into_a_reading_and_back(waiting, sign_in, monkeypatch):
    monkeypatch.setattr(queue_view, "ROWS_A_PAGE", 1)
    client, place = sign_in("cea"), "?city=nan&page=2"

    listed = client.get(address(QUEUE) + place).content.decode()
    path = address(VERIFY, sequence=waiting[2].sequence) + place
    opened = client.get(path).content.decode()

    assert f'href="{path.replace("&", "&amp;")}"' in listed
    back = f'<a href="{address(QUEUE)}?city=nan&amp;page=2">'
    assert f"{back}Verification</a>" in opened
    assert f"{back}Back without a verdict</a>" in opened


def test_a_verdict_leads_back_to_the_page_it_came_from(waiting, sign_in):
    response = judge(sign_in("cea"), waiting[0], "?city=nan&page=2")

    assert response.redirect_chain == [(f"{address(QUEUE)}?city=nan&page=2", 302)]


@pytest.mark.parametrize(
    ("judged", "place", "following", "words"),
    [
        (0, "", 1, "Next: R1.1, Sukhothai (2 left)"),
        (0, "?city=nan", 2, "Next: R1.2, Nan (1 left)"),
        (2, "", 0, "Next: R1.1, Nan (2 left)"),
    ],
)
def test_after_a_verdict_the_next_is_one_step_away(
    judged, place, following, words, waiting, sign_in
):
    page = judge(sign_in("cea"), waiting[judged], place).content.decode()

    path = address(VERIFY, sequence=waiting[following].sequence) + place
    assert f'<a href="{path}">{words}</a>' in page


def test_after_the_last_verdict_no_next_is_offered(waiting, sign_in):
    text = visible_text(judge(sign_in("cea"), waiting[1], "?city=sukhothai"))

    assert "The verdict on R1.1, Sukhothai, is recorded." in text
    assert "Next:" not in text
    assert "No reading of Sukhothai waits for an agency." in text


def test_an_officer_finds_no_way_to_a_list_that_is_shut(waiting, sign_in):
    path = address(VERIFY, sequence=waiting[0].sequence)

    assert address(QUEUE) not in sign_in(OFFICER).get(path).content.decode()
