"""How far a creative district is: any state after any other, and what shows it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cities.districts import goal_of, standing_of, standings
from cities.models import City, District, DistrictState
from creativecity.ledger import chain
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from tests.factories import (
    DAY,
    make_city,
    make_district_state,
    make_evidence,
    make_user,
)

LATER = DAY + timedelta(days=30)


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def district(nan):
    return nan.districts.get()


def refused(district, *args, **fields):
    with pytest.raises(ValidationError) as caught:
        make_district_state(district, *args, **fields)
    [(name, [error])] = caught.value.error_dict.items()
    return name, error.code


# Saying a state


def test_a_state_is_said_and_the_ledger_told(district):
    user = make_user()

    state = make_district_state(district, by=user)

    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.about, entry.by, entry.is_public) == (
        "say",
        "cities.city/nan",
        user,
        True,
    )
    assert str(state) == f"{district.pk} proposed"
    assert first_fault() is None


def test_facts_bring_no_state_since_no_source_states_one(district):
    assert not DistrictState.objects.exists()


@pytest.mark.parametrize("before", DistrictState.State.values)
@pytest.mark.parametrize("after", DistrictState.State.values)
def test_any_state_may_follow_any_other_but_itself(district, before, after):
    make_district_state(district, before, source_codes=["HWT"])

    if before == after:
        assert refused(district, after, LATER, source_codes=["HWT"]) == (
            "state",
            "same",
        )
    else:
        make_district_state(district, after, LATER, source_codes=["HWT"])
    assert standing_of(district, on=LATER).code() == after


def test_an_earlier_day_may_be_told_late_and_the_state_is_older_for_it(district):
    make_district_state(district, "preparing")
    early = make_district_state(district, "preparing", DAY - timedelta(days=90))

    assert standing_of(district, on=DAY).since() == early


def test_a_month_counts_from_its_last_day(district):
    state = make_district_state(district, on=date(2026, 2, 3), precision="month")

    assert state.effective_on == date(2026, 2, 28)
    assert standing_of(district, on=date(2026, 2, 27)).newest() is None


def test_a_day_ahead_is_refused_and_a_month_that_runs_is_not(district):
    tomorrow = today() + timedelta(days=1)

    assert refused(district, on=tomorrow) == ("effective_on", "ahead")
    make_district_state(district, on=today(), precision="fiscal-year")


def test_a_year_beyond_the_calendar_is_refused(district):
    name, code = refused(district, on=date(2399, 12, 31), precision="fiscal-year")

    assert (name, code) == ("effective_on", "too-late")


@pytest.mark.parametrize(
    ("state", "codes", "is_refused"),
    [
        ("active", [], True),
        ("established", [], True),
        ("active", ["GK"], True),  # general knowledge: nobody can look it up
        ("active", ["HWT"], False),
        ("established", ["GK", "HWT"], False),
        ("proposed", [], False),
        ("preparing", [], False),
        ("lapsed", [], False),
    ],
)
def test_active_and_established_need_something_that_shows_it(
    district, state, codes, is_refused
):
    if is_refused:
        found = refused(district, state, source_codes=codes)
        assert found == ("source_codes", "unshown")
    else:
        make_district_state(district, state, source_codes=codes)


def test_evidence_of_the_city_shows_it(district, nan):
    piece = make_evidence(nan)

    assert make_district_state(district, "active", evidence=piece).evidence == piece


@pytest.mark.parametrize("what", ["elsewhere", "retired", "expired"])
def test_evidence_that_proves_nothing_here_is_refused(district, nan, what):
    city = make_city() if what == "elsewhere" else nan
    end = DAY - timedelta(days=1) if what == "expired" else None
    piece = make_evidence(city, valid_until=end)
    if what == "retired":
        piece.retire(by=None, reason="ผิดไฟล์")

    assert refused(district, "active", evidence=piece) == ("evidence", "unproven")


# Taking one back


def test_what_was_said_before_stands_again(district):
    first = make_district_state(district)
    second = make_district_state(district, "preparing", LATER)
    before = chain.latest()

    second.withdraw(by=None, reason="ผิดย่าน")

    assert standing_of(district, on=LATER).newest() == first
    assert standing_of(district, on=LATER, known_at=before).newest() == second
    with pytest.raises(ValidationError, match=r".+"):
        second.withdraw(by=None, reason="ผิดย่าน")


@pytest.mark.parametrize(
    ("role", "said_by", "may"),
    [
        ("officer.nan", "officer.nan", True),
        ("officer.nan", "cea", False),
        ("officer.sukhothai", "officer.nan", False),
        ("cea", "officer.nan", True),
        ("dasta", "cea", True),
        ("secretary", "cea", True),
        ("auditor", "officer.nan", False),
        ("expert", "officer.nan", False),
    ],
)
def test_an_officer_takes_back_only_what_the_city_said(cast, role, said_by, may):
    district = District.objects.get(city__slug="nan")
    make_district_state(district, by=cast[said_by])

    assert DistrictState.objects.withdrawable_by(cast[role]).exists() is may


# As of a day, of many cities


def test_since_is_the_first_day_of_the_run(district):
    days = [DAY + timedelta(days=10 * n) for n in range(4)]
    first = make_district_state(district, "active", days[0], source_codes=["HWT"])
    middle = make_district_state(district, "lapsed", days[1])
    make_district_state(district, "active", days[2], source_codes=["HWT"])

    middle.withdraw(by=None, reason="ผิด")

    standing = standing_of(district, on=days[3])
    assert (standing.since(), standing.code()) == (first, "active")
    assert standing.newest_first() == standing.states[::-1]


def test_a_district_without_a_state_is_not_on_record(district):
    standing = standing_of(district, on=DAY)

    assert (standing.code(), standing.since(), standing.newest()) == (
        "no-record",
        None,
        None,
    )


def test_the_goal_counts_every_state_and_what_is_not_on_record(district):
    make_district_state(district, "active", source_codes=["HWT"], is_sample=True)

    goal = goal_of(City.objects.all(), on=DAY)

    assert [(code, n) for code, _words, n in goal.counts()] == [
        ("proposed", 0),
        ("preparing", 0),
        ("active", 1),
        ("established", 0),
        ("lapsed", 0),
        ("no-record", 3),
    ]
    assert [city.slug for city, _rows in goal.cities][1] == "nan"
    assert len(goal.cited()) == 4 + 1
    assert goal.is_sample()
    assert not goal_of(City.objects.all(), on=DAY - timedelta(days=1)).is_sample()


def test_queries_do_not_depend_on_the_number_of_cities(nan, django_assert_num_queries):
    for district in District.objects.all():
        make_district_state(district)
    cities = list(City.objects.all())

    for some in (cities[:1], cities):
        with django_assert_num_queries(2):
            rows = [row for found in standings(some, on=DAY).values() for row in found]
            assert [row.district.get_absolute_url() for row in rows]


def test_a_district_is_added_and_edited_by_verbs(nan):
    new = District(city=nan, slug="ban-kha", name_th="บ้านค้า", name_en="Ban Kha")

    new.add(by=None)
    new.name_en = "Ban Kha by the river"
    new.edit(by=None, fields=["name_en"])

    entries = LogEntry.objects.filter(subject="cities.district", subject_id=new.pk)
    assert [entry.verb for entry in entries] == ["create", "edit"]
    assert new.key() == "cities.district/nan/ban-kha"
    assert str(new) == "บ้านค้า"
