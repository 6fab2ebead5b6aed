"""Cities side by side: each number that of the city's own page, sorted by links."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City
from cities.pages import CITIES_A_PAGE, ROWS_A_PAGE
from cities.slip_summary import summarise
from programmes import side_by_side
from programmes.models import Programme
from programmes.side_by_side_order import MOST_ORDERED
from programmes.slip import ledgers
from tests.addresses import address
from tests.factories import make_city, make_milestone, make_verified
from tests.visible import visible_text

LATELY = "2026-11-23"
FACTS = ["chiang-rai", "nan", "phetchaburi", "sukhothai", "suphan-buri"]


@pytest.fixture
def visit(client, facts):
    def opened(language="en", name="compare", **query):
        with translation.override(language):
            return client.get(address(f"programmes:{name}"), query)

    return opened


@pytest.fixture
def read_cities(cast):
    """Nan at level 3 and Sukhothai at level 1, of one indicator each."""
    for slug, level in (("nan", 3), ("sukhothai", 1)):
        city = City.objects.get(slug=slug)
        make_verified(city, level=level, on=date(2026, 1, 5), by=cast["cea"])


def order_of(response):
    return [row.city().slug for row in response.context["page"]]


def read_csv(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def many(count):
    return [
        make_city(f"city-{n:03}", name_en=f"City {n:03}", position=n)
        for n in range(count)
    ]


# Which cities


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({}, FACTS),
        ({"city": ["nan", "sukhothai"]}, ["nan", "sukhothai"]),
        ({"city": ["sukhothai", "nan", "nan"]}, ["nan", "sukhothai"]),
        ({"field": "design"}, ["chiang-rai"]),
        ({"city": ["nan"], "field": "design"}, []),
        ({"as_of": "2019-10-29", "state": "member"}, []),
        # what is not understood narrows nothing
        ({"city": ["nowhere"]}, FACTS),
        ({"sort": "colour"}, FACTS),
    ],
)
def test_cities_that_are_asked_for_stand_side_by_side(query, slugs, visit):
    assert order_of(visit(**query)) == slugs


def test_each_chosen_city_can_be_taken_out_alone(visit):
    page = visit(city=["nan", "sukhothai"], sort="-slip").content.decode()

    for left in ("sukhothai", "nan"):
        assert f'href="/en/compare/?city={left}&amp;sort=-slip"' in page


def test_of_many_cities_one_is_added_to_those_chosen(visit):
    many(CITIES_A_PAGE)

    page = visit(city=["nan", "nowhere"]).content.decode()

    assert '<input type="hidden" name="city" value="nan">' in page
    assert 'value="nowhere"' not in page
    assert '<option value="sukhothai">Sukhothai</option>' in page


def test_nothing_that_fits_is_told_why(visit):
    assert "No city fits what was chosen." in visible_text(visit(field="film"))


# What is told of each


def test_numbers_are_those_of_each_citys_own_page(read_cities, visit):
    on, programme = date(2026, 11, 23), Programme.objects.get()

    rows = {row.city().slug: row for row in visit(as_of=LATELY).context["page"]}

    with translation.override("en"):
        found = ledgers(programme, City.objects.all(), on=on)
    for told in found:
        row = rows[told.city.slug]
        assert row.readiness() == told.city.readiness(on)
        assert row.dimensions == row.readiness().dimensions
        assert row.slip.lines == summarise(told.lines()).lines


def test_page_says_it_in_both_languages(read_cities, visit):
    english, thai = (visible_text(visit(code, as_of=LATELY)) for code in ("en", "th"))

    assert "Cities compared, as of 23 November 2026" in english
    assert "1 of 37" in english
    assert "no verified reading yet" in english
    assert "1,250 days later than the baseline" in english
    assert "23 พฤศจิกายน 2569" in thai


def test_page_stands_as_it_stood(read_cities, visit):
    assert "1 of 37" not in visible_text(visit(as_of="2026-01-04"))
    assert 'href="/en/cities/nan/?as_of=2026-01-04"' in (
        visit(as_of="2026-01-04").content.decode()
    )


# In which order


@pytest.mark.parametrize(
    ("sort", "slugs"),
    [
        ("city", FACTS),
        ("-city", FACTS[::-1]),
        (
            "member",
            ["sukhothai", "phetchaburi", "chiang-rai", "suphan-buri", "nan"],
        ),
        ("readiness", ["sukhothai", "nan", "chiang-rai", "phetchaburi", "suphan-buri"]),
        (
            "-readiness",
            ["nan", "sukhothai", "chiang-rai", "phetchaburi", "suphan-buri"],
        ),
        ("-R1", ["nan", "sukhothai", "chiang-rai", "phetchaburi", "suphan-buri"]),
        ("-read", ["nan", "sukhothai", "chiang-rai", "phetchaburi", "suphan-buri"]),
    ],
)
def test_rows_are_sorted_and_the_unknown_comes_last(sort, slugs, read_cities, visit):
    assert order_of(visit(sort=sort, as_of=LATELY)) == slugs


def test_what_slipped_furthest_comes_first_and_what_has_no_date_last(visit):
    make_city("aaa", name_en="Aaa")

    slugs = order_of(visit(sort="-slip", as_of=LATELY))

    assert (slugs[0], slugs[-1]) == ("nan", "aaa")


@pytest.mark.parametrize("sort", ["readiness", "-read"])
def test_where_no_rubric_is_cities_stand_as_they_came(sort, client, db):
    cities = many(2)

    page = client.get(address("programmes:compare"), {"sort": sort})

    assert order_of(page) == [city.slug for city in cities]


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        ("", 'aria-sort="ascending"><a href="/en/compare/?sort=-city#table">City'),
        ("-slip", 'aria-sort="descending"><a href="/en/compare/?sort=slip#table">'),
        ("slip", 'aria-sort="ascending"><a href="/en/compare/?sort=-slip#table">'),
        ("slip", '<th scope="col"><a href="/en/compare/?sort=-readiness#table">'),
    ],
)
def test_heads_say_the_order_and_lead_to_another(sort, said, visit):
    page = visit(**({"sort": sort} if sort else {})).content.decode()

    assert said in page
    assert page.count("aria-sort=") == 1


# How many


def test_so_many_rows_a_page_and_the_file_has_those_of_the_page(visit):
    many(ROWS_A_PAGE)

    page = visit(page="2", sort="-slip")

    assert page.context["page"].paginator.num_pages == 2
    rows = read_csv(visit(name="compare_csv", page="2", sort="-slip"))
    assert [row["city"] for row in rows] == order_of(page)
    assert "The rows of this page as a file (CSV)" in visible_text(page)


def test_more_cities_than_can_be_sorted_stand_by_name(visit, monkeypatch):
    monkeypatch.setattr("programmes.views.compare.MOST_ORDERED", 4)

    page = visit(sort="-slip")

    assert order_of(page) == FACTS
    assert "Where more than 4 cities are found, they stand by name." in (
        visible_text(page)
    )
    assert "?sort=" not in page.content.decode().split("<table")[1].split("</table")[0]
    assert order_of(visit(sort="-slip", city=["nan", "sukhothai"]))[0] == "nan"


def test_a_page_by_name_works_out_its_own_rows_alone(visit, monkeypatch):
    many(ROWS_A_PAGE)
    work_out, worked_out = side_by_side.rows_of, []

    def counted(programme, cities, codes, *, on):
        worked_out.extend(cities)
        return work_out(programme, cities, codes, on=on)

    monkeypatch.setattr(side_by_side, "rows_of", counted)
    visit()

    assert len(worked_out) == ROWS_A_PAGE


@pytest.mark.parametrize("query", [{}, {"sort": "-slip"}, {"sort": "-R2"}])
def test_queries_do_not_grow_with_the_cities(query, visit):
    def queries():
        with CaptureQueriesContext(connection) as found:
            visit(**query)
        return len(found)

    make_milestone(make_city("first"), due=date(2098, 1, 1))
    queries()  # what is looked up once
    one = queries()
    for slug in ("second", "third"):
        make_milestone(make_city(slug), due=date(2098, 1, 1))

    assert queries() == one


# As a file


def test_file_tells_what_the_page_tells(read_cities, visit):
    rows = read_csv(visit(name="compare_csv", as_of=LATELY, city=["nan", "sukhothai"]))

    nan, sukhothai = rows
    assert {
        key: nan[key]
        for key in (
            "city",
            "name_en",
            "as_of",
            "is_member",
            "field",
            "read",
            "applicable",
            "R1_read",
            "R2_lowest_percent",
            "dates_slipped",
            "furthest_slip_days",
            "is_sample",
        )
    } == {
        "city": "nan",
        "name_en": "Nan",
        "as_of": LATELY,
        "is_member": "TRUE",
        "field": "crafts-folk-art",
        "read": "1",
        "applicable": "37",
        "R1_read": "1",
        "R2_lowest_percent": "",
        "dates_slipped": "1",
        "furthest_slip_days": "1250",
        "is_sample": "FALSE",
    }
    assert sukhothai["member_since"] == "2019-10-30"


@pytest.mark.parametrize("query", [{"as_of": "soon"}, {"city": "nowhere"}])
def test_file_refuses_what_is_not_understood(query, visit):
    assert visit(name="compare_csv", **query).status_code == 400


def test_file_without_a_rubric_has_no_dimension(db, client):
    make_city("nan")

    [row] = read_csv(client.get(address("programmes:compare_csv")))

    assert (row["rubric"], row["lowest_percent"], row["is_member"]) == ("", "", "FALSE")
    assert not [name for name in row if name.startswith("R1")]


@pytest.mark.parametrize("where", ["/en/cities/", "/en/cities/nan/"])
def test_list_and_city_lead_there(where, client, facts):
    assert 'href="/en/compare/' in client.get(where).content.decode()


def test_most_that_are_sorted_fill_several_pages():
    assert MOST_ORDERED > ROWS_A_PAGE
