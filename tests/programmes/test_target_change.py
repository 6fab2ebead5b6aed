"""A target as decisions had left it by a day, and as the ledger knew of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cities.models import City
from creativecity.ledger.chain import latest
from creativecity.thai_calendar import PartialDate
from programmes.models import Programme, Target
from programmes.overview import gather
from programmes.schedule_drawing import draw as draw_schedule
from programmes.slip import ledgers
from programmes.slip_rows import slip_rows
from programmes.timeline import draw
from tests.factories import (
    make_amendment,
    make_city,
    make_decision,
    make_programme,
    make_target_change,
)

DAY, BEFORE = date(2026, 10, 1), date(2026, 9, 30)
DUE = date(2028, 9, 30)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def target(facts):
    """Nan's: to be submitted within fiscal year 2564."""
    return Target.objects.get(code="M02")


@pytest.fixture
def moved(target):
    return make_target_change(
        target, DUE, words_th="เสนอภายในปี 2571", words_en="To be submitted by 2571"
    )


def as_of(target, on, known_at=None):
    [found] = Target.objects.filter(pk=target.pk).as_of(on, known_at)
    return found


def overview(on, known_at=None):
    programme = Programme.objects.newest()
    cities = City.objects.filter(slug="nan")
    [found] = gather(programme, cities, on=on, known_at=known_at)
    return found


def test_target_stands_as_the_decision_left_it_from_its_day_on(target, moved):
    before, after = as_of(target, BEFORE), as_of(target, DAY)

    assert (before.due_on, before.words_en) == (target.due_on, target.words_en)
    assert before.moves == ()
    assert (after.due_on, after.words_en) == (DUE, "To be submitted by 2571")
    assert after.moves == ((target.due(), moved),)
    assert before.baseline() == after.baseline() == target.due()
    assert str(moved) == f"{target.pk} {DUE}"


def test_target_is_asked_as_the_ledger_knew_of_it(target):
    known = latest()
    make_target_change(target, DUE)

    assert as_of(target, DAY, known).due() == target.due()
    assert as_of(target, DAY, latest()).due().day == DUE


def test_stored_target_is_left_as_it_was_signed(target, moved):
    due_on = target.due_on

    target.refresh_from_db()

    assert target.due_on == due_on


def test_several_changes_are_told_in_their_order(target, moved):
    later = make_target_change(
        target, date(2029, 9, 30), effective_on=date(2026, 11, 1),
        decision=make_decision(2),
    )  # fmt: skip

    moves = as_of(target, date(2026, 11, 1)).moves

    assert [change for _before, change in moves] == [moved, later]
    assert [before.day for before, _change in moves] == [target.due_on, DUE]


def test_promise_is_judged_by_the_day_that_stood(target, moved):
    [before], [after] = (overview(on).promises for on in (BEFORE, DAY))

    assert before.target.due() == target.due()
    assert (after.target.due().day, after.standing.state) == (DUE, "met-early")


def test_slip_line_has_the_first_day_and_the_move_with_its_decision(target, moved):
    [ledger] = ledgers(
        Programme.objects.newest(), City.objects.filter(slug="nan"), on=DAY
    )
    line = next(line for line in ledger.lines() if line.code == "M02")

    [move] = line.moves
    assert line.baseline == target.due()
    assert line.due() == PartialDate(DUE)
    assert (move.before, move.after, move.said_on) == (line.baseline, line.due(), DAY)
    assert (move.decision, move.reason_code) == ("mou-2563 1/2569", "decision")
    [row] = [row for row in slip_rows([ledger], DAY) if row[4] == "M02"]
    assert f"{target.due_on} > {DUE} (decision, said {DAY})" in row
    assert "mou-2563 1/2569" in row


def test_slip_line_before_the_decision_has_no_move(target, moved):
    [ledger] = ledgers(
        Programme.objects.newest(), City.objects.filter(slug="nan"), on=BEFORE
    )

    line = next(line for line in ledger.lines() if line.code == "M02")
    assert line.moves == ()


def test_timeline_ties_a_knot_where_the_date_was(target, moved):
    programme = Programme.objects.newest()

    timeline = draw(programme, [overview(DAY)], on=DAY)
    before = draw(programme, [overview(BEFORE)], on=BEFORE)

    [line] = timeline.lines
    [knot] = [mark for mark in line.marks if mark.kind == "knot"]
    assert (knot.day, knot.anchor) == (target.due_on, "M02")
    [move] = [thread for thread in line.threads if thread.is_move]
    assert move.start == knot.at < move.end
    assert timeline.has_moves()
    assert not before.has_moves()


def test_timeline_and_schedule_reach_as_far_as_an_extension(facts):
    make_amendment(due_on=date(2030, 6, 30))
    programme = Programme.objects.newest()
    found = ledgers(programme, City.objects.filter(slug="nan"), on=DAY)

    timeline = draw(programme, [overview(DAY)], on=DAY)
    schedule = draw_schedule(programme, found, on=DAY)
    earlier = draw(programme, [overview(BEFORE)], on=BEFORE)

    assert timeline.ends == PartialDate(date(2030, 6, 30), "month")
    assert len(timeline.reviews) == 10
    assert timeline.ticks[-1].year == 2031
    assert schedule.term_end > schedule.today
    assert earlier.ends == PartialDate(date(2024, 6, 30), "month")
    assert len(earlier.reviews) == 4


def test_timeline_of_an_agreement_without_an_end_runs_to_its_last_year(facts):
    programme = make_programme("mou-2569", signed_on=date(2026, 1, 1))

    timeline = draw(programme, gather(programme, City.objects.all(), on=DAY), on=DAY)

    assert timeline.ends == PartialDate(date(2029, 12, 31))


@pytest.mark.parametrize("more", [0, 3])
def test_queries_do_not_grow_with_the_changes(more, target, django_assert_num_queries):
    for n in range(more):
        make_target_change(target, date(2028 + n, 9, 30), decision=make_decision(n + 1))

    with django_assert_num_queries(2):
        targets = Target.objects.as_of(DAY)
        assert len([move for each in targets for move in each.moves]) == more


def refusal(act):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        act()
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        (
            {"decision": lambda: make_decision(programme=make_programme())},
            "The decision is one of another agreement.",
        ),
        (
            {"effective_on": date(2020, 6, 24)},
            "Nothing was promised of this city by that day.",
        ),
        (
            {"due_on": date(2020, 10, 1), "precision": "fiscal-year"},
            "That is what the target says already.",
        ),
    ],
)
def test_change_that_cannot_be_is_refused(fields, says, target):
    made = {
        name: value() if callable(value) else value for name, value in fields.items()
    }
    due_on = made.pop("due_on", DUE)

    assert refusal(lambda: make_target_change(target, due_on, **made)) == says


def test_change_before_a_later_one_is_refused(target, moved):
    words = refusal(
        lambda: make_target_change(
            target, date(2027, 1, 1), decision=make_decision(2), effective_on=BEFORE
        )
    )

    assert words == "The target was changed again after that day."


def test_target_of_an_added_city_changes_from_the_amendment_on(facts):
    amendment = make_amendment(
        kind="city", city=make_city(), due_on=DUE, precision="day"
    )

    words = refusal(
        lambda: make_target_change(
            amendment.target, date(2029, 1, 1), effective_on=BEFORE
        )
    )

    assert words == "Nothing was promised of this city by that day."
