"""Minutes keep the names that stood when they were agreed to."""

import pytest

from cities.models import Agency, City
from creativecity.ledger import verbs
from programmes import minutes
from programmes.minutes import minutes_hash, minutes_values
from programmes.models import MinutesAgreement, Programme
from programmes.review_acts import withdraw_agreement
from programmes.review_standing import standing_of
from tests.factories import (
    DAY,
    make_action_point,
    make_decision,
    make_meeting,
    make_minutes_agreement,
    make_partner,
)

OLD = "องค์การบริหารการพัฒนาพื้นที่พิเศษเพื่อการท่องเที่ยวอย่างยั่งยืน (องค์การมหาชน)"


def party(code):
    return Agency.objects.get(code=code)


def rename(row, **names):
    for name, value in names.items():
        setattr(row, name, value)
    verbs.edit(row, by=None, fields=list(names))


@pytest.fixture
def held(cast):
    """Held, with an action point for DASTA; nobody has agreed to the minutes yet."""
    review = make_meeting()
    make_action_point(make_decision(1, item=review.items.first()))
    return review


@pytest.fixture
def agreed(held):
    for agency in Agency.objects.all():
        make_minutes_agreement(held, agency, on=DAY)
    return held


def owner_words(review):
    [section] = [s for s in minutes_values(review).sections if s.code == "consider"]
    return section.items[0].decisions[0].effects[0].th


def test_renamed_agency_leaves_agreed_minutes_and_their_hash(agreed):
    before = minutes_hash(minutes_values(agreed))

    rename(party("dasta"), name_th="ชื่อใหม่", name_en="New name")

    assert minutes_hash(minutes_values(agreed)) == before
    assert standing_of(agreed).state() == "agreed"
    assert OLD in owner_words(agreed)


def test_renamed_agreement_leaves_agreed_minutes(agreed):
    before = minutes_values(agreed).name

    rename(Programme.objects.get(), name_th="ชื่อใหม่")
    agreed.refresh_from_db()

    assert minutes_values(agreed).name == before
    assert standing_of(agreed).state() == "agreed"


def test_renamed_partner_leaves_agreed_minutes(held):
    partner = make_partner("phrae-municipality")
    point = make_action_point(
        make_decision(2, item=held.items.first()), partner=partner
    )
    for agency in Agency.objects.all():
        make_minutes_agreement(held, agency, on=DAY)

    rename(partner, name_th="ชื่อใหม่")

    assert point.owner() == partner
    assert standing_of(held).state() == "agreed"


def test_minutes_that_nobody_agreed_to_take_the_new_name(held):
    rename(party("dasta"), name_th="ชื่อใหม่")

    assert "มอบหมายให้ชื่อใหม่" in owner_words(held)


def test_second_word_is_given_on_the_wording_of_the_first(held):
    make_minutes_agreement(held, party("cea"))
    rename(party("dasta"), name_th="ชื่อใหม่")

    make_minutes_agreement(held, party("dasta"))

    assert OLD in owner_words(held)
    assert standing_of(held).state() == "agreed"


def test_first_word_taken_back_leaves_the_second(held, cast):
    make_minutes_agreement(held, party("cea"))
    rename(party("dasta"), name_th="ชื่อใหม่")
    make_minutes_agreement(held, party("dasta"))

    withdraw_agreement(held, agency=party("cea"), by=cast["cea"], reason="ผิด")

    [row] = standing_of(held).agreed()
    assert row.agency == party("dasta")


def test_changed_words_take_the_names_of_now(agreed):
    rename(party("dasta"), name_th="ชื่อใหม่")
    item = agreed.items.first()
    item.resolution_th = "ที่ประชุมเห็นชอบ"

    item.change(by=None, fields=["resolution_th"])

    assert standing_of(agreed).state() == "held"
    assert "มอบหมายให้ชื่อใหม่" in owner_words(agreed)


def test_words_given_anew_on_the_new_name_count_before_the_older(held):
    """As an older release asked for, where every new name voided what was agreed."""
    rename(party("dasta"), name_th="ชื่อใหม่")
    anew = minutes_hash(minutes_values(held))
    rename(party("dasta"), name_th=OLD)
    make_minutes_agreement(held, party("cea"))
    rename(party("dasta"), name_th="ชื่อใหม่")

    for agency in Agency.objects.all():
        row = MinutesAgreement(review=held, agency=agency, sha256=anew)
        verbs.add(row, by=None)

    assert "มอบหมายให้ชื่อใหม่" in owner_words(held)
    assert standing_of(held).state() == "agreed"


@pytest.fixture
def given_to_nan(cast):
    """Held, with an action point for a city."""
    review = make_meeting()
    nan = City.objects.get(slug="nan")
    make_action_point(make_decision(1, item=review.items.first()), city=nan)
    return review


def test_a_city_that_is_given_something_is_called_one(given_to_nan):
    assert owner_words(given_to_nan).startswith("มอบหมายให้เมืองน่านดำเนินการ: ")


def test_words_given_before_a_city_was_called_one_stay(given_to_nan, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(minutes, "_given", minutes._given_as_before)
        for agency in Agency.objects.all():
            make_minutes_agreement(given_to_nan, agency, on=DAY)

    assert owner_words(given_to_nan).startswith("มอบหมายให้น่าน ดำเนินการ: ")
    assert standing_of(given_to_nan).state() == "agreed"
