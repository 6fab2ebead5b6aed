"""“Still true”: freshness without a made-up edit."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cities.models import City, Confirmation, Reading
from cities.turns import Holder
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import make_evidence, make_reading, make_verdict, make_verified

OFFICER = "officer.nan"
ON = date(2026, 10, 1)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def cell(city, on):
    return city.progress(on).cell("R1.1")


def test_a_confirmed_level_is_fresh_for_another_year(nan, cast):
    reading = make_verified(nan, by=cast["cea"], on=date(2025, 1, 1))
    stale = cell(nan, ON)

    reading.confirm(by=cast[OFFICER], on=date(2026, 9, 1))

    fresh = cell(nan, ON)
    assert (stale.is_stale(), stale.days_overdue()) == (True, 273)
    assert stale.turn().holder == Holder.CITY
    assert (fresh.is_stale(), fresh.due_on()) == (False, date(2027, 9, 1))
    assert fresh.turn().holder == Holder.NOBODY
    assert fresh.verified == stale.verified  # its level is as it was


def test_a_confirmation_counts_from_its_day_and_from_its_place_in_the_ledger(nan, cast):
    reading = make_verified(nan, by=cast["cea"], on=date(2025, 1, 1))
    before = chain.latest()
    reading.confirm(by=cast[OFFICER], on=date(2026, 9, 1))

    assert cell(nan, date(2026, 8, 31)).is_stale()
    known = nan.progress(ON, known_at=before)
    assert known.cell("R1.1").is_stale()


def test_what_was_confirmed_before_a_newer_word_says_nothing_of_that(nan, cast):
    older = make_verified(nan, by=cast["cea"], on=date(2025, 1, 1))
    older.confirm(by=cast[OFFICER], on=date(2026, 9, 1))
    newer = make_verified(nan, by=cast["cea"], on=date(2025, 2, 1))

    newest = Confirmation.objects.newest_by_reading([newer], ON)

    assert newest == {}
    assert cell(nan, ON).confirmed_on is None
    assert cell(nan, date(2025, 1, 31)).confirmed_on is None
    assert Confirmation.objects.newest_by_reading([older, newer], ON) == {
        older.pk: date(2026, 9, 1)
    }


def test_the_last_confirmation_that_was_not_withdrawn_counts(nan, cast):
    reading = make_verified(nan, by=cast["cea"], on=date(2025, 1, 1))
    for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 1, 1)):
        said = Confirmation(reading=reading, effective_on=day)
        verbs.add(said, by=cast[OFFICER])
    latest = Confirmation.objects.get(effective_on=date(2026, 3, 1))
    before = cell(nan, ON).confirmed_on

    verbs.withdraw(latest, by=cast[OFFICER], reason="ผิดวัน")

    assert (before, cell(nan, ON).confirmed_on) == (
        date(2026, 3, 1),
        date(2026, 2, 1),
    )


@pytest.mark.parametrize("count", [3, 30])
def test_queries_of_progress_do_not_grow_with_what_was_confirmed(
    nan, cast, count, django_assert_num_queries
):
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(count)]
    for day in days:
        reading = make_reading(nan, by=cast[OFFICER], on=day)
        reading.confirm(by=cast[OFFICER], on=day + timedelta(days=100))

    with django_assert_num_queries(5):
        progress = City.objects.progress([nan], ON)[nan.pk]

    confirmed_on = days[-1] + timedelta(days=100)
    assert progress.cell("R1.1").confirmed_on == confirmed_on


def test_confirming_twice_on_a_day_says_nothing_new(nan, cast):
    reading = make_reading(nan, by=cast[OFFICER])
    reading.confirm(by=cast[OFFICER], on=ON)
    before = chain.latest()

    assert reading.confirm(by=cast[OFFICER], on=ON) is None
    assert chain.latest() == before


def test_a_confirmation_leaves_its_entry_and_a_whole_ledger(nan, cast):
    reading = make_reading(nan, by=cast[OFFICER])

    reading.confirm(by=cast[OFFICER], on=ON)

    entry = LogEntry.objects.latest("sequence")
    assert str(reading.confirmations.get()) == f"{reading.pk} {ON}"
    assert (entry.verb, entry.about, entry.by) == ("confirm", nan.key(), cast[OFFICER])
    assert first_fault() is None


def test_only_an_officer_of_the_city_confirms(nan, cast):
    reading = make_reading(nan, by=cast[OFFICER])

    for name in ("officer.sukhothai", "cea", "secretary"):
        assert reading.why_not_confirmable_by(cast[name])
        with pytest.raises(ValidationError):
            reading.confirm(by=cast[name], on=ON)
    assert Confirmation.objects.count() == 0


def test_what_was_returned_is_corrected_and_not_confirmed(nan, cast):
    reading = make_reading(nan, by=cast[OFFICER])
    make_verdict(reading, by=cast["cea"], verdict="returned", reason="แนบหลักฐาน")

    assert "ส่งกลับ" in str(reading.why_not_confirmable_by(cast[OFFICER]))


@pytest.mark.parametrize(
    ("level", "valid_until", "is_retired", "is_refused"),
    [
        (3, None, False, False),
        (3, ON, False, False),
        (3, date(2026, 9, 30), False, True),
        (4, None, True, True),
        (2, date(2026, 9, 30), True, False),
    ],
)
def test_a_high_level_is_confirmed_only_while_its_evidence_lives(
    level, valid_until, is_retired, is_refused, nan, cast
):
    piece = make_evidence(nan, valid_until=valid_until)
    reading = make_reading(
        nan, level=level, by=cast[OFFICER], evidence=[piece], on=date(2026, 3, 1)
    )
    if is_retired:
        piece.retire(by=cast["secretary"], reason="ผิดฉบับ")

    assert bool(reading.why_not_confirmable_by(cast[OFFICER], ON)) == is_refused


def test_one_live_piece_is_enough_to_confirm(nan, cast):
    pieces = [
        make_evidence(nan, title_th="เก่า", valid_until=date(2020, 1, 1)),
        make_evidence(nan, title_th="ใหม่"),
    ]
    reading = make_reading(nan, level=4, by=cast[OFFICER], evidence=pieces)

    assert reading.confirm(by=cast[OFFICER], on=ON)


def test_what_was_withdrawn_or_overtaken_is_not_confirmed(nan, cast):
    older = make_reading(nan, by=cast[OFFICER], on=date(2025, 1, 1))
    newer = make_reading(nan, by=cast[OFFICER], on=date(2026, 1, 1))

    assert older.why_not_confirmable_by(cast[OFFICER])
    newer.withdraw(by=cast[OFFICER], reason="ผิด")
    assert newer.why_not_confirmable_by(cast[OFFICER])
    assert not older.why_not_confirmable_by(cast[OFFICER])


def test_what_was_never_said_is_not_stale(nan):
    unread = cell(nan, date(2030, 1, 1))

    assert Reading.objects.count() == 0
    assert unread.is_stale() is False
    assert unread.turn().holder == Holder.CITY
