"""The slip ledger's lines from what was said of a milestone, day by day."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cities.models import (
    Call,
    Candidacy,
    Completion,
    Forecast,
    Milestone,
    ReforecastRequest,
    Retirement,
    Ruling,
    Stage,
    StatedView,
)
from cities.slip import dates_of, slip_line
from cities.slip_parts import days_between
from cities.slip_words import move_words
from cities.track import Track
from creativecity.thai_calendar import PartialDate

AGREED = date(2026, 1, 5)
DUE = date(2026, 6, 30)
LATER, LATEST = date(2026, 8, 31), date(2026, 10, 31)
LATELY = date(2026, 9, 15)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def milestone(**fields):
    call = Call(year=2027, deadline_on=date(2027, 3, 3), deadline_precision="day")
    defaults = {"pk": 7, "code": "letter", "name_th": "หนังสือ", "name_en": "Letter"}
    return Milestone(candidacy=Candidacy(call=call), **{**defaults, **fields})


def said(model, sequence, **fields):
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    return model(sequence=sequence, recorded_at=moment, **fields)


def baseline(due=DUE, precision="day"):
    return said(
        Forecast, 1, number=0, due_on=due, precision=precision, effective_on=AGREED
    )


def move(number, due, on, **fields):
    return said(
        Forecast,
        number + 1,
        number=number,
        due_on=due,
        effective_on=on,
        **{"reason": "people", "note": "a new mayor", **fields},
    )


def asked(due, on, sequence=20):
    fields = {"reason": "budget", "note": "no money yet", "effective_on": on}
    return said(ReforecastRequest, sequence, due_on=due, **fields)


def refused(due, on, ruled_on):
    request = asked(due, on)
    request.ruling = said(
        Ruling,
        21,
        verdict="refused",
        decision="mou-2563 3/2569",
        note="the call waits for nobody",
        effective_on=ruled_on,
    )
    return request


def done(on, precision="day"):
    fields = {"effective_on": on, "precision": precision, "note": "signed"}
    return said(Completion, 30, source_codes=["S1"], **fields)


def line(on=LATELY, forecasts=None, *, of=None, **rows):
    forecasts = (baseline(),) if forecasts is None else forecasts
    return slip_line(Track(of or milestone(), on, forecasts=forecasts, **rows))


MOVES = (
    baseline(),
    move(1, LATEST, date(2026, 5, 1)),
    move(2, LATER, date(2026, 7, 1), decision="mou-2563 4/2569"),
)

# Rows -> (date that stands, times moved, days of slip, state, in words).
HISTORIES = {
    "not moved, not done": ({}, (DUE, 0, 0, "overdue", "")),
    "moved on, then forward": (
        {"forecasts": MOVES},
        (LATER, 2, 62, "overdue", "now dated 62 days later than the baseline"),
    ),
    "moved, then done late": (
        {"forecasts": MOVES, "completions": (done(date(2026, 9, 1)),)},
        (LATER, 2, 63, "met-late", "63 days later than the baseline"),
    ),
    "done a day early": (
        {"completions": (done(date(2026, 6, 29)),)},
        (DUE, 0, -1, "met-early", "1 day earlier than the baseline"),
    ),
    "done on the day": (
        {"completions": (done(DUE),)},
        (DUE, 0, 0, "met", "within the baseline"),
    ),
    "done within a month that was agreed": (
        {
            "forecasts": (baseline(precision="month"),),
            "completions": (done(date(2026, 6, 2)),),
        },
        (DUE, 0, -28, "met", "within the baseline"),
    ),
    "done in a month whose last day was agreed": (
        {"completions": (done(DUE, "month"),)},
        (DUE, 0, 0, "met", "within the baseline"),
    ),
    "moved forward": (
        {"forecasts": (baseline(), move(1, date(2026, 6, 29), AGREED))},
        (
            date(2026, 6, 29),
            1,
            -1,
            "overdue",
            "now dated 1 day earlier than the baseline",
        ),
    ),
    "a later date waits": (
        {"requests": (asked(LATEST, date(2026, 6, 1)),)},
        (DUE, 0, 0, "waiting-for-decision", ""),
    ),
    "a later date was refused": (
        {"requests": (refused(LATEST, date(2026, 6, 1), date(2026, 6, 20)),)},
        (DUE, 0, 0, "overdue", ""),
    ),
    "retired": (
        {"retirements": (said(Retirement, 40, reason="merged", effective_on=DUE),)},
        (DUE, 0, 0, "retired", ""),
    ),
    "done on a day that is yet to come": (
        {"completions": (done(date(2026, 9, 16)),)},
        (DUE, 0, 0, "overdue", ""),
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_line_of_each_history(name):
    rows, expected = HISTORIES[name]

    found = line(**rows)

    assert (
        found.due().day,
        found.times_moved(),
        found.slip_days(),
        found.standing.state,
        found.words(),
    ) == expected


def test_plan_without_a_baseline_has_no_line():
    assert slip_line(Track(milestone(), LATELY)) is None


def test_line_has_nothing_of_later_days():
    found = line(
        date(2026, 4, 30),
        MOVES,
        requests=(asked(LATEST, date(2026, 6, 1)),),
        completions=(done(date(2026, 9, 1)),),
        retirements=(said(Retirement, 40, reason="merged", effective_on=LATELY),),
    )

    assert found == line(date(2026, 4, 30))
    assert found.history() == []
    assert dates_of(found) == [PartialDate(DUE)]


def test_every_move_keeps_its_reason_note_and_decision():
    first, second = line(forecasts=MOVES).moves

    assert (first.before.day, first.after.day, first.days()) == (DUE, LATEST, 123)
    assert first.reason == "people or responsibility changed"
    assert (first.note, first.decision) == ("a new mayor", "")
    assert (second.days(), second.decision) == (-61, "mou-2563 4/2569")


def test_refusal_keeps_the_reasons_of_both_sides():
    [refusal] = line(
        requests=(refused(LATEST, date(2026, 6, 1), date(2026, 6, 20)),)
    ).refusals

    assert refusal.asked.day == LATEST
    assert (refusal.reason, refusal.note) == ("budget or procurement", "no money yet")
    assert refusal.why_refused == "the call waits for nobody"
    assert refusal.decision == "mou-2563 3/2569"


def test_request_waits_until_the_day_of_its_decision():
    request = refused(LATEST, date(2026, 6, 1), date(2026, 6, 20))

    found = line(date(2026, 6, 19), requests=(request,))

    assert (found.wait.asked.day, found.wait.kind) == (LATEST, "waits")
    assert found.refusals == ()


def test_view_and_retirement_stay_with_their_reasons():
    view = said(
        StatedView,
        41,
        view="at-risk",
        reason="the council has not met",
        effective_on=date(2026, 8, 1),
        expires_on=date(2026, 9, 30),
    )
    retired = said(Retirement, 42, reason="merged", effective_on=date(2026, 9, 1))

    found = line(forecasts=MOVES, views=(view,), retirements=(retired,))

    kinds = [row.kind for row in found.history()]
    assert kinds == ["moved", "moved", "view", "retired"]
    assert (found.view.words, found.view.until) == ("at risk", date(2026, 9, 30))
    assert found.retired.reason == "merged"


def test_done_by_a_stage_says_so_and_keeps_its_internal_note_to_itself():
    stage = said(
        Stage,
        50,
        kind="submitted",
        effective_on=date(2026, 6, 1),
        precision="day",
        source_codes=["U1"],
        note="an internal word",
    )

    found = line(of=milestone(done_by="submission"), stages=(stage,))

    assert (found.actual.day, found.is_inferred) == (date(2026, 6, 1), False)
    assert (found.done_as, found.done_note) == ("submitted", "")
    assert found.source_codes == ("U1",)


def test_submission_inferred_from_the_outcome_is_marked():
    stage = said(
        Stage,
        50,
        kind="designated",
        effective_on=date(2027, 10, 31),
        precision="day",
        source_codes=[],
    )

    found = line(date(2027, 12, 1), of=milestone(done_by="submission"), stages=(stage,))

    assert found.actual == PartialDate(date(2027, 3, 3), "on-or-before")
    assert found.is_inferred


def test_line_that_never_moved_has_no_words_for_it():
    assert line().moved() == ""


def test_completion_brings_its_note_and_sources():
    found = line(completions=(done(DUE),))

    assert (found.done_note, found.source_codes) == ("signed", ("S1",))


def test_a_refused_request_starts_from_the_date_that_stood_then():
    found = line(forecasts=MOVES)

    assert [found.due(day).day for day in (AGREED, date(2026, 6, 1), LATELY)] == [
        DUE,
        LATEST,
        LATER,
    ]


# Days -> by how much one re-dating moved a date.
MOVED = {
    30: "later by 30 days",
    1: "later by 1 day",
    -1: "earlier by 1 day",
    -1500: "earlier by 1,500 days",
    0: "known more or less exactly than before",
}


@pytest.mark.parametrize("days", MOVED)
def test_one_move_in_words(days):
    assert move_words(days) == MOVED[days]


def test_done_on_the_last_day_of_a_window_that_was_agreed_later_in_words():
    found = line(
        forecasts=(baseline(), move(1, LATER, AGREED)),
        completions=(done(DUE, "on-or-before"),),
    )

    assert found.words() == "within the baseline"
    assert found.moved() == "moved 1 time"


@given(st.lists(st.dates(date(2026, 1, 1), date(2028, 1, 1)), max_size=6))
def test_moves_of_a_line_add_up_to_its_slip(days):
    days = [day for n, day in enumerate(days) if day != (days[n - 1] if n else DUE)]
    forecasts = [move(n, day, AGREED) for n, day in enumerate(days, start=1)]

    found = line(forecasts=(baseline(), *forecasts))

    assert sum(each.days() for each in found.moves) == found.slip_days()
    assert found.times_moved() == len(days)
    assert days_between(found.baseline, found.due()) == found.slip_days()
