"""The public tables of cities, districts and assets."""

from datetime import date, timedelta

import pytest

from cities.districts import standings
from cities.models import Asset, City, DistrictState, Stage
from creativecity.ledger import chain, verbs
from tests.factories import (
    DAY,
    make_candidacy,
    make_city,
    make_district_state,
    make_evidence,
    make_stage,
)
from tests.open_tables import HOST, column, narrowed, records

LATER = DAY + timedelta(days=30)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def district(nan):
    return nan.districts.get()


# Cities


@pytest.mark.parametrize("on", [date(2019, 1, 1), date(2021, 12, 1), DAY])
def test_members_are_those_of_the_pages(on, facts):
    members = Stage.objects.memberships(on)

    assert {
        row["slug"]: (row["member_since_on"], row["field"], row["sources"])
        for row in records("cities", on)
        if row["is_member"]
    } == {
        stage.candidacy.city.slug: (
            stage.effective_on.isoformat(),
            stage.candidacy.field,
            stage.source_codes,
        )
        for stage in members.values()
    }


def test_a_city_that_is_no_member_has_nothing_of_one(db):
    make_city()

    [row] = records("cities")

    assert row == {
        "slug": "mae-hong-son",
        "name_th": "แม่ฮ่องสอน",
        "name_en": "Mae Hong Son",
        "province": "TH-58",
        "latitude": 19.30203,
        "longitude": 97.96544,
        "area": None,
        "area_th": None,
        "area_en": None,
        "is_member": False,
        "member_since_on": None,
        "member_since_precision": None,
        "field": None,
        "sources": [],
        "as_of": "2026-10-01",
        "known_at": None,
        "is_sample": False,
        "page": f"{HOST}/th/cities/mae-hong-son/",
    }


def test_membership_is_told_as_known_at_a_point_of_the_ledger(db):
    bid = make_candidacy(make_city())
    before = chain.latest()
    make_stage(bid, "designated", is_sample=True)

    assert column("cities", "is_member", known_at=before) == [False]
    assert column("cities", "known_at", known_at=before) == [before]
    assert column("cities", "is_member") == [True]
    assert column("cities", "is_sample") == [True]


def test_cities_are_narrowed_by_field_and_membership(facts):
    make_city()

    assert narrowed("cities", field="design") == ["chiang-rai"]
    assert narrowed("cities", is_member="false") == ["mae-hong-son"]
    assert narrowed("cities", date(2020, 1, 1), is_member="true") == ["sukhothai"]


# Districts


def test_a_district_without_a_record_has_no_state(district):
    [row] = [row for row in records("districts") if row["city"] == "nan"]

    assert row["key"] == f"nan-{district.slug}"
    assert row["description_en"] == district.description_en
    assert row["sources"] == district.source_codes
    names = ("state", "since_on", "since_precision", "shown_by_th", "evidence")
    assert [row[name] for name in names] == [None] * len(names)
    assert row["page"] == f"{HOST}/th/cities/nan/districts/{district.slug}/"


def test_a_district_is_in_its_state_since_the_first_word_of_it(district):
    make_district_state(district, "preparing", on=date(2024, 1, 1))
    make_district_state(district, "proposed", on=DAY, text_en="A plan", is_sample=True)

    [row] = [row for row in records("districts", LATER) if row["city"] == "nan"]
    [earlier] = [
        row for row in records("districts", date(2025, 1, 1)) if row["city"] == "nan"
    ]

    assert (row["state"], row["since_on"], row["since_precision"]) == (
        "proposed",
        DAY.isoformat(),
        "day",
    )
    assert (row["shown_by_en"], row["is_sample"], row["sources"]) == (
        "A plan",
        True,
        [],
    )
    assert (earlier["state"], earlier["shown_by_en"]) == ("preparing", None)


def test_states_are_those_of_the_page(district):
    for days, state in enumerate(("proposed", "preparing", "proposed", "lapsed")):
        make_district_state(district, state, on=DAY + timedelta(days=days))

    for days in range(5):
        on = DAY + timedelta(days=days)
        standing = standings([district.city], on=on)[district.city_id][0]
        assert column("districts", "state", on, city="nan") == [standing.code()]
        assert narrowed("districts", on, city="nan", state=standing.code()) == [
            f"nan-{district.slug}"
        ]


def test_a_state_that_was_withdrawn_is_not_told(district):
    state = make_district_state(district, "proposed")
    known = chain.latest()
    state.withdraw(by=None, reason="of another district")

    assert column("districts", "state", city="nan") == [None]
    assert column("districts", "state", city="nan", known_at=known) == ["proposed"]
    assert narrowed("districts", state="proposed") == []


def test_evidence_of_a_state_is_told_once_it_is_public(district, cast):
    piece = make_evidence(district.city)
    make_district_state(district, DistrictState.State.ACTIVE, evidence=piece)
    before = column("districts", "evidence", city="nan")
    piece.publish(by=cast["cea"])

    assert before == [None]
    assert column("districts", "evidence", city="nan") == [piece.link]


# Assets


def test_assets_are_those_of_the_page(nan):
    told = [row for row in records("assets") if row["city"] == "nan"]

    assert [(row["id"], row["name_en"], row["sources"]) for row in told] == [
        (asset.pk, asset.name_en, asset.source_codes) for asset in nan.assets.all()
    ]
    assert narrowed("assets", city="nan") == [row["id"] for row in told]


def test_an_internal_note_of_an_asset_stays_inside(db):
    city = make_city()
    verbs.create(Asset(city=city, name_th="ผ้า", name_en="Cloth", note="ours"), by=None)

    [row] = records("assets")

    assert row["page"] == f"{HOST}/th/cities/mae-hong-son/#assets"
    assert "ours" not in row.values()
