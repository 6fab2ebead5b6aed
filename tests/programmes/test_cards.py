"""The picture of a shared link, drawn of what is known and of nothing else."""

from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image

from cities.models import City
from creativecity.thai_calendar import today
from programmes import cards
from programmes.cards import city_card, general_card
from programmes.membership_words import membership_words
from programmes.models import Programme
from programmes.overview import gather
from programmes.timeline import draw
from tests.factories import make_city, make_verified


def size(content):
    return Image.open(BytesIO(content)).size


def drawn(city, *, is_sample=False):
    programme = Programme.objects.newest()
    [overview] = gather(programme, [city], on=today())
    timeline = draw(programme, [overview], on=today())
    return city_card(overview, timeline, is_sample=is_sample)


def test_card_of_a_city_that_nothing_is_known_of(db):
    assert size(drawn(make_city())) == cards.SIZE


@pytest.mark.parametrize("language", ["th", "en"])
def test_card_of_a_member_with_readings(language, cast):
    nan = City.objects.get(slug="nan")
    without = drawn(nan)
    make_verified(nan, "R1.1", by=cast["cea"])

    with translation.override(language):
        content = drawn(nan)

    assert size(content) == cards.SIZE
    assert content != without


def test_card_of_sample_data_says_so(cast):
    nan = City.objects.get(slug="nan")

    assert drawn(nan, is_sample=True) != drawn(nan)


def test_general_card_before_anything_is_loaded(db):
    assert size(general_card(None, is_sample=False)) == cards.SIZE


def test_inferred_submission_has_a_shape_of_its_own(facts):
    programme = Programme.objects.newest()
    overviews = gather(programme, City.objects.all(), on=today())
    lines = cards._time(draw(programme, overviews, on=today()))["lines"]

    kinds = {mark["kind"] for line in lines for mark in line["marks"]}

    assert kinds >= {"inferred", "target", "target-designated", "designated"}


def test_member_whose_field_is_not_known_is_told_without_it(facts):
    [overview] = gather(None, City.objects.filter(slug="nan"), on=today())
    overview.designation.candidacy.field = ""

    with translation.override("en"):
        words = membership_words(overview.designation)

    assert words == "UNESCO Creative City since 31 October 2025"
