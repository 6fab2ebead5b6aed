"""When a city was last updated, and by whose office; no person is named."""

import pytest
from django.utils import translation

from cities import offices
from cities.last_word import last_word, last_word_on_cities
from cities.models import City
from creativecity.ledger.chain import version
from programmes.accounts.giving import give_post
from programmes.accounts.posts import Post, Role
from programmes.public_changes import public_changes
from tests.factories import (
    make_city,
    make_event,
    make_reading,
    make_user,
    make_verified,
)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def office(city, language="en"):
    with translation.override(language):
        return last_word(city.key()).by


def test_a_city_that_nobody_told_of_has_none(db):
    assert last_word(make_city().key()) is None


def test_what_was_loaded_is_nobodys_word(nan):
    word = last_word(nan.key())

    assert office(nan) == ""
    assert (word.version, word.is_sample) == (version(), False)


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ("cea", "CEA"),
        ("secretary", "the programme's secretary"),
        ("officer.nan", "the city of Nan"),
        ("officer.sukhothai", "the office in charge then"),
    ],
)
def test_an_account_is_told_as_its_office(account, words, nan, cast):
    make_verified(nan, by=cast["cea"])
    make_reading(nan, "R1.2", by=cast[account])

    assert office(nan) == words


def test_the_secretary_is_named_for_who_holds_that_post():
    assert offices.SECRETARY == Role.SECRETARY


def test_what_a_city_wrote_is_not_told_as_the_secretarys(nan, cast):
    officer = cast["officer.nan"]
    make_event(nan, by=officer)
    was = office(nan)
    sukhothai = City.objects.get(slug="sukhothai")

    give_post(officer, Post(Role.OFFICER, sukhothai), by=cast["secretary"])

    with translation.override("en"):
        [change, *_earlier] = public_changes(city=nan, limit=1)
    told = [office(nan), office(nan, "th"), change.office]
    assert was == "the city of Nan"
    assert told == ["the office in charge then", "ผู้รับผิดชอบในขณะนั้น", told[0]]


def test_an_agency_has_its_short_name_in_both_languages(nan, cast):
    make_reading(nan, by=cast["cea"])

    assert [office(nan, language) for language in ("th", "en")] == ["สศส.", "CEA"]


def test_what_is_no_business_of_the_public_is_no_update(nan, cast):
    before = last_word(nan.key())
    make_user("somebody-else")
    make_city()

    assert last_word(nan.key()).at == before.at


def test_the_newest_word_about_any_city_names_the_city_that_spoke(nan, cast):
    make_reading(nan, by=cast["officer.nan"])
    before = last_word_on_cities()
    make_verified(City.objects.get(slug="sukhothai"), by=cast["cea"])

    with translation.override("th"):
        assert last_word_on_cities().by == "สศส."
        assert last_word_on_cities().at > before.at
        assert last_word(nan.key()).by == "เมืองน่าน"
