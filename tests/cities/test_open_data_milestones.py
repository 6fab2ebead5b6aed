"""The public tables of milestones and of every date said of them."""

from datetime import date, timedelta

import pytest

from cities.models import Completion, Milestone, Retirement, StatedView
from cities.slip import slip_line
from creativecity.ledger import chain
from tests.factories import (
    DAY,
    decide_request,
    make_candidacy,
    make_city,
    make_evidence,
    make_milestone,
    make_move,
    make_request,
    make_stage,
    make_user,
)
from tests.open_tables import HOST, column, narrowed, records

MONTH = timedelta(days=30)
SOON, LATER, LAST = DAY + MONTH, DAY + 2 * MONTH, DAY + 3 * MONTH


@pytest.fixture
def city(db):
    return make_city()


def test_a_milestone_is_told_from_its_baseline_to_the_day_it_was_done(city):
    milestone = make_milestone(city, due=SOON)
    make_move(milestone, LATER, reason="documents", note="ขาดลายเซ็น")
    done = Completion(effective_on=LATER, note="ส่งแล้ว")
    milestone.complete(done, by=None, evidence=[make_evidence(city)], on=LAST)

    [row] = records("milestones", LAST)

    assert (row["baseline_on"], row["agreed_on"], row["due_on"], row["actual_on"]) == (
        SOON.isoformat(),
        DAY.isoformat(),
        LATER.isoformat(),
        LATER.isoformat(),
    )
    assert (row["times_moved"], row["slip_days"], row["state"]) == (1, 30, "met")
    assert (row["is_actual_inferred"], row["done_note"]) == (False, "ส่งแล้ว")
    assert (row["belongs_to"], row["call_year"]) == ("candidacy", 2031)
    assert (row["reason"], row["reason_en"]) == (
        "done-in-window",
        "It was done within its period.",
    )
    assert row["page"] == f"{HOST}/th/cities/mae-hong-son/#step-{milestone.pk}"


def test_every_date_is_nested_and_a_row_of_its_own(city):
    milestone = make_milestone(city, due=SOON)
    make_move(milestone, LATER, reason="documents", note="ขาดลายเซ็น")
    make_move(milestone, SOON, reason="ready")

    [row] = records("milestones")
    told = records("forecasts")

    assert [
        (
            d["number"],
            d["before_on"],
            d["due_on"],
            d["moved_days"],
            d["reason"],
            d["note"],
        )
        for d in row["forecasts"]
    ] == [
        (0, None, SOON.isoformat(), None, None, None),
        (1, SOON.isoformat(), LATER.isoformat(), 30, "documents", "ขาดลายเซ็น"),
        (2, LATER.isoformat(), SOON.isoformat(), -30, "ready", None),
    ]
    assert [{k: each[k] for k in row["forecasts"][0]} for each in told] == row[
        "forecasts"
    ]
    assert {each["milestone"] for each in told} == {str(milestone.uid)}
    assert told[0]["page"] == row["page"]


def test_a_date_moved_by_decision_names_it(facts):
    key = make_milestone(make_city(), due=SOON, is_key=True)
    request = make_request(key, LATER, by=make_user("asker"))
    [waiting] = [r for r in records("milestones") if r["uid"] == str(key.uid)]
    decide_request(request, by=make_user("decider"), decided=DAY)

    [row] = [r for r in records("milestones") if r["uid"] == str(key.uid)]

    assert (waiting["waits_for_on"], waiting["state"]) == (
        LATER.isoformat(),
        "waiting-for-decision",
    )
    assert (row["waits_for_on"], row["due_on"]) == (None, LATER.isoformat())
    assert row["forecasts"][1]["decision"] == "mou-2563 1/2569"
    assert column("forecasts", "decision", number=1) == ["mou-2563 1/2569"]


def test_a_date_refused_is_counted(facts):
    key = make_milestone(make_city(), due=SOON, is_key=True, is_sample=False)
    request = make_request(key, LATER, by=make_user("asker"))
    decide_request(request, by=make_user("decider"), is_approved=False, note="ไม่พร้อม")

    [row] = [r for r in records("milestones") if r["uid"] == str(key.uid)]

    assert (row["times_refused"], row["due_on"]) == (1, SOON.isoformat())
    assert (row["is_key"], row["is_sample"]) == (True, False)


def test_a_view_and_a_retirement_are_told_in_their_own_words(city):
    milestone = make_milestone(city, due=SOON)
    view = StatedView(view="at-risk", reason="ขาดคน", expires_on=SOON, effective_on=DAY)
    milestone.state_view(view, by=None, on=DAY)
    [seen] = records("milestones")
    milestone.retire(Retirement(reason="ย้ายไปรอบหน้า", effective_on=DAY), by=None)

    [row] = records("milestones", LATER)

    assert (seen["view"], seen["view_reason"], seen["view_until"]) == (
        "at-risk",
        "ขาดคน",
        SOON.isoformat(),
    )
    assert (row["state"], row["retired_on"], row["retired_reason"]) == (
        "retired",
        DAY.isoformat(),
        "ย้ายไปรอบหน้า",
    )
    assert (row["view"], row["actual_on"], row["is_actual_inferred"]) == (None,) * 3


def test_a_plan_that_nobody_agreed_on_is_not_told(city):
    make_milestone(city, agreed=None)

    assert records("milestones") == records("forecasts") == []


def test_a_milestone_is_told_as_of_a_day_and_as_known(city):
    milestone = make_milestone(city, due=LATER)
    known = chain.latest()
    move = make_move(milestone, LAST, reason="documents", said=SOON)

    assert column("milestones", "due_on") == [LATER.isoformat()]
    assert column("milestones", "due_on", SOON) == [LAST.isoformat()]
    assert column("milestones", "due_on", SOON, known) == [LATER.isoformat()]
    assert column("forecasts", "number") == [0]
    assert column("forecasts", "number", SOON) == [0, 1]
    assert column("forecasts", "number", SOON, known) == [0]
    assert records("milestones", DAY - MONTH) == []
    milestone.take_back(move, by=None, reason="of another step", on=SOON)
    assert column("forecasts", "number", SOON) == [0]


def test_what_is_sample_anywhere_in_a_milestone_is_told(city):
    bid = make_candidacy(city)
    moved = make_milestone(city, bid, code="one")
    make_move(moved, LATER, is_sample=True)
    done = make_milestone(city, bid, code="two", done_by="selection")
    make_milestone(city, bid, code="three")
    make_stage(bid, "nominated", is_sample=True)

    told = {row["code"]: row["is_sample"] for row in records("milestones")}

    assert told == {"one": True, "two": True, "three": False}
    assert done.track(DAY).completion() is None


def test_a_day_told_by_an_outcome_is_inferred(city):
    bid = make_candidacy(city)
    milestone = make_milestone(city, bid, due=date(2031, 3, 3), done_by="submission")
    make_stage(bid, "designated", on=date(2031, 10, 31))

    told = records("milestones", date(2031, 12, 1))
    [row] = [row for row in told if row["uid"] == str(milestone.uid)]

    assert (row["actual_on"], row["actual_precision"], row["is_actual_inferred"]) == (
        "2031-03-03",
        "on-or-before",
        True,
    )
    assert {(r["belongs_to"], r["call_year"]) for r in told if r["is_report"]} == {
        ("membership", None)
    }


@pytest.mark.parametrize("on", [date(2021, 1, 1), DAY, date(2026, 11, 26)])
def test_milestones_are_the_lines_of_the_slip_ledger(on, sampled):
    published = Milestone.objects.published(on).select_related("candidacy__call")
    lines = {
        str(track.milestone.uid): slip_line(track)
        for track in Milestone.objects.tracks(published, on).values()
    }

    rows = {row["uid"]: row for row in records("milestones", on)}

    assert {
        uid: (
            row["slip_days"],
            row["times_moved"],
            row["state"],
            row["state_days"],
            row["state_th"],
            row["reason_th"],
        )
        for uid, row in rows.items()
    } == {
        uid: (
            line.slip_days(),
            line.times_moved(),
            line.standing.state,
            line.standing.days,
            line.state(),
            line.reason(),
        )
        for uid, line in lines.items()
    }


def test_milestones_and_dates_are_narrowed(facts):
    city = make_city()
    step = make_milestone(city, code="letter", is_key=True)
    baseline = step.forecasts.get().sequence
    move = make_move(make_milestone(city, code="draft"), LATER, said=SOON)

    assert narrowed("milestones", city="mae-hong-son", code="letter") == [str(step.uid)]
    assert narrowed("milestones", city="mae-hong-son", is_key="true") == [str(step.uid)]
    assert len(narrowed("milestones", belongs_to="candidacy", call_year="2031")) == 2
    assert narrowed("milestones", belongs_to="membership", city="mae-hong-son") == []
    assert len(narrowed("milestones", belongs_to="membership", city="nan")) > 0
    assert narrowed("forecasts", milestone=str(step.uid)) == [baseline]
    assert narrowed("forecasts", milestone="none such") == []
    assert narrowed("forecasts", SOON, reason="scope", number="1") == [move.sequence]
    assert narrowed("forecasts", SOON, since="2026-10-31") == [move.sequence]
    assert len(narrowed("forecasts", city="mae-hong-son")) == 2
