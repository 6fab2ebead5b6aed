"""T44: nobody judges what they did themselves, whatever else they are allowed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cities.models import Agency, City, Opinion
from creativecity.ledger.models import LogEntry
from programmes import gates
from programmes.accounts.giving import reset_factor
from programmes.models import Commitment, CommitmentVerdict
from programmes.sealing import freeze_report
from tests.access_matrix import EXPERT, OFFICER
from tests.addresses import address
from tests.factories import (
    make_agreed_review,
    make_commitment_report,
    make_milestone,
    make_reading,
    make_request,
    make_user,
    make_verdict,
)

SAID = {"verdict": "verified"}


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def verdict_of(client, reading):
    before = LogEntry.objects.count()
    path = address("staff:cities:verify_reading", sequence=reading.sequence)
    status = client.post(path, SAID).status_code
    return status, LogEntry.objects.count() - before


def test_t44_an_officer_verifies_nothing_of_their_own(nan, sign_in, cast):
    reading = make_reading(nan, level=4, by=cast[OFFICER])

    assert verdict_of(sign_in(OFFICER), reading) == (403, 0)


def test_t44_nor_does_an_agency_verify_what_it_recorded_itself(nan, sign_in, cast):
    reading = make_reading(nan, by=cast["cea"])

    status, entries = verdict_of(sign_in("cea"), reading)

    assert (status, entries) == (409, 0)


def test_t44_nor_who_works_for_the_city_and_for_an_agency(nan, sign_in, cast):
    nan.officers.add(cast["cea"])
    reading = make_reading(nan, by=cast[OFFICER])

    status, entries = verdict_of(sign_in("cea"), reading)

    assert (status, entries) == (409, 0)


def test_t44_nor_takes_back_what_was_said_of_their_own_level(nan, sign_in, cast):
    reading = make_reading(nan, by=cast[OFFICER])
    verdict = make_verdict(reading, by=cast["cea"], verdict="returned", reason="ขาด")
    nan.officers.add(cast["cea"])
    path = address("staff:cities:withdraw_verdict", verdict=verdict.sequence)

    tried = [sign_in(who).post(path, {"reason": "x"}) for who in (OFFICER, "cea")]

    assert [response.status_code for response in tried] == [403, 404]
    assert reading.verdict() == verdict


def test_t44_an_expert_gives_no_opinion_on_their_own_reading(nan, cast):
    reading = make_reading(nan, by=cast[EXPERT])

    with pytest.raises(ValidationError):
        reading.give_opinion(Opinion(text="ตรงตามเกณฑ์"), by=cast[EXPERT])


def test_t44_nor_in_the_city_that_they_work_for(nan, cast):
    nan.officers.add(cast[EXPERT])
    reading = make_reading(nan, by=cast[OFFICER])

    with pytest.raises(ValidationError):
        reading.give_opinion(Opinion(text="ตรงตามเกณฑ์"), by=cast[EXPERT])


def test_t44_an_opinion_is_taken_back_by_who_gave_it(nan, cast):
    reading = make_reading(nan, by=cast[OFFICER])
    row = reading.give_opinion(Opinion(text="ตรงตามเกณฑ์"), by=cast[EXPERT])

    with pytest.raises(ValidationError):
        row.withdraw(by=cast["cea"], reason="x")


def test_t44_nobody_decides_on_the_date_that_they_asked_for(nan, cast):
    key = make_milestone(nan, code="step-x", due=date(2030, 6, 30), is_key=True)
    request = make_request(key, date(2030, 9, 30), by=cast["secretary"])

    assert request.why_not_decidable_by(cast["secretary"])
    assert not request.why_not_decidable_by(make_user("second", role="secretary"))


def test_t44_nobody_answers_a_duty_that_they_reported(cast):
    both = make_user("both", role="agency")
    for agency in Agency.objects.all():
        agency.staff.add(both)
    dasta = Agency.objects.get(code="dasta")
    duty = Commitment.objects.get(code="J1")
    report = make_commitment_report(duty, agency=dasta, by=both)

    with pytest.raises(ValidationError):
        report.answer(CommitmentVerdict(verdict="confirmed"), by=both)
    with pytest.raises(ValidationError):
        report.answer(CommitmentVerdict(verdict="confirmed"), by=cast["dasta"])


def test_t44_who_froze_the_report_does_not_sign_it(cast):
    cea = Agency.objects.get(code="cea")
    review = make_agreed_review()

    freeze_report(review, by=cast["cea"])

    assert [r.code for r in gates.may_sign(review, cea, cast["cea"])] == ["four-eyes"]


def test_t44_nobody_takes_their_own_second_factor_away(cast, sign_in):
    path = reverse("staff:reset_factor", args=[cast["secretary"].pk])
    before = LogEntry.objects.count()

    response = sign_in("secretary").post(path, {"identified": "x", "is_sure": "on"})

    assert (response.status_code, LogEntry.objects.count()) == (404, before)


def test_t44_nor_does_the_act_behind_that_page(cast):
    with pytest.raises(ValidationError):
        reset_factor(cast["cea"], by=cast["cea"], identified="x")


def test_t44_a_level_is_confirmed_by_its_own_city_alone(nan, cast):
    reading = make_reading(nan, by=cast[OFFICER])

    with pytest.raises(ValidationError):
        reading.confirm(by=cast["cea"])
