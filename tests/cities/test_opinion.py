"""Opinions: who may give one, how a later one replaces it, and that nothing follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.models import City, Opinion, Reading
from cities.models.opinion import REPLACED
from creativecity.ledger import chain, verbs
from creativecity.ledger.digest import row_digest, sha256
from creativecity.ledger.models import LogEntry, Withdrawal
from creativecity.ledger.verification import first_fault
from tests.factories import (
    DAY,
    make_assignment,
    make_expert,
    make_opinion,
    make_reading,
    make_user,
    make_verdict,
)

LAST = date(2026, 12, 31)
ASSIGNED_ONLY = "Only an expert assigned to the city gives an opinion on its readings."


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def user(cast):
    """The account "expert", which is assigned to Nan."""
    return cast["expert"]


@pytest.fixture
def other(nan):
    """Another expert, assigned to Nan up to a day."""
    user = make_user("other.expert", role="expert")
    expert = make_expert(user, name_th="ปิติ", name_en="Piti")
    make_assignment(expert, nan, starts_on=date(2026, 1, 1), ends_on=LAST)
    return user


@pytest.fixture
def reading(nan, cast):
    return make_reading(nan, level=2, by=cast["officer.nan"])


def refusal(reading, by, **given):
    """Why an opinion is refused; the ledger stays as it was."""
    before = chain.latest()
    with pytest.raises(ValidationError) as refused:
        make_opinion(reading, by=by, **given)
    assert (refused.value.code, chain.latest()) == ("may-not-give-opinion", before)
    with translation.override("en"):
        return str(refused.value.message)


def texts(opinions):
    return [opinion.text for opinion in opinions]


# Giving


def test_opinion_leaves_an_entry_that_no_public_page_follows(reading, user):
    public = chain.version()

    opinion = make_opinion(reading, by=user, text="หลักฐานยังไม่พอ", level=1)

    entry = LogEntry.objects.get(sequence=opinion.sequence)
    assert (entry.verb, entry.about, entry.by) == (
        "give_opinion",
        "cities.city/nan",
        user,
    )
    assert (entry.is_public, chain.version()) == (False, public)
    assert entry.payload == {"digest": row_digest(opinion)}
    assert (opinion.expert.user, opinion.recorded_by) == (user, user)
    assert (opinion.reading, opinion.effective_on) == (reading, DAY)
    assert first_fault() is None


def test_opinion_in_words(reading, user):
    with translation.override("en"):
        opinion = make_opinion(reading, by=user)
        assert str(opinion) == f"{reading.pk} Mali Chaidee"


def test_opinion_changes_no_state_and_no_number(reading, user, nan, cast):
    make_verdict(make_reading(nan, "R1.2"), by=cast["cea"])
    before = nan.progress(DAY)
    waiting = set(Reading.objects.awaiting_verdict(DAY))

    make_opinion(reading, by=user, level=4)

    after = nan.progress(DAY)
    assert after.readiness == before.readiness
    assert [c.state() for c in after.cells] == [c.state() for c in before.cells]
    assert set(Reading.objects.awaiting_verdict(DAY)) == waiting
    assert reading.verdict() is None


@pytest.mark.parametrize(
    "name",
    ["officer.nan", "officer.sukhothai", "cea", "secretary", "auditor", "nobody"],
)
def test_only_an_assigned_expert_gives_an_opinion(name, reading, cast):
    assert refusal(reading, cast[name]) == ASSIGNED_ONLY


def test_expert_of_another_city_gives_none(user, cast):
    elsewhere = make_reading(City.objects.get(slug="sukhothai"))

    assert refusal(elsewhere, user) == ASSIGNED_ONLY


def test_assignment_without_the_role_gives_none(reading, user):
    user.groups.clear()

    assert refusal(reading, type(user).objects.get(pk=user.pk)) == ASSIGNED_ONLY


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2025, 12, 31), ASSIGNED_ONLY),
        (date(2026, 1, 1), ""),
        (LAST, ""),
        (LAST + timedelta(days=1), ASSIGNED_ONLY),
    ],
)
def test_opinion_is_given_while_the_assignment_holds(on, says, reading, other):
    with translation.override("en"):
        assert str(reading.why_no_opinion_by(other, on)) == says


def test_whether_one_may_is_asked_of_today_by_default(reading, user):
    assert reading.why_no_opinion_by(user) == ""
    assert reading.give_opinion(Opinion(text="ตรงตามเกณฑ์"), by=user)


def test_nobody_gives_an_opinion_on_what_they_recorded(nan, user):
    reading = make_reading(nan, by=user)

    says = refusal(reading, user)

    assert says == "Nobody gives an opinion on what they recorded themselves."


def test_officer_of_the_city_gives_none_even_as_its_expert(reading, user, other):
    verbs.relate(reading.city, "officers", [user], by=None)

    says = refusal(reading, user)

    assert says == "An officer of the city gives no opinion on its readings."
    assert make_opinion(reading, by=other)


def test_withdrawn_reading_takes_no_opinion(reading, user, cast):
    reading.withdraw(by=cast["officer.nan"], reason="ผิดปี")

    assert refusal(reading, user) == "This reading was withdrawn."


def test_opinion_stands_beside_a_verdict_too(reading, user, cast):
    make_verdict(reading, by=cast["cea"])

    opinion = make_opinion(reading, by=user)

    assert list(reading.opinions.given()) == [opinion]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"text": ""}, "text"),
        ({"level": -1}, "level"),
        ({"level": 5}, "level"),
    ],
)
def test_opinion_that_says_nothing_or_lies_off_the_scale_is_refused(
    fields, at, reading, user
):
    with pytest.raises(ValidationError) as refused:
        make_opinion(reading, by=user, **fields)

    assert [*refused.value.message_dict] == [at]
    assert Opinion.objects.count() == 0


def test_level_beyond_the_scale_is_refused_by_the_database_too(reading, user):
    stray = Opinion(
        reading=reading,
        expert=user.expert,
        text="เกินเกณฑ์",
        level=5,
        sequence=10**6,
        recorded_at=reading.recorded_at,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.bulk_create([stray])


# One standing opinion an expert a reading


def test_later_opinion_takes_the_earliers_place(reading, user):
    first = make_opinion(reading, by=user, text="ยังไม่พอ")
    point = chain.latest()

    second = make_opinion(reading, by=user, text="พอแล้ว", level=2)

    assert list(reading.opinions.given()) == [second]
    assert list(reading.opinions.given(known_at=point)) == [first]
    assert list(reading.opinions.given(known_at=reading.sequence)) == []
    withdrawal = Withdrawal.objects.get(withdrawn=first.sequence)
    assert (withdrawal.reason, withdrawal.recorded_by) == (REPLACED, user)
    verbs_told = LogEntry.objects.filter(sequence__gt=point).order_by("sequence")
    assert [entry.verb for entry in verbs_told] == ["withdraw", "give_opinion"]
    assert not any(entry.is_public for entry in verbs_told)
    assert first_fault() is None


def test_refused_second_opinion_leaves_the_first_standing(reading, user):
    first = make_opinion(reading, by=user)

    with pytest.raises(ValidationError):
        make_opinion(reading, by=user, text="")

    assert list(reading.opinions.given()) == [first]


def test_double_click_says_nothing_new(reading, user):
    first = make_opinion(reading, by=user)
    before = chain.latest()

    assert make_opinion(reading, by=user) == first
    assert chain.latest() == before


def test_opinions_of_two_experts_stand_side_by_side(reading, user, other):
    make_opinion(reading, by=user, text="หนึ่ง")
    make_opinion(reading, by=other, text="สอง")

    assert texts(reading.opinions.given()) == ["สอง", "หนึ่ง"]


def test_experts_opinions_on_two_readings_do_not_replace_each_other(reading, user):
    make_opinion(reading, by=user)
    make_opinion(make_reading(reading.city, "R1.2"), by=user)

    assert Opinion.objects.given().count() == 2


# Taking back


def test_withdrawn_opinion_no_longer_stands(reading, user):
    opinion = make_opinion(reading, by=user)
    point = chain.latest()

    opinion.withdraw(by=user, reason="ดูผิดฉบับ")

    entry = LogEntry.objects.latest("sequence")
    assert list(reading.opinions.given()) == []
    assert list(reading.opinions.given(known_at=point)) == [opinion]
    assert (entry.verb, entry.about, entry.by, entry.is_public) == (
        "withdraw",
        "cities.city/nan",
        user,
        False,
    )
    assert first_fault() is None


def test_opinion_is_withdrawn_by_who_gave_it_alone(reading, user, other):
    opinion = make_opinion(reading, by=user)

    with pytest.raises(ValidationError) as refused:
        opinion.withdraw(by=other, reason="ไม่เห็นด้วย")

    assert refused.value.code == "of-another"
    assert list(reading.opinions.given()) == [opinion]


def test_opinion_is_withdrawn_once(reading, user):
    opinion = make_opinion(reading, by=user)
    opinion.withdraw(by=user, reason="ดูผิดฉบับ")
    before = chain.latest()

    with pytest.raises(ValidationError) as refused:
        opinion.withdraw(by=user, reason="ดูผิดฉบับ")

    assert (refused.value.code, chain.latest()) == ("withdrawn", before)


# What others read


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("expert", ["หนึ่ง"], ["สอง", "หนึ่ง"]),
        ("cea", ["สอง", "หนึ่ง"], ["สอง", "หนึ่ง"]),
        ("officer.nan", ["สอง", "หนึ่ง"], ["สอง", "หนึ่ง"]),
        ("secretary", ["สอง", "หนึ่ง"], ["สอง", "หนึ่ง"]),
    ],
)
def test_expert_reads_the_others_once_the_verdict_is_given(
    name, before, after, reading, user, other, cast
):
    make_opinion(reading, by=user, text="หนึ่ง")
    make_opinion(reading, by=other, text="สอง")
    assert texts(reading.opinions.given().visible_to(cast[name])) == before

    make_verdict(reading, by=cast["cea"])

    assert texts(reading.opinions.given().visible_to(cast[name])) == after


# What waits for an expert


def test_what_waits_for_an_opinion(nan, user, other, cast):
    plain = make_reading(nan, "R1.1")
    said = make_reading(nan, "R1.2")
    make_opinion(said, by=user)
    by_another = make_reading(nan, "R1.3")
    make_opinion(by_another, by=other)
    taken_back = make_reading(nan, "R1.4")
    make_opinion(taken_back, by=user).withdraw(by=user, reason="ดูผิด")
    judged = make_reading(nan, "R2.1")
    make_verdict(judged, by=cast["cea"])
    make_reading(nan, "R2.2", by=user)  # their own word
    make_reading(City.objects.get(slug="sukhothai"))  # not their city

    waiting = Reading.objects.awaiting_opinion(user, DAY)

    assert set(waiting) == {plain, by_another, taken_back}
    assert all(not reading.why_no_opinion_by(user, DAY) for reading in waiting)


def test_nothing_waits_after_the_assignment(reading, other):
    assert list(Reading.objects.awaiting_opinion(other, LAST)) == [reading]
    assert not Reading.objects.awaiting_opinion(other, LAST + timedelta(days=1))


def test_nothing_of_a_city_that_they_edit_waits_for_an_expert(reading, user):
    reading.city.officers.add(user)

    assert list(Reading.objects.awaiting_opinion(user, DAY)) == []


@pytest.mark.parametrize("name", ["officer.nan", "cea", "secretary", "nobody"])
def test_nothing_waits_for_who_is_no_expert(name, reading, cast):
    assert list(Reading.objects.awaiting_opinion(cast[name], DAY)) == []


# Redaction


def test_text_enters_the_digest_as_its_own_hash(reading, user):
    opinion = make_opinion(reading, by=user, text="ชื่อบุคคล")
    told = LogEntry.objects.get(sequence=opinion.sequence).payload["digest"]

    hashed = Opinion.objects.get(pk=opinion.pk)
    hashed.free_text = ()
    hashed.text = sha256("ชื่อบุคคล")

    assert row_digest(hashed) == told
    assert "ชื่อบุคคล" not in str(
        [entry.payload for entry in LogEntry.objects.filter(subject="cities.opinion")]
    )
