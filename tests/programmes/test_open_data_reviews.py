"""Yearly reviews, their decisions, what these gave to whom, the signed reports."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City, SuggestionStep
from creativecity.ledger.chain import latest
from creativecity.open_data import Asked
from programmes.actions import AnswerSuggestion, apply_decision
from programmes.models import Decision, Erratum, Programme
from programmes.open_data.action_points import ACTION_POINTS
from programmes.open_data.decisions import DECISIONS
from programmes.open_data.errata import ERRATA
from programmes.open_data.reviews import REVIEWS
from programmes.open_data.sealed_reports import SEALED_REPORTS
from programmes.open_data.signatures import SIGNATURES
from programmes.sealing import add_erratum
from tests.factories import (
    agree_minutes_of,
    make_action_point,
    make_agreed_review,
    make_decision,
    make_item,
    make_meeting,
    make_paper,
    make_partner,
    make_programme,
    make_review,
    make_sealed_report,
    make_step,
    make_suggestion,
)

DAY = date(2026, 10, 1)


def records(table, on=DAY, **asked):
    return list(table.records(Asked(on=on, **asked)))


def queries(table, on=DAY):
    with CaptureQueriesContext(connection) as made:
        rows = records(table, on)
    return len(rows), len(made)


def signers(cast):
    return {code: cast[code] for code in ("dasta", "cea")}


@pytest.fixture
def programme(facts):
    return Programme.objects.get()


def test_year_without_a_review_is_unknown(programme):
    rows = records(REVIEWS)

    assert [row["year"] for row in rows] == [1, 2, 3, 4]
    assert {row["state"] for row in rows} == {"unknown"}
    assert (rows[0]["first_day"], rows[0]["last_day"]) == ("2020-06-25", "2021-06-24")
    assert (rows[0]["held_on"], rows[0]["is_sample"]) == (None, False)


@pytest.mark.parametrize(
    ("until", "state", "held_on"),
    [
        ("ready", "opened", None),
        ("invited", "invited", None),
        ("held", "held", "2026-10-01"),
        ("agreed", "held", "2026-10-01"),
    ],
)
def test_review_is_told_as_far_as_the_public_reads_it(cast, until, state, held_on):
    make_meeting(make_review(opened_on=DAY), until=until, on=DAY)

    row = records(REVIEWS)[3]

    assert (row["state"], row["held_on"]) == (state, held_on)
    assert row["minutes_agreed_on"] == ("2026-10-01" if until == "agreed" else None)


def test_sealed_review_says_when_it_was_sealed(cast):
    make_sealed_report(**signers(cast))

    row = records(REVIEWS)[3]

    assert (row["state"], row["sealed_on"]) == ("sealed", "2026-10-01")
    assert (row["meeting_number"], row["key"]) == ("1/2567", "mou-2563-4")


def test_decision_by_circulation_is_told(programme):
    paper = make_paper(programme, is_public=True)
    decision = make_decision(paper=paper)
    point = make_action_point(decision)

    [row] = records(DECISIONS)

    assert (row["key"], row["kind"]) == ("mou-2563-1-2569", "circulation")
    assert (row["text_en"], row["review_year"]) == ("Agreed as proposed", None)
    assert row["action_points"] == [point.sequence]
    assert row["paper"] == "https://example.org/paper"


def test_paper_of_staff_alone_is_not_named(programme):
    make_decision(paper=make_paper(programme))

    [row] = records(DECISIONS)

    assert row["paper"] is None


def test_words_of_a_meeting_wait_until_its_minutes_are_agreed(cast):
    review = make_meeting(on=DAY)
    decision = make_decision(item=review.items.first())
    make_action_point(decision)

    [row] = records(DECISIONS)

    assert (row["text_th"], row["text_en"], row["action_points"]) == (None, None, [])
    assert (row["review_year"], row["kind"]) == (4, "meeting")
    assert records(ACTION_POINTS) == []

    agree_minutes_of(review)

    [row] = records(DECISIONS)
    [point] = records(ACTION_POINTS)
    assert row["text_en"] == "Agreed as proposed"
    assert point["decision"] == row["key"]


def test_decision_says_what_it_did_in_both_languages(cast):
    suggestion = make_suggestion(City.objects.get(slug="nan"))
    act = AnswerSuggestion(suggestion, SuggestionStep.Kind.ADOPTED)
    decision = Decision(
        programme=Programme.objects.get(),
        number=1,
        year=2569,
        kind="circulation",
        text_th="รับ",
        text_en="Adopted",
        effective_on=DAY,
    )
    apply_decision(decision, acts=[act], by=cast["secretary"])

    [row] = records(DECISIONS)

    assert row["did_en"] == ["Adopted the suggestion NAN-1/2569, Nan"]
    assert row["did_th"] == ["รับข้อเสนอแนะ NAN-1/2569 (น่าน) ไว้ดำเนินการ"]


def test_decision_is_told_as_of_a_day_and_as_known(programme):
    before = latest()
    decision = make_decision()

    assert records(DECISIONS, on=date(2026, 9, 30)) == []
    assert records(DECISIONS, known_at=before) == []
    decision.withdraw(by=None, reason="ผิดเลข")
    assert records(DECISIONS) == []


def test_action_point_is_told_with_owner_and_standing(programme):
    decision = make_decision()
    nan = City.objects.get(slug="nan")
    make_action_point(decision, due_on=date(2026, 9, 1), city=nan, is_sample=True)
    moved = make_action_point(decision, due_on=date(2026, 10, 5))
    make_step(moved, "move", due_on=date(2027, 1, 31))
    make_action_point(decision, due_on=DAY, partner=make_partner())

    late, due, open_one = records(ACTION_POINTS)

    assert (late["owner_kind"], late["owner"]) == ("city", "nan")
    assert (late["state"], late["days"], late["is_sample"]) == ("overdue", 30, True)
    assert (due["owner_kind"], due["owner"]) == ("partner", "nan-municipality")
    assert (open_one["owner"], open_one["state"]) == ("dasta", "upcoming")
    assert (open_one["due_on"], open_one["first_due_on"]) == (
        "2027-01-31",
        "2026-10-05",
    )
    assert open_one["times_moved"] == 1
    place = f"/decisions/?decision=1-2569#action-{moved.sequence}"
    assert open_one["page"].endswith(place)


def test_action_point_is_told_as_of_a_day(programme):
    point = make_action_point()
    make_step(point, "done", on=date(2026, 11, 1))

    [then], [later] = records(ACTION_POINTS), records(ACTION_POINTS, date(2026, 11, 1))

    assert (then["state"], later["state"], later["days"]) == ("due", "done", None)


def test_sealed_report_is_told_with_hash_files_and_errata(cast):
    sealed = make_sealed_report(**signers(cast))
    words = {"text_th": "ตัวเลขผิด", "text_en": "A figure is wrong"}
    add_erratum(Erratum(sealed=sealed, **words), by=cast["secretary"], on=DAY)

    [row] = records(SEALED_REPORTS, absolute="https://example.org{}".format)
    [erratum], signatures = records(ERRATA), records(SIGNATURES)

    assert (row["key"], row["sha256"]) == ("mou-2563-4", sealed.sha256)
    assert (row["signed_by"], row["errata"]) == (["dasta", "cea"], 1)
    assert row["pdf"] == "https://example.org/th/reviews/mou-2563/4/report.pdf"
    assert row["verify"] == "https://example.org/th/reviews/mou-2563/4/verify/"
    assert (erratum["report"], erratum["text_en"]) == (row["key"], "A figure is wrong")
    assert [each["agency"] for each in signatures] == ["dasta", "cea"]
    assert {each["sha256"] for each in signatures} == {sealed.sha256}


def test_frozen_report_that_is_not_sealed_is_nowhere(cast):
    make_agreed_review()

    assert [records(table) for table in (SEALED_REPORTS, SIGNATURES, ERRATA)] == [
        [],
        [],
        [],
    ]


@pytest.mark.slow
def test_three_rows_cost_no_more_queries_than_one(cast):
    tables = (DECISIONS, ACTION_POINTS, SEALED_REPORTS, SIGNATURES, ERRATA)
    add_year(cast, 4)
    one = {table.name: queries(table)[1] for table in tables}
    add_year(cast, 3)
    add_year(cast, 2)

    more = {table.name: queries(table) for table in tables}

    assert {name: number for name, (_rows, number) in more.items()} == one
    assert min(rows for rows, _number in more.values()) == 3


def add_year(cast, year):
    """A sealed report with an erratum; a decision of its meeting, with an owner."""
    review = make_agreed_review(year)
    decision = make_decision(
        year, item=make_item(review), effective_on=date(2024, 6, 20)
    )
    make_step(make_action_point(decision, due_on=DAY), "done", on=date(2024, 6, 21))
    agree_minutes_of(review)
    sealed = make_sealed_report(review, **signers(cast))
    words = {"text_th": "ตัวเลขผิด", "text_en": "A figure is wrong"}
    add_erratum(Erratum(sealed=sealed, **words), by=cast["secretary"], on=DAY)


def test_more_agreements_cost_no_more_queries(programme):
    make_review()
    one = queries(REVIEWS)
    other = make_programme()
    make_review(other, year=1)
    make_review(other, year=2)

    assert queries(REVIEWS) == (one[0] + 4, one[1])
