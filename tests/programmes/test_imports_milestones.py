"""Milestones from a file: what its pages do with a step, row by row, and no more."""

from datetime import date

import pytest
from django.utils import translation

from cities.models import (
    City,
    Completion,
    Membership,
    Milestone,
    ReforecastRequest,
    Retirement,
)
from tests.factories import (
    decide_request,
    make_candidacy,
    make_completion,
    make_evidence,
    make_milestone,
    make_move,
)
from tests.programmes.importing import (
    comes_back,
    faults,
    judged,
    states,
    take_in,
    withdraw,
)

KIND = "milestones"
NEW = {
    "city": "น่าน",
    "plan": "สมาชิกภาพ",
    "name_th": "ประชุมเครือข่าย",
    "name_en": "Meeting of the network",
    "planned_on": "30/6/2573",
    "is_key": "ใช่",
}
STEP = {"city": "nan", "plan": "2574", "code": "letter", "name_th": "หนังสือรับรอง"}
MOVE = {
    **STEP,
    "due_on": "30/9/2572",
    "reason": "งบประมาณหรือการจัดซื้อจัดจ้าง",
    "note": "รอจัดสรร",
    "said_on": "2/10/2569",
}


@pytest.fixture
def secretary(cast):
    return cast["secretary"]


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def bid(nan):
    return make_candidacy(nan, 2031)


@pytest.fixture
def letter(nan, bid):
    """Agreed for 1 March 2572."""
    return make_milestone(nan, bid, code="letter", due=date(2029, 3, 1))


def test_a_new_step_of_a_membership_is_planned(secretary, nan):
    row = take_in(KIND, secretary, NEW)

    step = Milestone.objects.get(code="own-1")
    assert step.membership == Membership.objects.of(nan)
    assert (step.planned_on, step.planned_precision) == (date(2030, 6, 30), "day")
    assert step.is_key
    assert not step.track().forecasts
    assert [effect["subject"] for effect in row.effects] == ["cities.milestone"]


@pytest.mark.parametrize("plan", ["2574", "2031", "พ.ศ. ๒๕๗๔"])
def test_a_new_step_of_a_bid_is_planned(secretary, bid, plan):
    step = {**NEW, "plan": plan, "planned_on": "", "is_key": ""}

    take_in(KIND, secretary, {**step, "planned_precision": "ระบุถึงเดือน"})

    assert bid.milestones.get().planned_on is None


def test_a_plan_is_changed_until_it_is_agreed(secretary, nan, bid):
    step = make_milestone(nan, bid, code="letter", agreed=None, due=None)
    row = {**STEP, "planned_on": "1/3/2573", "planned_precision": "month"}

    [line] = judged(KIND, secretary, row).lines
    taken = take_in(KIND, secretary, row)

    step.refresh_from_db()
    assert line.state == "changed"
    assert (step.planned_on, step.planned_precision) == (date(2030, 3, 31), "month")
    assert taken.effects[0]["before"] == {"planned_on": None, "planned_precision": ""}


def test_an_agreed_date_is_moved_with_its_reason(secretary, letter):
    [line] = judged(KIND, secretary, MOVE).lines
    take_in(KIND, secretary, MOVE)

    move = letter.forecasts.get(number=1)
    assert ("กำหนดปัจจุบัน", "1/3/2572", "30/9/2572") in line.changes
    assert (move.due_on, move.reason, move.note) == (
        date(2029, 9, 30),
        "budget",
        "รอจัดสรร",
    )
    assert move.effective_on == date(2026, 10, 2)


def test_a_later_date_of_a_key_step_is_asked_for(secretary, nan, bid):
    step = make_milestone(nan, bid, code="letter", due=date(2029, 3, 1), is_key=True)

    row = take_in(KIND, secretary, MOVE)

    request = step.requests.get()
    assert (request.due_on, request.reason) == (date(2029, 9, 30), "budget")
    assert step.forecasts.count() == 1
    assert row.effects[0]["subject"] == "cities.reforecastrequest"
    assert states(KIND, secretary, MOVE) == ["unchanged"]


def test_what_was_asked_for_is_not_asked_again_once_it_is_decided(cast, nan, bid):
    secretary = cast["secretary"]
    step = make_milestone(nan, bid, code="letter", due=date(2029, 3, 1), is_key=True)
    take_in(KIND, secretary, {**MOVE, "said_on": "1/10/2569"})
    decide_request(
        step.requests.get(), by=cast["cea"], is_approved=False, note="เวลายังพอ"
    )

    assert states(KIND, secretary, MOVE) == ["unchanged"]


def test_a_step_is_completed_with_its_evidence(secretary, nan, letter):
    piece = make_evidence(nan)
    row = {
        **STEP,
        "done_on": "1/10/2569",
        "evidence": f"{piece.pk}",
        "done_note": "ครบ",
    }

    taken = take_in(KIND, secretary, row)

    done = Completion.objects.get()
    assert (done.effective_on, done.precision) == (date(2026, 10, 1), "day")
    assert [link.evidence for link in done.evidence_links.all()] == [piece]
    assert taken.effects[0]["subject"] == "cities.completion"
    assert states(KIND, secretary, row) == ["unchanged"]


def test_a_date_moves_and_is_met_in_one_row(secretary, nan, letter):
    piece = make_evidence(nan)
    row = {**MOVE, "done_on": "1/10/2569", "evidence": str(piece.pk)}
    row["done_precision"] = "month"

    [(column, _reason)] = faults(KIND, secretary, {**row, "done_on": "1/1/2600"})
    taken = take_in(KIND, secretary, row)

    assert column == "วันที่แล้วเสร็จ"
    assert Completion.objects.get().effective_on == date(2026, 10, 31)
    assert withdraw(taken, secretary) == ["", ""]
    assert not Completion.objects.standing()
    assert letter.track().due().day == date(2029, 3, 1)


WRONG = {
    "another city": ({"city": "ภูเก็ต"}, "เมือง"),
    "no plan": ({"plan": ""}, "แผน"),
    "no such call": ({"plan": "2599"}, "แผน"),
    "no such code": ({"code": "xx"}, "รหัส"),
    "its name": ({"name_th": "หนังสือ"}, "สิ่งที่ต้องดำเนินการ (ภาษาไทย)"),
    "its plan": ({"planned_on": "1/1/2573"}, "วันที่ตามแผน"),
    "whether it is key": ({"is_key": "อาจจะ"}, "เป็นขั้นตอนสำคัญยิ่ง"),
    "no reason": ({**MOVE, "reason": "", "note": ""}, "เหตุผลที่ปรับกำหนด"),
    "another reason": ({**MOVE, "reason": "ขี้เกียจ"}, "เหตุผลที่ปรับกำหนด"),
    "the wrong direction": ({**MOVE, "reason": "ready"}, "เหตุผลที่ปรับกำหนด"),
    "a reason and no date": ({**MOVE, "due_on": ""}, "กำหนดปัจจุบัน"),
    "no date": ({**MOVE, "due_on": "สิ้นปี"}, "กำหนดปัจจุบัน"),
    "no such precision": ({**MOVE, "due_precision": "ราว ๆ"}, "ความละเอียดของกำหนด"),
    "a far period": (
        {**MOVE, "due_on": "31/12/2942", "due_precision": "fiscal-year"},
        "กำหนดปัจจุบัน",
    ),
    "said ahead": ({**MOVE, "said_on": "1/1/2600"}, "แจ้งเมื่อวันที่"),
    "said before": ({**MOVE, "said_on": "1/1/2560"}, "แจ้งเมื่อวันที่"),
    "the same date": ({**MOVE, "due_on": "1/3/2572"}, "กำหนดปัจจุบัน"),
    "done without evidence": ({"done_on": "1/10/2569"}, "หลักฐาน (หมายเลข)"),
    "evidence without a day": ({"evidence": "1"}, "วันที่แล้วเสร็จ"),
    "a piece of nobody": (
        {"done_on": "1/10/2569", "evidence": "999"},
        "หลักฐาน (หมายเลข)",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_column(secretary, letter, name):
    changes, column = WRONG[name]

    found = faults(KIND, secretary, {**STEP, **changes})

    assert column in [heading for heading, _reason in found]


def test_whoever_is_no_member_has_no_plan_of_a_member(secretary, nan):
    membership = Membership.objects.of(nan)
    designation = membership.candidacy.stages.get(kind="designated")
    membership.candidacy.withdraw_stage(designation, by=None, reason="ผิดเมือง")

    [(column, reason)] = faults(KIND, secretary, NEW)

    assert (column, bool(reason)) == ("แผน", True)
    assert set(comes_back(KIND, secretary)) == {"unchanged"}


def test_a_new_step_has_no_date_that_stands(secretary, nan):
    row = {**NEW, "due_on": "1/1/2573", "reason": "other"}

    [(column, _reason)] = faults(KIND, secretary, row)

    assert column == "กำหนดปัจจุบัน"


def test_what_ended_is_not_moved_nor_completed_again(secretary, letter):
    make_completion(letter)

    [(column, _reason)] = faults(KIND, secretary, MOVE)
    assert column == "กำหนดปัจจุบัน"
    again = {**STEP, "done_on": "2/10/2569"}
    assert "วันที่แล้วเสร็จ" in [each for each, _reason in faults(KIND, secretary, again)]


def test_a_file_that_is_silent_on_the_end_leaves_it(secretary, letter):
    make_completion(letter, note="ครบถ้วน")

    assert states(KIND, secretary, {**STEP, "done_on": ""}) == ["unchanged"]
    assert states(KIND, secretary, {**STEP, "due_on": ""}) == ["unchanged"]
    assert states(KIND, secretary, {**STEP, "done_on": "1/10/2569"}) == ["unchanged"]


def test_a_step_is_known_by_its_name_too(secretary, letter):
    row = {**MOVE, "code": ""}

    take_in(KIND, secretary, row)

    assert letter.track().times_moved() == 1
    assert states(KIND, secretary, row) == ["unchanged"]


def test_steps_of_one_name_are_told_apart_by_their_code(secretary, nan, letter, bid):
    make_milestone(nan, bid, code="letter-2")

    [(column, reason)] = faults(KIND, secretary, {**MOVE, "code": ""})

    assert column == "รหัส"
    assert "letter, letter-2" in reason


def test_the_same_file_twice_changes_nothing(secretary, letter):
    rows = [NEW, MOVE]
    take_in(KIND, secretary, *rows)

    assert states(KIND, secretary, *rows) == ["unchanged", "unchanged"]


def test_what_is_on_record_comes_back_unchanged(secretary, sampled, letter):
    make_move(letter, date(2029, 4, 1))
    make_completion(letter, note="ครบ")

    assert set(comes_back(KIND, secretary)) == {"unchanged"}
    with translation.override("en"):
        assert set(comes_back(KIND, secretary, "xlsx")) == {"unchanged"}


def test_an_agency_moves_dates_and_changes_no_plan(cast, letter):
    assert states(KIND, cast["cea"], MOVE) == ["changed"]
    assert states(KIND, cast["cea"], NEW) == ["wrong"]
    done = {**STEP, "done_on": "1/10/2569", "evidence": "1"}
    assert states(KIND, cast["cea"], done) == ["wrong"]
    assert states(KIND, cast["auditor"], MOVE) == ["wrong"]


def test_undone_a_new_step_is_retired(secretary):
    row = take_in(KIND, secretary, NEW)

    assert withdraw(row, secretary) == [""]
    assert Retirement.objects.get().reason == "ไฟล์ผิด"
    assert states(KIND, secretary, NEW) == ["new"]


def test_a_new_step_that_was_agreed_since_is_left(secretary, nan):
    row = take_in(KIND, secretary, NEW)
    Milestone.objects.get(code="own-1").set_baseline(by=secretary)

    assert withdraw(row, secretary) != [""]
    assert not Retirement.objects.exists()


def test_a_new_step_that_was_changed_since_is_left(secretary, nan):
    row = take_in(KIND, secretary, NEW)
    step = Milestone.objects.get(code="own-1")
    step.name_en = "Meeting"
    step.change_plan(by=secretary, fields=["name_en"])

    assert withdraw(row, secretary) != [""]
    assert not Retirement.objects.exists()


def test_undone_a_changed_plan_is_as_it_was(secretary, nan, bid):
    step = make_milestone(nan, bid, code="letter", agreed=None, due=date(2029, 3, 1))
    changes = {
        "planned_on": "1/3/2573",
        "planned_precision": "year",
        "name_en": "Paper",
    }
    row = take_in(KIND, secretary, {**STEP, **changes})

    assert withdraw(row, secretary) == [""]
    step.refresh_from_db()
    assert (step.planned_on, step.planned_precision) == (date(2029, 3, 1), "day")
    assert step.name_en == "Letter of endorsement"


def test_undone_a_moved_date_is_taken_back(secretary, letter):
    row = take_in(KIND, secretary, MOVE)

    assert withdraw(row, secretary) == [""]
    assert letter.track().due().day == date(2029, 3, 1)


def test_undone_what_was_asked_for_waits_no_more(secretary, nan, bid):
    make_milestone(nan, bid, code="letter", due=date(2029, 3, 1), is_key=True)
    row = take_in(KIND, secretary, MOVE)

    assert withdraw(row, secretary) == [""]
    assert not ReforecastRequest.objects.open()


def test_a_date_that_was_moved_again_since_is_left(secretary, letter):
    row = take_in(KIND, secretary, {**MOVE, "said_on": "1/10/2569"})
    make_move(letter, date(2029, 12, 1))

    assert withdraw(row, secretary) != [""]
    assert letter.track().due().day == date(2029, 12, 1)


def test_many_rows_are_looked_up_as_one(secretary, nan, bid, django_assert_num_queries):
    for number in (1, 2, 3):
        make_milestone(nan, bid, code=f"s-{number}", name_th=f"ขั้น {number}")
    rows = [{**STEP, "code": f"s-{n}", "name_th": f"ขั้น {n}"} for n in (1, 2, 3)]
    judged(KIND, secretary, rows[0])

    # Beside them the page's own form asks which entry of the ledger it shows.
    for some in (rows[:1], rows):
        with django_assert_num_queries(13 + len(some)):
            assert set(states(KIND, secretary, *some)) == {"unchanged"}
