"""The map as numbers: where a city stands, what it covers, which ones are left out."""

import re
from types import SimpleNamespace

import pytest

from cities.country_map import draw
from tests.factories import make_city
from tests.visible import visible_text


def city(province="TH-55", latitude=18.78, longitude=100.77):
    return SimpleNamespace(province=province, latitude=latitude, longitude=longitude)


def test_every_province_has_an_outline_of_its_own():
    codes = [f"TH-{number}" for number in range(10, 97)]
    places = draw((city(code), None) for code in codes).places

    outlines = {place.outline for place in places}
    assert len(places) == len(outlines) == 77
    assert all(re.fullmatch(r"(M[\d -]+l[\d -]+z)+", outline) for outline in outlines)


@pytest.mark.parametrize(
    ("latitude", "longitude", "nearby"),
    [
        pytest.param(20.4, 99.9, (175, 5), id="north"),
        pytest.param(13.75, 100.5, (207, 452), id="middle"),
        pytest.param(5.7, 101.1, (246, 995), id="south"),
    ],
)
def test_dot_stands_where_the_city_lies(latitude, longitude, nearby):
    [place] = draw([(city(latitude=latitude, longitude=longitude), None)]).places

    assert abs(place.x - nearby[0]) <= 10
    assert abs(place.y - nearby[1]) <= 10


def test_name_stands_before_the_dot_where_something_is_in_its_way():
    west, east = city(longitude=100.0), city(longitude=101.0)
    far = city("TH-34", 15.2, 104.9)  # at the eastern border

    sides = [
        place.side for place in draw([(c, None) for c in (west, east, far)]).places
    ]

    assert sides == ["before", "after", "before"]


def test_name_keeps_its_distance_on_either_side():
    after, before = city(), city("TH-34", 15.2, 104.9)

    places = draw([(after, None), (before, None)]).places

    assert [place.name_x() - place.x for place in places] == [18, -18]


def test_city_of_no_known_province_is_left_out_and_named():
    lost, member = city("TH-99"), city()

    drawn = draw([(lost, None), (member, object())])

    assert [place.city for place in drawn.places] == [member]
    assert drawn.unplaced == (lost,)
    assert not drawn.has_strangers()


def test_map_says_in_words_and_shape_who_is_a_member(facts, client):
    make_city(province="TH-58")

    page = client.get("/en/cities/").content.decode()

    assert page.count('<a class="place"') == 6
    assert page.count('data-state="stranger"') == 1
    assert ">not a member<" in page.split('data-state="stranger"')[1]


def test_page_names_a_city_that_the_map_cannot_hold(facts, client):
    make_city(slug="luang-prabang", name_en="Luang Prabang", province="LA-LP")

    text = visible_text(client.get("/en/cities/"))

    assert "since no province is on record: Luang Prabang" in text
