"""Several wording versions: which one is in force, and what is carried over."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import Agency, City, Indicator, Rubric
from cities.rubric_file import publish
from creativecity.ledger import chain, verbs
from creativecity.thai_calendar import today
from tests.factories import (
    make_city,
    make_reading,
    make_user,
    make_verdict,
    make_verified,
)

MARCH, JUNE = date(2024, 3, 1), date(2024, 6, 1)
LATER = date(2027, 1, 1)  # after today, when 2569-1 is in force


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def agency(cast):
    return cast["cea"]


def cell(city, on, code="R1.1", known_at=None):
    return city.progress(on, known_at).cell(code)


def came_from(cell):
    return [
        f"{reading.indicator.code} {reading.indicator.dimension.rubric}"
        for reading in cell.carried.readings
    ]


# In force


def test_first_version_judges_the_days_before_it(facts):
    assert Rubric.in_force(date(2020, 1, 1)).version == "2569-1"


def test_no_version_is_in_force_before_any_was_published(db):
    assert Rubric.in_force() is None
    assert make_city().scores() == []


def test_newest_version_judges_from_its_day_on(facts, new_version):
    new_version(on=LATER)

    assert Rubric.in_force().version == "2569-1"
    assert Rubric.in_force(date(2026, 12, 31)).version == "2569-1"
    assert Rubric.in_force(LATER).version == "2570-1"


def test_version_not_known_yet_judges_nothing(facts, new_version):
    point = chain.latest()
    new_version(on=LATER)

    assert Rubric.in_force(LATER, point).version == "2569-1"
    assert Rubric.in_force(LATER, 0) is None


def test_target_in_the_words_of_the_scale(facts):
    rubric = Rubric.in_force()

    with translation.override("en"):
        assert (rubric.target(), rubric.target_name()) == (
            Fraction(3, 4),
            "In place, with evidence",
        )


# Carried over


def test_level_is_carried_over_and_says_from_where(nan, agency, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.2"]})
    make_verified(nan, "R1.2", level=3, on=MARCH, by=agency, version="2569-1")

    taken = cell(nan, LATER)

    assert (taken.state(), taken.counted().level) == ("carried", 3)
    assert came_from(taken) == ["R1.2 2569-1"]
    assert nan.readiness(LATER).lowest == Fraction(3, 4 * 37)


def test_what_is_carried_over_counts_as_read(nan, agency, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    make_verified(nan, level=3, on=MARCH, by=agency, version="2569-1")

    readiness = nan.readiness(LATER)

    assert (readiness.read, readiness.applicable, readiness.mean) == (
        1,
        37,
        Fraction(3, 4),
    )


def test_merged_indicator_takes_the_lowest_once_all_parts_are_verified(
    nan, agency, new_version
):
    new_version(on=LATER, **{"R1.1": ["R1.1", "R1.2"]})
    make_verified(nan, "R1.1", level=3, on=MARCH, by=agency, version="2569-1")
    reported = make_reading(nan, "R1.2", level=1, on=MARCH, version="2569-1")

    before = cell(nan, LATER).carried
    make_verdict(reported, by=agency)

    assert before is None
    assert cell(nan, LATER).carried.level == 1
    assert came_from(cell(nan, LATER)) == ["R1.1 2569-1", "R1.2 2569-1"]


def test_not_applicable_is_carried_over_where_no_part_applies(nan, agency, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    absent = make_reading(
        nan, level=None, not_applicable_reason="ไม่มี", on=MARCH, version="2569-1"
    )
    make_verdict(absent, by=agency)

    assert cell(nan, LATER).carried.is_not_applicable()
    assert nan.readiness(LATER).applicable == 36


def test_own_verified_reading_takes_the_place_of_what_was_carried(
    nan, agency, new_version
):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    make_verified(nan, level=3, on=MARCH, by=agency, version="2569-1")
    own = make_reading(nan, level=1, on=LATER, version="2570-1")

    reported = cell(nan, LATER)
    make_verdict(own, by=agency)
    verified = cell(nan, LATER)

    assert (reported.state(), reported.counted().level) == ("reported", 3)
    assert (verified.state(), verified.counted().level) == ("verified", 1)
    assert verified.carried is None


def test_own_reading_withdrawn_brings_the_carried_level_back(nan, agency, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    make_verified(nan, level=3, on=MARCH, by=agency, version="2569-1")
    own = make_verified(nan, level=1, on=LATER, by=agency, version="2570-1")

    own.withdraw(by=agency, reason="ผิดปี")

    assert cell(nan, LATER).carried.level == 3


def test_level_is_carried_through_two_versions(nan, agency, new_version):
    third = date(2028, 6, 1)
    new_version("2570-1", on=LATER, **{"R1.2": ["R1.1"]})
    new_version("2571-1", replaces="2570-1", on=third, **{"R1.3": ["R1.2"]})
    make_verified(nan, "R1.1", level=2, on=MARCH, by=agency, version="2569-1")

    assert came_from(cell(nan, third, "R1.3")) == ["R1.1 2569-1"]
    assert cell(nan, LATER, "R1.3").carried is None


def test_a_day_under_the_old_version_is_judged_by_it(nan, agency, new_version):
    make_verified(nan, level=3, on=MARCH, by=agency)
    before = nan.readiness(JUNE)

    new_version(on=LATER, **{"R1.2": ["R1.1"]})

    assert nan.readiness(JUNE) == before


def test_carried_level_as_known_at_a_point(nan, agency, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    make_verified(nan, level=3, on=MARCH, by=agency, version="2569-1")
    point = chain.latest()
    make_verified(nan, level=1, on=JUNE, by=agency, version="2569-1")

    assert cell(nan, LATER, known_at=point).carried.level == 3
    assert cell(nan, LATER).carried.level == 1


# Two scores in the year in which versions overlap


def test_both_scores_stand_in_the_year_of_overlap(nan, agency, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    for code in ("R1.1", "R1.2"):
        make_verified(nan, code, level=4, on=MARCH, by=agency, version="2569-1")

    def scores(on):
        return [(r.version, s.lowest * 4 * 37) for r, s in nan.scores(on)]

    assert scores(date(2026, 12, 31)) == [("2569-1", 8)]
    assert scores(LATER) == [("2570-1", 4), ("2569-1", 8)]
    assert scores(date(2027, 12, 31)) == [("2570-1", 4), ("2569-1", 8)]
    assert scores(date(2028, 1, 1)) == [("2570-1", 4)]


def test_three_scores_stand_while_two_overlaps_do(nan, new_version):
    second = date(2027, 6, 1)
    new_version("2570-1", on=LATER)
    new_version("2570-2", replaces="2570-1", on=second)

    versions = [rubric.version for rubric, _score in nan.scores(second)]

    assert versions == ["2570-2", "2570-1", "2569-1"]


def test_scores_as_known_at_a_point(nan, agency, new_version):
    new_version(on=LATER)
    point = chain.latest()
    make_verified(nan, level=4, on=MARCH, by=agency, version="2569-1")

    read = [[s.read for _r, s in nan.scores(LATER, at)] for at in (point, None)]

    assert read == [[0, 0], [0, 1]]


# It must hold for many cities, readings and versions


def queries_for(cities, on):
    """Once the process has the words of the versions, which never change."""
    City.objects.progress(cities, on)
    with CaptureQueriesContext(connection) as queries:
        for progress in City.objects.progress(cities, on).values():
            progress.readiness  # noqa: B018 (it may not query)
            [came_from(cell) for cell in progress.cells if cell.carried]
    return len(queries)


@pytest.mark.slow
def test_number_of_queries_does_not_grow_with_cities_readings_or_versions(
    nan, agency, new_version
):
    every = {i.code: [i.code] for i in Indicator.objects.all()}
    new_version("2570-1", on=LATER, **every)
    make_verified(nan, "R1.1", on=MARCH, by=agency, version="2569-1")
    with_one = queries_for([nan], LATER)

    for city in City.objects.all():
        for code in ("R1.2", "R1.3", "R2.1"):
            make_verified(city, code, on=MARCH, by=agency, version="2569-1")
    with_many = queries_for(list(City.objects.all()), LATER)
    third = date(2028, 6, 1)
    new_version("2571-1", replaces="2570-1", on=third, **every)

    assert with_many == with_one
    assert queries_for(list(City.objects.all()), third) == with_one


def test_history_takes_the_same_queries_for_one_reading_as_for_three(nan, agency):
    def queries():
        with CaptureQueriesContext(connection) as found:
            nan.past(today()).history(today())
        return len(found)

    make_verified(nan, "R1.1", on=MARCH, by=agency)
    nan.past(today())  # the words of a version are read once in a process
    with_one = queries()
    for code in ("R1.2", "R1.3"):
        make_verified(nan, code, on=JUNE, by=agency)

    assert queries() == with_one == 2


# History asks nothing that a day by itself would not answer

VERDICTS = st.sampled_from(["verified", "verified", "returned", None])
TYPED = st.tuples(
    st.sampled_from(["R1.1", "R1.2", "R2.1"]),
    st.sampled_from(["2569-1", "2567-2"]),
    st.none() | st.integers(0, 4),
    st.dates(date(2023, 10, 1), date(2025, 3, 31)),
    VERDICTS,
    st.booleans(),  # withdrawn afterwards?
)
HYPOTHESIS = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def type_in(city, entries, agency):
    for code, version, level, on, verdict, is_withdrawn in entries:
        why = "ไม่มีเทศบาล" if level is None else ""
        reading = make_reading(
            city, code, level=level, on=on, not_applicable_reason=why, version=version
        )
        if verdict:
            make_verdict(reading, by=agency, verdict=verdict, reason="เหตุผล")
        if is_withdrawn:
            reading.withdraw(by=agency, reason="ผิดปี")


def without_reports(readiness):
    """The numbers of a readiness but for what was reported and not verified."""
    r = readiness
    dimensions = [
        (d.code, d.lowest, d.highest, d.mean, d.read, d.applicable, d.total)
        for d in r.dimensions
    ]
    return (r.lowest, r.highest, r.mean, r.read, r.applicable, r.total, dimensions)


@pytest.fixture
def city(db, new_version):
    """Judged by 2569-1, published long ago, and since July 2024 by 2567-2."""
    publish(on=date(2023, 10, 1))
    new_version(
        "2567-2", on=date(2024, 7, 1), **{"R1.1": ["R1.1", "R1.2"], "R2.1": ["R2.1"]}
    )
    return make_city()


@pytest.fixture
def reviewer(db):
    agency = Agency(code="one", name_th="ก", name_en="A", short_th="ก", short_en="A")
    user = make_user("reviewer", role="agency")
    verbs.create(agency, by=None).staff.add(user)
    return user


@given(before=st.lists(TYPED, max_size=5), later=st.lists(TYPED, max_size=3))
@HYPOTHESIS
def test_history_says_what_each_day_says_and_never_changes(
    before, later, city, reviewer
):
    on = date(2025, 3, 31)
    type_in(city, before, reviewer)
    point = chain.latest()
    known = city.past(on, point).history(on)

    type_in(city, later, reviewer)

    assert city.past(on, point).history(on) == known
    for at in (point, None):
        for each in city.past(on, at).history(on):
            asked = city.progress(each.day, at)
            assert each.version == asked.rubric.version
            assert without_reports(each.readiness) == without_reports(asked.readiness)
