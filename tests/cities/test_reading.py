"""Readings, verdicts and what follows: as of a day, as known at a point."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import (
    City,
    Indicator,
    Reading,
    ReadingEvidence,
    Verification,
)
from cities.rubric_file import DEFAULT, publish
from cities.scoring import readiness
from cities.templatetags.readiness_words import range_words
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from tests.factories import (
    make_city,
    make_evidence,
    make_reading,
    make_verdict,
    make_verified,
)

MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)
MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)
FIVE = {"sukhothai", "nan", "suphan-buri", "phetchaburi", "chiang-rai"}


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(cast):
    return cast["officer.nan"]


@pytest.fixture
def agency(cast):
    return cast["cea"]


@pytest.fixture
def reading(nan, officer):
    return make_reading(nan, level=2, on=MARCH, by=officer)


def cell(city, on, known_at=None, code="R1.1"):
    return city.progress(on, known_at).cell(code)


def refusal(reading, by, **verdict):
    """Why a verdict is refused; the ledger stays as it was."""
    before = chain.latest()
    with pytest.raises(ValidationError) as refused:
        make_verdict(reading, by=by, **verdict)
    assert (refused.value.code, chain.latest()) == ("may-not-verify", before)
    with translation.override("en"):
        return str(refused.value.message)


# The verbs


def test_recording_a_reading_leaves_an_entry_about_its_city(nan, officer):
    reading = make_reading(nan, level=2, on=MARCH, by=officer)

    entry = LogEntry.objects.get(sequence=reading.sequence)
    assert (entry.verb, entry.about, entry.by) == ("record", "cities.city/nan", officer)
    assert entry.is_public
    assert reading.recorded_by == officer


def test_recording_with_evidence_keeps_the_link_beside_the_reading(nan, officer):
    piece = make_evidence(nan, by=officer)
    indicator = Indicator.objects.get(code="R1.1")

    reading = nan.record(
        Reading(indicator=indicator, level=3), by=officer, evidence=[piece]
    )

    [tie] = ReadingEvidence.objects.all()
    assert (tie.reading, tie.evidence) == (reading, piece)
    entries = LogEntry.objects.filter(sequence__gte=reading.sequence)
    assert [(entry.verb, entry.is_public) for entry in entries] == [
        ("record", True),
        ("add", True),
    ]
    assert str(tie) == f"{reading.pk} {piece.pk}"


def test_reading_in_words(nan):
    with translation.override("en"):
        assert str(make_reading(nan, level=2)) == "Nan R1.1: 2"
        absent = make_reading(nan, level=None, not_applicable_reason="ไม่มีเทศบาล")
        assert str(absent) == "Nan R1.1: not applicable"


@pytest.mark.parametrize(
    "fields",
    [
        {"level": None},
        {"level": 2, "not_applicable_reason": "ไม่มีเทศบาล"},
    ],
)
def test_reading_has_a_level_or_a_reason_and_never_both(fields, nan):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_reading(nan, **fields)


@pytest.mark.parametrize("level", [-1, 5])
def test_level_outside_the_scale_is_refused(level, nan):
    with pytest.raises(ValidationError) as refused:
        make_reading(nan, level=level)

    assert [*refused.value.message_dict] == ["level"]


def test_level_beyond_the_scale_is_refused_by_the_database_too(reading):
    stray = Reading(
        city=reading.city,
        indicator=reading.indicator,
        level=5,
        sequence=10**6,
        recorded_at=reading.recorded_at,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Reading.objects.bulk_create([stray])


def test_verifying_a_reading(reading, agency, cast):
    verdict = make_verdict(reading, by=agency, on=APRIL)

    entry = LogEntry.objects.get(sequence=verdict.sequence)
    assert (entry.verb, entry.about, entry.by) == (
        "verified",
        "cities.city/nan",
        agency,
    )
    assert (verdict.agency.code, verdict.effective_on) == ("cea", APRIL)
    assert reading.verdict() == verdict
    assert reading.verdict(known_at=reading.sequence) is None
    assert str(verdict) == f"{reading.pk} verified"


def test_returning_a_reading_says_why(reading, agency):
    verdict = make_verdict(reading, by=agency, verdict="returned", reason="ไม่ครบ")

    assert LogEntry.objects.latest("sequence").verb == "returned"
    assert (verdict.reason, reading.verdict()) == ("ไม่ครบ", verdict)


def test_returning_needs_a_reason(reading, agency):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_verdict(reading, by=agency, verdict="returned")

    assert Verification.objects.count() == 0


def test_nobody_verifies_their_own_reading(nan, agency):
    reading = make_reading(nan, by=agency)

    assert refusal(reading, agency) == "Nobody verifies what they recorded themselves."


def test_officer_of_the_city_does_not_verify_it_even_as_agency_staff(
    reading, agency, cast
):
    nan = reading.city
    verbs.relate(nan, "officers", [cast["officer.nan"], agency], by=None)

    says = refusal(reading, agency)

    assert says == "An officer of the city does not verify its readings."
    assert make_verdict(reading, by=cast["dasta"])


@pytest.mark.parametrize(
    "name", ["officer.sukhothai", "expert", "secretary", "auditor", "nobody"]
)
def test_only_staff_of_an_agency_verify(name, reading, cast):
    says = refusal(reading, cast[name])

    assert says == "Only the staff of a signing agency verify readings."


@pytest.mark.parametrize("verdict", ["verified", "returned"])
def test_second_verdict_is_refused(verdict, reading, cast):
    make_verdict(reading, by=cast["cea"], verdict=verdict, reason="เหตุผล")

    says = refusal(reading, cast["dasta"])

    assert says == "A verdict on this reading was already given."
    assert Verification.objects.count() == 1


def test_second_verdict_is_refused_before_the_day_of_the_first(reading, cast):
    make_verdict(reading, by=cast["cea"], on=date(2399, 1, 1))

    assert refusal(reading, cast["dasta"])


def test_verdict_that_was_withdrawn_makes_room_for_another(reading, cast):
    first = make_verdict(reading, by=cast["cea"])
    verbs.withdraw(first, by=cast["cea"], reason="ดูผิดเมือง")

    second = make_verdict(reading, by=cast["dasta"])

    assert reading.verdict() == second


def test_withdrawn_reading_is_not_verified(reading, officer, agency):
    reading.withdraw(by=officer, reason="ผิดปี")

    assert refusal(reading, agency) == "This reading was withdrawn."


def test_reading_is_withdrawn_once(reading, officer):
    reading.withdraw(by=officer, reason="ผิดปี")
    before = chain.latest()

    with pytest.raises(ValidationError) as refused:
        reading.withdraw(by=officer, reason="ผิดปี")

    assert (refused.value.code, chain.latest()) == ("withdrawn", before)


@pytest.mark.parametrize(
    ("changes", "is_repeated"),
    [
        ({}, True),
        ({"level": 3}, False),
        ({"note": "อื่น"}, False),
        ({"effective_on": APRIL}, False),
    ],
)
def test_reading_that_says_the_same_again_repeats_it(
    changes, is_repeated, reading, officer, agency
):
    said = {"level": 2, "effective_on": MARCH, **changes}
    again = Reading(city=reading.city, indicator=reading.indicator, **said)

    assert again.repeats(reading, by=officer) == is_repeated
    assert not again.repeats(reading, by=agency)
    assert not again.repeats(None, by=officer)


def test_withdrawing_brings_the_earlier_reading_back(nan, officer, agency):
    earlier = make_verified(nan, level=1, on=MARCH, by=agency)
    later = make_verified(nan, level=3, on=APRIL, by=agency)
    before = chain.latest()

    withdrawal = later.withdraw(by=officer, reason="ผิดปี")

    entry = LogEntry.objects.get(sequence=withdrawal.sequence)
    assert (entry.verb, entry.about) == ("withdraw", "cities.city/nan")
    assert cell(nan, MAY).verified == earlier
    assert cell(nan, MAY).spoken == earlier
    assert cell(nan, MAY, known_at=before).verified == later


# The newest reading, of a day and of a point of the ledger. Each story is told in the
# order in which it was typed; every line is one reading of Nan on R1.1, its day, its
# verdict and the day of that.

STORIES = {
    "nothing was ever said": [],
    "reported, not verified": [(2, MARCH, None, None)],
    "verified on the day": [(2, MARCH, "verified", MARCH)],
    "verified later": [(2, MARCH, "verified", APRIL)],
    "verified, then a newer word": [
        (1, MARCH, "verified", MARCH),
        (3, APRIL, None, None),
    ],
    "typed late, of an earlier day": [
        (3, APRIL, "verified", APRIL),
        (1, MARCH, "verified", MARCH),
    ],
    "said again of the same day": [
        (1, MARCH, "verified", MARCH),
        (2, MARCH, "verified", MARCH),
    ],
    "returned": [(4, MARCH, "returned", MARCH)],
    "verified, then one returned": [
        (1, MARCH, "verified", MARCH),
        (4, APRIL, "returned", MAY),
    ],
    "returned, then corrected": [
        (4, MARCH, "returned", MARCH),
        (2, MARCH, "verified", APRIL),
    ],
    "not applicable, not verified": [(None, MARCH, None, None)],
    "not applicable, verified": [(None, MARCH, "verified", APRIL)],
    "applicable again": [
        (None, MARCH, "verified", MARCH),
        (0, APRIL, "verified", APRIL),
    ],
}
# Story -> day -> level verified, level spoken, state; "-" is no reading, None not
# applicable.
SHOWN = {
    "nothing was ever said": {JUNE: ("-", "-", "unread")},
    "reported, not verified": {
        date(2024, 2, 29): ("-", "-", "unread"),
        MARCH: ("-", 2, "reported"),
        JUNE: ("-", 2, "reported"),
    },
    "verified on the day": {
        date(2024, 2, 29): ("-", "-", "unread"),
        MARCH: (2, 2, "verified"),
        JUNE: (2, 2, "verified"),
    },
    # A verdict speaks of its reading's day, however much later it is given.
    "verified later": {
        date(2024, 2, 29): ("-", "-", "unread"),
        MARCH: (2, 2, "verified"),
        APRIL: (2, 2, "verified"),
    },
    "verified, then a newer word": {
        MARCH: (1, 1, "verified"),
        APRIL: (1, 3, "reported"),
    },
    "typed late, of an earlier day": {
        MARCH: (1, 1, "verified"),
        APRIL: (3, 3, "verified"),
    },
    "said again of the same day": {MARCH: (2, 2, "verified")},
    "returned": {MARCH: ("-", 4, "returned")},
    "verified, then one returned": {
        MARCH: (1, 1, "verified"),
        APRIL: (1, 4, "returned"),
        MAY: (1, 4, "returned"),
    },
    "returned, then corrected": {
        MARCH: (2, 2, "verified"),
        APRIL: (2, 2, "verified"),
    },
    "not applicable, not verified": {JUNE: ("-", None, "reported")},
    "not applicable, verified": {
        MARCH: (None, None, "verified"),
        APRIL: (None, None, "verified"),
    },
    "applicable again": {
        MARCH: (None, None, "verified"),
        APRIL: (0, 0, "verified"),
    },
}


def tell(city, story, agency):
    for level, on, verdict, verdict_on in story:
        why = "ไม่มีเทศบาล" if level is None else ""
        reading = make_reading(city, level=level, on=on, not_applicable_reason=why)
        if verdict:
            make_verdict(
                reading, by=agency, verdict=verdict, reason="เหตุผล", on=verdict_on
            )


def level_of(reading):
    return "-" if reading is None else reading.level


def shown(city, on, known_at=None):
    found = cell(city, on, known_at)
    return level_of(found.verified), level_of(found.spoken), found.state()


@pytest.mark.parametrize("story", STORIES)
def test_newest_readings_as_of_a_day(story, nan, agency):
    tell(nan, STORIES[story], agency)

    assert {on: shown(nan, on) for on in SHOWN[story]} == SHOWN[story]


@pytest.mark.parametrize(
    ("story", "steps"),
    [
        # What was known of the end after each thing typed.
        (
            "verified later",
            [("-", "-", "unread"), ("-", 2, "reported"), (2, 2, "verified")],
        ),
        (
            "typed late, of an earlier day",
            [
                ("-", "-", "unread"),
                ("-", 3, "reported"),
                (3, 3, "verified"),
                (3, 3, "verified"),
                (3, 3, "verified"),
            ],
        ),
        (
            "returned, then corrected",
            [
                ("-", "-", "unread"),
                ("-", 4, "reported"),
                ("-", 4, "returned"),
                ("-", 2, "reported"),
                (2, 2, "verified"),
            ],
        ),
    ],
)
def test_newest_readings_as_known_at_each_point(story, steps, nan, agency):
    start = chain.latest()
    tell(nan, STORIES[story], agency)

    told = LogEntry.objects.filter(sequence__gt=start).order_by("sequence")
    told = told.exclude(subject__contains="evidence").values_list("pk", flat=True)
    assert [shown(nan, JUNE, known_at=point) for point in (start, *told)] == steps


def test_late_entry_of_an_earlier_day_was_not_known_then(nan, agency):
    make_verified(nan, level=3, on=APRIL, by=agency)
    point = chain.latest()
    make_verified(nan, level=1, on=MARCH, by=agency)

    assert shown(nan, MARCH, known_at=point) == ("-", "-", "unread")
    assert shown(nan, MARCH) == (1, 1, "verified")


def test_not_applicable_counts_once_verified(nan, agency):
    reading = make_reading(nan, level=None, not_applicable_reason="ไม่มีเทศบาล", on=MARCH)
    claimed = nan.readiness(MAY)
    point = chain.latest()
    make_verdict(reading, by=agency, on=JUNE)

    assert (claimed.applicable, claimed.reported, claimed.total) == (37, 1, 37)
    assert nan.readiness(MAY, known_at=point).applicable == 37
    verified = nan.readiness(MAY)
    assert (verified.applicable, verified.reported, verified.total) == (36, 0, 37)


@translation.override("en")
def test_readiness_in_words_where_no_indicator_applies():
    assert range_words(readiness([])) == "no indicator applies"


def test_level_in_the_words_of_the_rubric(nan, agency):
    unread = cell(nan, MARCH)
    make_verified(nan, level=2, on=MARCH, by=agency)
    absent = make_reading(nan, "R1.2", level=None, not_applicable_reason="ก", on=MARCH)
    make_verdict(absent, by=agency)

    read = cell(nan, MARCH)
    assert unread.level_text() == ""
    assert read.level_text() == read.wording.levels[2]
    assert cell(nan, MARCH, code="R1.2").level_text() == ""


def test_rubric_has_no_such_indicator(nan):
    assert cell(nan, MARCH, code="R99.9") is None


def test_count_of_indicators_in_each_state(nan, agency):
    make_verified(nan, "R1.1", on=MARCH, by=agency)
    make_reading(nan, "R1.2", on=MARCH)
    returned = make_reading(nan, "R1.3", on=MARCH)
    make_verdict(returned, by=agency, verdict="returned", reason="ไม่ครบ")

    progress = nan.progress(MARCH)

    counts = {
        s: progress.count(s) for s in ("verified", "reported", "returned", "unread")
    }
    assert counts == {"verified": 1, "reported": 1, "returned": 1, "unread": 34}
    assert [d.code for d, _readiness, _cells in progress.dimensions] == [
        *(f"R{number}" for number in range(1, 10))
    ]


def test_readings_of_another_city_are_not_mixed_in(nan, agency):
    make_verified(nan, level=4, on=MARCH, by=agency)

    assert shown(City.objects.get(slug="sukhothai"), JUNE) == ("-", "-", "unread")


def test_city_has_no_progress_before_a_rubric_is_published(db):
    city = make_city()

    assert City.objects.progress([city]) == {}
    assert city.progress() is None


def test_readiness_is_asked_of_today_by_default(nan, agency):
    make_verified(nan, level=4, on=MARCH, by=agency)

    assert (nan.readiness().read, nan.readiness().mean) == (1, 1)


# Whose word waits


def test_awaiting_verdict_lists_the_newest_unjudged_word_of_each_indicator(
    nan, officer, agency
):
    sukhothai = City.objects.get(slug="sukhothai")
    make_reading(nan, level=1, on=MARCH)  # an older word on the same indicator
    newest = make_reading(nan, level=2, on=APRIL)
    make_verified(nan, "R1.2", on=MARCH, by=agency)
    again = make_reading(nan, "R1.2", on=APRIL)
    returned = make_reading(nan, "R1.3", on=MARCH)
    make_verdict(returned, by=agency, verdict="returned", reason="ไม่ครบ")
    taken_back = make_reading(nan, "R1.4", on=MARCH)
    taken_back.withdraw(by=officer, reason="ผิดปี")
    elsewhere = make_reading(sukhothai, on=MARCH)
    make_reading(nan, "R2.1", on=JUNE)  # not yet of the day asked about

    waiting = Reading.objects.awaiting_verdict(MAY)

    assert set(waiting) == {newest, again, elsewhere}


def test_of_two_words_on_one_day_the_later_one_waits(nan):
    make_reading(nan, level=1, on=MARCH)
    later = make_reading(nan, level=2, on=MARCH)

    assert list(Reading.objects.awaiting_verdict(MARCH)) == [later]


def test_older_word_is_not_asked_for_once_the_newest_is_judged(nan, agency):
    make_reading(nan, level=1, on=MARCH)
    make_verified(nan, level=2, on=APRIL, by=agency)

    assert list(Reading.objects.awaiting_verdict(MAY)) == []


def test_awaiting_verdict_as_known_at_a_point(nan, agency):
    reading = make_reading(nan, on=MARCH)
    point = chain.latest()
    make_verdict(reading, by=agency)

    assert list(Reading.objects.awaiting_verdict(MAY, known_at=point)) == [reading]
    assert list(Reading.objects.awaiting_verdict()) == []


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("officer.nan", {"nan"}),
        ("officer.sukhothai", {"sukhothai"}),
        ("cea", {"nan", "sukhothai"}),
        ("secretary", {"nan", "sukhothai"}),
        ("auditor", {"nan", "sukhothai"}),
        ("expert", {"nan"}),
        ("nobody", set()),
    ],
)
def test_who_sees_which_readings(name, sees, nan, cast):
    for city in (nan, City.objects.get(slug="sukhothai")):
        make_reading(city, on=MARCH)

    readings = Reading.objects.visible_to(cast[name])

    assert {reading.city.slug for reading in readings} == sees


@pytest.mark.parametrize(
    ("name", "edits", "sees"),
    [
        ("officer.nan", {"nan"}, {"nan"}),
        ("cea", set(), FIVE),
        ("secretary", set(), FIVE),
        ("auditor", set(), FIVE),
        ("expert", set(), {"nan"}),
        ("nobody", set(), set()),
    ],
)
def test_who_edits_and_who_sees_which_cities(name, edits, sees, cast):
    edited = City.objects.editable_by(cast[name])
    seen = City.objects.visible_to(cast[name])

    assert {city.slug for city in edited} == edits
    assert {city.slug for city in seen} == sees


# It must hold for 500 cities as for five


def queries_for(cities):
    with CaptureQueriesContext(connection) as queries:
        progress = City.objects.progress(cities, JUNE)
        for city in cities:
            progress[city.pk].readiness  # noqa: B018 (it may not query)
            [cell.level_text() for cell in progress[city.pk].cells]
    return len(queries)


def test_number_of_queries_does_not_grow_with_the_cities(nan, agency):
    cities = list(City.objects.all())
    for city in cities:
        make_verified(city, on=MARCH, by=agency)
        make_reading(city, "R1.2", on=MARCH)
    queries_for([nan])  # the rubric is read once in a process

    assert queries_for([nan]) == queries_for(cities)


def test_no_city_is_asked_about_without_a_query_for_readings(facts):
    assert City.objects.progress([], JUNE) == {}


# A late entry never alters the past


KINDS = st.sampled_from(["verified", "returned", None])
TYPED = st.tuples(
    st.sampled_from(["R1.1", "R1.2", "R2.1"]),
    st.none() | st.integers(0, 4),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    KINDS,
    st.booleans(),  # withdrawn afterwards?
)


def type_in(city, entries, agency):
    for code, level, on, verdict, is_withdrawn in entries:
        why = "ไม่มีเทศบาล" if level is None else ""
        reading = make_reading(
            city, code, level=level, on=on, not_applicable_reason=why
        )
        if verdict:
            make_verdict(reading, by=agency, verdict=verdict, reason="เหตุผล")
        if is_withdrawn:
            reading.withdraw(by=agency, reason="ผิดปี")


@given(
    entries=st.lists(TYPED, min_size=1, max_size=6),
    on=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_waits_is_what_no_later_word_took_the_place_of(entries, on, nan, agency):
    type_in(nan, entries, agency)
    told = list(Reading.objects.standing().filter(effective_on__lte=on))
    judged = set(Verification.objects.given().values_list("reading", flat=True))

    def is_displaced(word):
        return any(
            later.indicator_id == word.indicator_id
            and later.effective_on >= word.effective_on
            and later.sequence > word.sequence
            for later in told
        )

    waiting = {row for row in told if row.pk not in judged and not is_displaced(row)}
    assert set(Reading.objects.awaiting_verdict(on)) == waiting


@given(
    before=st.lists(TYPED, max_size=4), later=st.lists(TYPED, min_size=1, max_size=4)
)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_added_later_never_changes_what_was_known(before, later, nan, agency):
    days = (APRIL, date(2024, 7, 1), date(2024, 12, 31))
    type_in(nan, before, agency)
    point = chain.latest()
    known = [nan.readiness(day, point) for day in days]
    states = [[c.state() for c in nan.progress(day, point).cells] for day in days]

    type_in(nan, later, agency)

    assert [nan.readiness(day, point) for day in days] == known
    assert [
        [c.state() for c in nan.progress(day, point).cells] for day in days
    ] == states


def test_a_rubric_published_later_does_not_change_what_was_known(nan, agency, tmp_path):
    make_verified(nan, level=3, on=MARCH, by=agency)
    point, known = chain.latest(), nan.readiness(JUNE)
    rubric = json.loads(DEFAULT.read_text(encoding="utf-8")) | {"version": "2570-1"}
    path = tmp_path / "rubric.json"
    path.write_text(json.dumps(rubric), encoding="utf-8")

    publish(path)

    assert nan.readiness(JUNE, point) == known
    assert nan.readiness(JUNE) == known  # a day before it is judged by the first one
    assert nan.readiness().read == 0
