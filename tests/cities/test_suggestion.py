"""What came in for a city: its reference, what became of it, who reads it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from cities.models import City, Suggestion, SuggestionStep
from cities.models.suggestion import REFERENCE
from creativecity.ledger.chain import version
from creativecity.ledger.verification import first_fault
from tests.factories import DAY, make_city, make_moderation, make_suggestion

LATER = DAY + timedelta(days=9)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def receive(city, on=DAY):
    row = Suggestion(city=city, channel="letter", text="ขอป้าย", effective_on=on)
    return row.receive(by=None)


def step(on=LATER, **fields):
    return SuggestionStep(effective_on=on, **fields)


def code_of(error):
    found = error.value
    if hasattr(found, "error_dict"):
        [(field, [inner])] = found.error_dict.items()
        return field, inner.code
    return None, found.code


def test_reference_counts_within_city_and_year(nan):
    before = version()

    rows = [receive(nan), receive(nan), receive(nan, date(2025, 12, 31))]
    other = receive(City.objects.get(slug="chiang-rai"))

    assert [str(row) for row in rows] == ["NAN-1/2569", "NAN-2/2569", "NAN-1/2568"]
    assert str(other) == "CHIANG-RAI-1/2569"
    assert version() > before  # the public sees that it came in
    assert first_fault() is None


def test_reference_of_a_long_name_is_cut_and_stays_one_of_a_kind(db):
    cities = [make_city(f"a-very-long-name-of-city-{n}", name_en=n) for n in "ab"]

    references = [receive(city).reference for city in cities]

    assert references == ["A-VERY-LONG-N-1/2569", "A-VERY-LONG-N-2/2569"]
    assert max(map(len, references)) <= REFERENCE


def test_day_ahead_is_refused(nan):
    with pytest.raises(ValidationError) as error:
        receive(nan, date(2399, 1, 1))

    assert code_of(error) == ("effective_on", "ahead")


def test_considered_then_declined_with_a_reason(nan):
    row = make_suggestion(nan)

    row.consider(step(reason_th="เทศบาลพิจารณา"), by=None)
    waiting = list(Suggestion.objects.waiting())
    row.decline(step(reason_th="ไม่มีงบประมาณ", reason_en="No budget"), by=None)

    assert waiting == [row]
    assert list(Suggestion.objects.waiting()) == []
    assert row.newest().kind == "declined"
    assert str(row.newest()) == f"{row.pk} declined"


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (step(), ("reason_th", "reason-missing")),
        (step(date(2399, 1, 1), reason_th="x"), ("effective_on", "ahead")),
        (step(DAY - timedelta(days=1), reason_th="x"), ("effective_on", "too-early")),
    ],
)
def test_answer_that_lacks_a_part_is_refused(nan, said, refused):
    row = make_suggestion(nan)

    with pytest.raises(ValidationError) as error:
        row.decline(said, by=None)

    assert code_of(error) == refused


def test_it_is_answered_once(nan):
    row = make_suggestion(nan)
    row.decline(step(reason_th="x"), by=None)

    with pytest.raises(ValidationError) as error:
        row.consider(step(), by=None)

    assert code_of(error) == (None, "answered")


def test_newest_step_is_taken_back_and_then_the_suggestion(nan):
    row = make_suggestion(nan)
    row.decline(step(reason_th="x"), by=None)

    row.take_back(by=None, reason="ผิดเรื่อง")
    assert list(Suggestion.objects.waiting()) == [row]

    row.take_back(by=None, reason="ป้อนซ้ำ")
    assert list(Suggestion.objects.waiting()) == []
    for verb in (
        lambda: row.take_back(by=None, reason="x"),
        lambda: row.consider(step(), by=None),
    ):
        with pytest.raises(ValidationError):
            verb()


def test_what_a_decision_answered_stays(nan):
    row = make_suggestion(nan)
    row.answer(step(kind="adopted", decision="mou-2563 1/2569"), by=None)

    with pytest.raises(ValidationError) as error:
        row.take_back(by=None, reason="x")

    assert code_of(error) == (None, "not-undoable")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("officer.nan", 1),
        ("officer.sukhothai", 0),
        ("cea", 1),
        ("auditor", 1),
        ("partner", 0),
    ],
)
def test_officers_read_those_for_their_own_city(nan, cast, name, count):
    make_suggestion(nan)

    assert Suggestion.objects.visible_to(cast[name]).count() == count


def test_the_same_sent_twice_is_one_row(nan):
    first, second = (Suggestion(city=nan, text="ขอป้าย").send() for _ in range(2))
    next_day = Suggestion(city=nan, text="ขอป้าย").send(on=DAY)

    assert (first, first.channel, first.recorded_by) == (second, "web", None)
    assert next_day != first


def test_one_that_was_taken_back_is_not_meant_by_the_next(nan):
    first = Suggestion(city=nan, text="ขอป้าย").send()
    first.take_back(by=None, reason="สแปม")

    assert Suggestion(city=nan, text="ขอป้าย").send() != first


@pytest.mark.parametrize(
    ("slug", "found"),
    [("nan-1-2569", 1), ("NAN-1-2569", 1), ("nan-2-2569", 0), ("nan", 0)],
)
def test_its_address_finds_it(nan, slug, found):
    row = make_suggestion(nan)

    assert row.slug() == "nan-1-2569"
    assert Suggestion.objects.by_slug(slug).count() == found


def test_its_state_and_verdict_are_what_was_said_last(nan):
    row = make_suggestion(nan)
    make_moderation(row, "withheld")
    make_moderation(row, on=LATER)
    row.consider(step(LATER), by=None)

    now = Suggestion.objects.with_state().get()
    then = Suggestion.objects.with_state(DAY).get()

    assert (now.state, now.verdict) == ("considered", "shown")
    assert (then.state, then.verdict) == ("received", "shown")
    assert not Suggestion.objects.with_state(DAY - timedelta(days=1)).exists()
