"""The home page: what stands large, the order of its rooms, the head of every page."""

from datetime import date

import pytest
from django.utils import translation

from cities.models import City
from cities.standing import State
from programmes.amending import withdraw_amendment
from programmes.at_a_glance import Glance, glance
from programmes.models import Programme
from programmes.overview import gather
from programmes.site_menu import parts_at
from tests.factories import (
    make_amendment,
    make_article,
    make_candidacy,
    make_city,
    make_decision,
    make_stage,
    make_target_change,
)

LATELY = date(2026, 11, 23)


AS_OF = pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2020, 6, 24), Glance(5, 1, 0, 0, 0), id="before it began"),
        pytest.param(date(2022, 1, 1), Glance(5, 2, 5, 3, 0), id="within its term"),
        pytest.param(LATELY, Glance(5, 5, 5, 5, 2), id="today"),
    ],
)


def counted(overviews):
    """The same of all that is told of each city."""
    promises = [promise for overview in overviews for promise in overview.promises]
    states = [promise.standing.state for promise in promises]
    return Glance(
        cities=len(overviews),
        members=sum(overview.designation is not None for overview in overviews),
        targets=len(promises),
        reached=sum(promise.done_on is not None for promise in promises),
        late=states.count(State.MET_LATE),
    )


@AS_OF
def test_glance_counts_members_and_targets_as_of_a_day(on, expected, facts):
    assert glance(Programme.objects.get(), on) == expected


def test_glance_counts_what_the_cities_are_told_with_whatever_decisions_changed(facts):
    programme = Programme.objects.get()
    decision = make_decision()
    for target in programme.targets.all()[:3]:
        make_target_change(target, date(2019, 1, 1), decision=decision)
    phuket, due = make_city("phuket"), {"due_on": LATELY, "precision": "day"}
    make_amendment(2, "city", city=phuket, **due)
    gone = make_amendment(3, "city", city=make_city("phrae"), **due)
    withdraw_amendment(gone, by=None, reason="x")
    bid = make_candidacy(City.objects.get(slug="nan"), 2033)
    make_stage(bid, "not-nominated", on=date(2026, 9, 1))

    for on in (date(2022, 1, 1), LATELY, date(2034, 1, 1)):
        overviews = gather(programme, City.objects.all(), on=on)
        assert glance(programme, on) == counted(overviews)


def test_counting_all_cities_asks_for_each_table_once(
    facts, django_assert_max_num_queries
):
    programme = Programme.objects.get()

    with django_assert_max_num_queries(6):
        glance(programme, LATELY)


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
