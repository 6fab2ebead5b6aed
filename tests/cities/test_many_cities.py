"""Lists with more cities than fit on a page: paged, narrowed by name and province."""

import pytest

from cities.country_map import draw_provinces
from cities.models import City, District
from cities.pages import CITIES_A_PAGE
from cities.provinces import counted, name_of
from tests.factories import DAY, make_city, make_district_state, make_event
from tests.visible import visible_text

PROVINCES = ("TH-55", "TH-57")


@pytest.fixture
def many(facts):
    """The five of the facts and a page of others, in two provinces."""
    return [
        make_city(
            f"city-{n}",
            name_th=f"เมืองที่ {n}",
            name_en=f"City {n}",
            position=100 + n,
            province=PROVINCES[n % 2],
        )
        for n in range(CITIES_A_PAGE)
    ]


def test_cities_that_fill_a_page_are_listed_without_more_to_choose(facts, client):
    response = client.get("/en/cities/")

    assert list(response.context["filter"].form.fields) == ["field", "state"]
    assert len(response.context["map"].places) == City.objects.count()


def test_more_cities_are_listed_page_by_page(many, client):
    first, second = (client.get(f"/en/cities/?page={n}").context for n in (1, 2))

    listed = [row[0] for rows in (first["rows"], second["rows"]) for row in rows]
    assert listed == list(City.objects.order_by("name_en"))
    assert len(first["rows"]) == CITIES_A_PAGE


def test_map_of_many_cities_leads_to_those_of_a_province(many, client):
    page = client.get("/en/cities/")

    shares = {share.code: share.count for share in page.context["map"].shares}
    assert shares["TH-55"] == City.objects.filter(province="TH-55").count()
    assert 'href="/en/cities/?province=TH-55"' in page.content.decode()


def test_a_province_shows_its_own_cities_on_the_map(many, client):
    response = client.get("/en/cities/?province=TH-55")

    cities = {place.city for place in response.context["map"].places}
    assert cities == set(City.objects.filter(province="TH-55"))
    assert "Nan ×" in visible_text(response)


def test_a_city_is_found_by_a_part_of_its_name_in_either_language(many, client):
    for typed in ("city 7", "เมืองที่ 7"):
        [row] = client.get("/en/cities/", {"name": typed}).context["rows"]

        assert row[0] == many[7]


def test_what_is_no_province_is_said_and_hides_nothing(many, client):
    response = client.get("/en/cities/?province=TH-00")

    assert response.context["page"].paginator.count == City.objects.count()


def test_home_of_many_cities_shows_a_page_and_counts_all(many, client):
    first, second = (client.get(f"/en/?page={n}").context for n in (1, 2))

    assert len(first["overviews"]) == CITIES_A_PAGE
    assert len(second["overviews"]) == City.objects.count() - CITIES_A_PAGE
    assert first["glance"] == second["glance"]
    assert first["glance"].cities == City.objects.count()
    assert first["glance"].members == 5


@pytest.mark.parametrize(
    ("count", "shade"), [(1, 1), (2, 1), (3, 2), (9, 3), (27, 4), (500, 4)]
)
def test_a_province_is_the_darker_the_more_cities_it_has(count, shade):
    [share] = draw_provinces({"TH-55": count, "TH-00": 3}).shares

    assert (share.name, share.count, share.shade) == ("น่าน", count, shade)


def test_what_is_no_code_of_a_province_is_its_own_name():
    assert name_of("TH-00") == "TH-00"


def test_counting_by_province_asks_once(facts, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = counted(City.objects.all())

    assert sum(counts.values()) == 5


def test_ladder_of_many_cities_counts_them_together(many, client):
    for city in many:
        make_event(city)
    make_event(City.objects.get(slug="nan"))

    page = client.get("/en/participate/events/")

    cities = [line.city for line in page.context["ladder"].lines]
    assert cities == [None] * len(cities)


def test_districts_and_agreement_of_many_cities_are_paged(many, client):
    districts = client.get("/en/districts/").context["page"]
    agreement = client.get("/en/agreements/mou-2563/").context["page"]

    assert len(districts) <= CITIES_A_PAGE
    assert len(agreement) <= CITIES_A_PAGE


def test_districts_are_counted_and_chosen_over_all_pages(many, client):
    for city in many:
        row = District.objects.create(city=city, slug=city.slug, name_th=city.name_th)
        make_district_state(row, "active", on=DAY, source_codes=["HWT"])

    chosen = client.get("/en/districts/?state=active")
    one = client.get(f"/en/districts/?state=active&city={many[3].slug}")

    numbers = {code: n for code, _words, n in chosen.context["counts"]}
    assert numbers["active"] == chosen.context["found"] == len(many)
    assert len(chosen.context["places"]) == CITIES_A_PAGE
    assert [city for city, _rows in one.context["places"]] == [many[3]]
    assert one.context["counts"] == chosen.context["counts"]


def test_what_was_found_is_narrowed_to_one_of_many_cities_by_a_choice(many, client):
    make_city("one-more", name_th="เมืองที่ 99", name_en="City 99", position=200)
    page = client.get("/th/search/", {"q": "เมืองที่", "kind": "city"})
    text = page.content.decode()

    assert f'<option value="{many[2].slug}">{many[2].name} (1)</option>' in text
    assert '<input type="hidden" name="kind" value="city">' in text
    narrowed = client.get("/th/search/", {"q": "เมืองที่", "city": many[2].slug})
    assert {result.row.city for result in narrowed.context["results"]} == {many[2]}
    assert f'value="{many[2].slug}" selected' in narrowed.content.decode()


def test_queue_of_many_cities_asks_for_one_by_a_choice(many, client, sign_in):
    page = sign_in("cea").get("/th/staff/verification/", {"city": many[2].slug})

    assert f'value="{many[2].slug}" selected' in page.content.decode()
