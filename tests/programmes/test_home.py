"""The home page: what stands large, the order of its rooms, the head of every page."""

from datetime import date

import pytest
from django.utils import translation

from cities.models import City
from programmes.at_a_glance import Glance, glance
from programmes.models import Programme
from programmes.overview import gather
from programmes.site_menu import parts_at
from tests.factories import make_article

LATELY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2020, 6, 24), Glance(5, 1, 0, 0, 0), id="before it began"),
        pytest.param(date(2022, 1, 1), Glance(5, 2, 5, 3, 0), id="within its term"),
        pytest.param(LATELY, Glance(5, 5, 5, 5, 2), id="today"),
    ],
)
def test_glance_counts_members_and_targets_as_of_a_day(on, expected, facts):
    overviews = gather(Programme.objects.get(), City.objects.all(), on=on)

    assert glance(overviews) == expected


def test_home_leads_from_the_lines_of_time_to_the_next_dates(facts, client):
    page = client.get("/en/").content.decode()

    order = [
        'class="timeline"',
        'class="glance"',
        'id="cities"',
        'class="country"',
        'class="roster"',
        'id="plan"',
        'id="changes"',
        'id="next-dates"',
    ]
    places = [page.index(mark) for mark in order]
    assert places == sorted(places)


def test_map_and_list_of_the_home_page_hold_the_same_cities(facts, client):
    response = client.get("/en/")

    drawn = [place.city for place in response.context["map"].places]
    assert drawn == [overview.city for overview in response.context["overviews"]]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/en/", []),
        ("/en/cities/", [("Cities", "page")]),
        ("/en/cities/nan/outcomes/", [("Cities", "true")]),
        ("/en/agreements/mou-2563/", [("Agreement", "true")]),
        ("/en/schedule/", [("Agreement", "true")]),
        ("/en/reviews/mou-2563/3/", [("Reviews", "true")]),
        ("/en/knowledge/", [("News and knowledge", "page")]),
        ("/en/participate/events/", [("Take part", "true")]),
        ("/en/districts/", [("Take part", "true")]),
        ("/en/about/method/", []),
        ("/healthz", []),
    ],
)
def test_head_marks_the_part_that_a_page_lies_in(path, marked):
    with translation.override("en"):
        found = [(str(part.words), part.current) for part in parts_at(path)]

    assert [part for part in found if part[1]] == marked


def test_home_tells_the_newest_news_where_there_is_any(facts, client):
    assert 'id="news"' not in client.get("/en/").content.decode()

    article = make_article(published=date(2026, 1, 5))

    response = client.get("/en/")
    assert response.context["articles"] == [article]
    assert 'id="news"' in response.content.decode()


def test_search_in_the_head_leads_to_the_results(facts, client):
    page = client.get("/en/").content.decode()

    assert '<form role="search" action="/en/search/">' in page


def test_foot_names_the_release_and_who_runs_the_portal(facts, client):
    page = client.get("/en/").content.decode()

    foot = page.split('<footer class="colophon">')[1]
    assert "https://www.dasta.or.th" in foot
    assert "https://www.cea.or.th" in foot
    assert "Release " in foot
