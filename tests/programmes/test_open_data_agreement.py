"""Agreements, who signed them, what they ask for, and what changed of them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Agency, City
from creativecity.ledger import verbs
from creativecity.ledger.chain import latest
from creativecity.open_data import Asked
from programmes.amending import withdraw_amendment
from programmes.models import Commitment, Programme, Signatory, Target
from programmes.open_data.amendments import AMENDMENTS
from programmes.open_data.commitments import COMMITMENTS
from programmes.open_data.programmes import PROGRAMMES
from programmes.open_data.signatories import SIGNATORIES
from programmes.open_data.targets import TARGETS
from tests.factories import (
    make_amendment,
    make_city,
    make_commitment_report,
    make_commitment_verdict,
    make_decision,
    make_event,
    make_paper,
    make_programme,
    make_target_change,
)

DAY = date(2026, 10, 1)


def records(table, on=DAY, **asked):
    return list(table.records(Asked(on=on, **asked)))


def queries(table, on=DAY):
    with CaptureQueriesContext(connection) as made:
        rows = records(table, on)
    return len(rows), len(made)


def sign(programme):
    for code in ("dasta", "cea"):
        agency = Agency.objects.get(code=code)
        names = dict.fromkeys(("name_th", "position_th", "position_en"), "ผู้ลงนาม")
        row = Signatory(programme=programme, agency=agency, **names)
        verbs.create(row, by=None)


def make_commitment(programme, code="J1", **fields):
    texts = {"text_th": "ประสานงาน", "text_en": "Coordinate"}
    fields = {"kind": "duty", **texts, **fields}
    row = Commitment(programme=programme, code=code, **fields)
    return verbs.create(row, by=None)


def make_target(programme, code="M1", **fields):
    defaults = {
        "city": City.objects.get(slug="nan"),
        "goal": "submitted",
        "due_on": date(2030, 9, 30),
        "precision": "fiscal-year",
        "words_th": "ภายในปีงบประมาณ 2573",
        "words_en": "By fiscal year 2030",
    }
    row = Target(programme=programme, code=code, **{**defaults, **fields})
    return verbs.create(row, by=None)


@pytest.fixture
def programme(facts):
    return Programme.objects.get()


def test_programme_is_told_with_parties_cities_and_term(programme):
    [row] = records(PROGRAMMES, absolute="https://example.org{}".format)

    assert row["slug"] == "mou-2563"
    assert row["parties"] == ["dasta", "cea"]
    assert row["cities"][:2] == ["sukhothai", "nan"]
    assert (row["ends_on"], row["ends_precision"]) == ("2024-06-30", "month")
    assert row["state"] == "ended"
    assert row["succeeds"] is None
    assert row["page"] == "https://example.org/th/agreements/mou-2563/"


def test_programme_is_told_as_of_a_day(programme):
    [row] = records(PROGRAMMES, on=date(2021, 9, 30))

    assert (row["state"], row["as_of"]) == ("in-force", "2021-09-30")


def test_extension_counts_from_its_day_and_as_known(programme):
    before = latest()
    make_amendment(is_sample=True)

    [now], [then] = records(PROGRAMMES), records(PROGRAMMES, known_at=before)

    assert (now["ends_on"], now["state"], now["is_sample"]) == (
        "2027-06-30",
        "extended",
        True,
    )
    assert (then["ends_on"], then["known_at"]) == ("2024-06-30", before)
    assert then["is_sample"] is False


def test_successor_names_what_it_takes_the_place_of(programme):
    make_programme(succeeds=programme)

    new, old = records(PROGRAMMES)

    assert (new["succeeds"], new["cities"], new["ends_on"]) == ("mou-2563", [], None)
    assert old["state"] == "succeeded"


def test_signatory_is_told_in_public_office(programme):
    row = records(SIGNATORIES)[0]

    assert row["key"] == "mou-2563-dasta"
    assert row["office_en"] == "Director-General, DASTA"
    assert row["page"].endswith("/agreements/mou-2563/#parties")


def test_purpose_is_listed_and_not_reported_on(programme):
    row = next(row for row in records(COMMITMENTS) if row["kind"] == "purpose")

    assert (row["standing"], row["waits_for"]) == (None, [])
    assert row["parties"] == ["dasta", "cea"]


def test_duty_without_report_is_no_record(programme):
    row = next(row for row in records(COMMITMENTS) if row["code"] == "D1")

    assert (row["standing"], row["waits_for"]) == ("none", ["dasta"])
    assert (row["since"], row["report_th"]) == (None, None)


def test_duty_is_told_with_both_keys(programme):
    duty = programme.commitments.get(code="D1")
    agency = {code: Agency.objects.get(code=code) for code in ("dasta", "cea")}
    nan = City.objects.get(slug="nan")
    event = make_event(nan)
    report = make_commitment_report(
        duty,
        agency=agency["dasta"],
        city_slugs=["nan"],
        event_codes=[event.code],
        is_sample=True,
    )
    paper = make_paper(programme, is_public=True)
    hidden = make_paper(programme, link="https://example.org/hidden")
    for each in (paper, hidden):
        verbs.add(report.proofs.model(report=report, paper=each), by=None)
    reasons = {"reason_th": "ยังไม่ครบ", "reason_en": "Not all of it"}
    make_commitment_verdict(report, agency=agency["cea"], verdict="disputed", **reasons)

    row = next(row for row in records(COMMITMENTS) if row["code"] == "D1")

    assert (row["standing"], row["reported_by"]) == ("disputed", "dasta")
    assert (row["answered_by"], row["answered_on"]) == ("cea", "2026-10-01")
    assert (row["reason_th"], row["progress"]) == ("ยังไม่ครบ", "under-way")
    assert (row["cities"], row["activities"]) == (["nan"], [event.code])
    assert row["proofs"] == ["https://example.org/paper"]
    assert (row["waits_for"], row["confirmed_as_of"]) == (["dasta"], None)
    assert row["is_sample"] is True


def test_confirmed_duty_says_what_day_was_confirmed(programme):
    duty = programme.commitments.get(code="D1")
    dasta, cea = (Agency.objects.get(code=code) for code in ("dasta", "cea"))
    report = make_commitment_report(duty, agency=dasta)
    make_commitment_verdict(report, agency=cea)

    row = next(row for row in records(COMMITMENTS) if row["code"] == "D1")

    assert (row["standing"], row["confirmed_as_of"]) == ("confirmed", "2026-10-01")


def test_target_is_told_as_decisions_left_it(programme):
    target = Target.objects.get(city__slug="nan")
    make_target_change(target, date(2027, 3, 31), is_sample=True)

    row = next(row for row in records(TARGETS) if row["city"] == "nan")

    assert (row["due_on"], row["due_precision"]) == ("2027-03-31", "day")
    assert (row["first_due_on"], row["first_due_precision"]) == (
        "2021-09-30",
        "fiscal-year",
    )
    assert (row["times_changed"], row["is_sample"]) == (1, True)
    assert row["page"].endswith(f"#{target.code}")


def test_target_says_what_became_of_it(programme):
    rows = {row["city"]: row for row in records(TARGETS)}

    assert (rows["phetchaburi"]["state"], rows["phetchaburi"]["is_sample"]) == (
        "met-early",
        False,
    )
    assert rows["sukhothai"]["reached_on"] == "2019-10-30"


def test_nothing_was_promised_before_the_signing(programme):
    assert records(TARGETS, on=date(2020, 6, 24)) == []


def test_amendments_are_told_by_their_kind(programme):
    phuket = make_city("phuket", name_th="ภูเก็ต", name_en="Phuket")
    duty = programme.commitments.get(code="D1")
    paper = make_paper(programme, is_public=True)
    make_amendment(decision=make_decision(), paper=paper)
    due = {"due_on": date(2028, 9, 30), "precision": "fiscal-year"}
    make_amendment(2, "city", city=phuket, paper=None, **due)
    hidden = make_paper(programme, link="https://example.org/hidden")
    make_amendment(3, "clause", commitment=duty, paper=hidden)

    longer, city, clause = records(AMENDMENTS)

    assert (longer["kind"], longer["due_on"]) == ("extension", "2027-06-30")
    assert (longer["decision"], longer["paper"]) == (
        "mou-2563-1-2569",
        "https://example.org/paper",
    )
    assert (city["city"], city["due_precision"]) == ("phuket", "fiscal-year")
    assert (clause["clause"], clause["was_th"]) == ("D1", duty.text_th)
    assert (clause["paper"], clause["due_on"], clause["decision"]) == (None, None, None)


def test_amendment_taken_back_is_gone_but_was_known(programme):
    row = make_amendment()
    known_at = latest()
    withdraw_amendment(row, by=None, reason="ลงนามไม่ครบ")

    assert records(AMENDMENTS) == []
    assert len(records(AMENDMENTS, known_at=known_at)) == 1
    assert records(AMENDMENTS, on=date(2026, 9, 30), known_at=known_at) == []


def test_three_agreements_cost_no_more_queries_than_one(programme):
    tables = (PROGRAMMES, SIGNATORIES, COMMITMENTS, TARGETS, AMENDMENTS)
    make_amendment()
    Commitment.objects.exclude(code="D1").delete()
    one = {table.name: queries(table)[1] for table in tables}
    for slug in ("mou-2571", "mou-2572"):
        other = make_programme(slug)
        sign(other)
        make_commitment(other)
        make_target(other)
        make_amendment(programme=other, due_on=date(2031, 6, 30))

    more = {table.name: queries(table) for table in tables}

    assert {name: number for name, (_rows, number) in more.items()} == one
    assert min(rows for rows, _number in more.values()) == 3
