"""A request about personal data: received, due in 30 days, answered, emptied."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from creativecity.ledger.digest import sha256
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from programmes.models import PrivacyRequest
from tests.factories import DAY, make_privacy_request

ANSWER = {
    "verdict": "granted",
    "answer": "ส่งสำเนาให้แล้ว",
    "identified": "โทรกลับตามหมายเลขที่มีอยู่",
}
DUE = date(2026, 10, 31)


def test_request_gets_a_reference_and_thirty_days(db):
    row = make_privacy_request("opens-it")

    assert (row.reference, str(row)) == ("PDPA-1/2569", "PDPA-1/2569")
    assert (row.received_on, row.due_on) == (DAY, DUE)
    assert row.secret_hash == sha256("opens-it")
    assert PrivacyRequest.objects.with_secret("opens-it").get() == row
    assert not PrivacyRequest.objects.with_secret("something else").exists()


def test_references_count_within_their_year(db):
    years = [date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1)]

    rows = [make_privacy_request(str(n), on=day) for n, day in enumerate(years)]

    assert [row.reference for row in rows] == [
        "PDPA-1/2569",
        "PDPA-2/2569",
        "PDPA-1/2570",
    ]


def test_the_same_sent_twice_is_one(db):
    rows = [make_privacy_request("opens-it") for _ in range(2)]

    assert rows[0] == rows[1]
    assert PrivacyRequest.objects.count() == 1


def test_a_day_ahead_is_refused(db):
    with pytest.raises(ValidationError) as refused:
        make_privacy_request(received_on=DAY + timedelta(days=1))

    assert refused.value.error_dict["received_on"][0].code == "ahead"


def test_the_ledger_names_nobody(db):
    row = make_privacy_request()
    row.settle(by=None, on=DAY, **ANSWER)
    row.empty(by=None, on=DAY)

    told = LogEntry.objects.order_by("sequence")
    assert [entry.verb for entry in told] == ["receive", "answer", "empty"]
    assert not any(entry.is_public for entry in told)
    said = " ".join(str(entry.payload) for entry in told)
    kept = [row.secret_hash, "มานี", "manee", ANSWER["answer"], ANSWER["identified"]]
    assert [words for words in kept if words in said] == []
    assert first_fault() is None


@pytest.mark.parametrize(
    ("on", "state", "left"),
    [
        (DAY, "waiting", 30),
        (DUE - timedelta(days=8), "waiting", 8),
        (DUE - timedelta(days=7), "due", 7),
        (DUE, "due", 0),
        (DUE + timedelta(days=1), "overdue", -1),
    ],
)
def test_state_follows_from_the_day(on, state, left, db):
    row = make_privacy_request()
    rows = PrivacyRequest.objects

    assert (row.state(on), row.days_left(on)) == (state, left)
    assert row.days_late(on) == max(-left, 0)
    found = [name for name in ("waiting", "due", "overdue") if getattr(rows, name)(on)]
    assert found == [state]


def test_answer_stands_with_who_gave_it(cast):
    row = make_privacy_request()

    row.settle(by=cast["secretary"], on=DUE, **ANSWER)

    row.refresh_from_db()
    assert (row.state(DUE), row.answered_on) == ("answered", DUE)
    assert (row.answered_by, row.verdict) == (cast["secretary"], "granted")
    assert list(PrivacyRequest.objects.answered()) == [row]
    assert not PrivacyRequest.objects.open().exists()


def test_answered_once(db):
    row = make_privacy_request()
    row.settle(by=None, **ANSWER)

    with pytest.raises(ValidationError):
        row.settle(by=None, **ANSWER)


def test_emptied_it_tells_of_nobody_and_still_that_it_was_answered(db):
    row = make_privacy_request()
    row.settle(by=None, on=DAY, **ANSWER)
    tomorrow = DAY + timedelta(days=1)
    assert list(PrivacyRequest.objects.to_be_emptied(tomorrow)) == [row]
    assert not PrivacyRequest.objects.to_be_emptied(DAY).exists()

    row.empty(by=None, on=tomorrow)

    row.refresh_from_db()
    assert {getattr(row, name) for name in row.personal} == {""}
    assert (row.verdict, row.emptied_on) == ("granted", tomorrow)
    assert not PrivacyRequest.objects.to_be_emptied(tomorrow).exists()


def test_only_what_was_answered_is_emptied_and_once(db):
    row = make_privacy_request()
    with pytest.raises(ValidationError):
        row.empty(by=None)
    row.settle(by=None, **ANSWER)
    row.empty(by=None)

    with pytest.raises(ValidationError):
        row.empty(by=None)
