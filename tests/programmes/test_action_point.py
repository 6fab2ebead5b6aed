"""What is said of an action point, by whom, and how it stands as of a day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Agency, City
from creativecity.ledger.chain import latest, version
from creativecity.ledger.verification import first_fault
from programmes.models import ActionPoint, ActionStep, Partner
from programmes.models.action_rows import told
from tests.factories import (
    DAY,
    make_action_point,
    make_decision,
    make_item,
    make_paper,
    make_programme,
    make_progress,
    make_review,
    make_step,
)

DUE, LATER = DAY + timedelta(days=20), DAY + timedelta(days=200)
SEEN = DAY + timedelta(days=10)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def point(nan):
    return make_action_point(city=nan, due_on=DUE)


def code_of(error):
    found = error.value
    if hasattr(found, "error_dict"):
        [(field, [inner])] = found.error_dict.items()
        return field, inner.code
    return None, found.code


def test_point_is_open_until_it_is_done(point, cast):
    assert point.standing(SEEN).state == "due"

    make_step(point, "done", by=cast["officer.nan"])

    assert point.standing(SEEN).state == "done"
    assert first_fault() is None


def test_moved_it_has_a_new_day_and_keeps_the_first(point, cast):
    make_step(point, "move", by=cast["officer.nan"], due_on=LATER)

    standing = point.standing(SEEN)
    assert (standing.due_on, standing.times_moved) == (LATER, 1)
    assert point.due_on == DUE


def test_cancelled_nobody_has_to_do_it(point, cast):
    make_step(point, "cancel", by=cast["secretary"])

    assert point.standing(SEEN).state == "cancelled"


def test_paper_alone_shows_that_it_is_done(point):
    make_step(point, "done", note="", paper=make_paper())

    assert point.standing(SEEN).state == "done"


@pytest.mark.parametrize(
    ("kind", "fields", "refused"),
    [
        ("progress", {"note": ""}, ("note", "note-missing")),
        ("done", {"note": ""}, ("note", "proof-missing")),
        ("cancel", {"note": ""}, ("note", "reason-missing")),
        ("move", {"note": "", "due_on": LATER}, ("note", "reason-missing")),
        ("move", {"due_on": DUE}, ("due_on", "same-day")),
        ("move", {"due_on": DAY - timedelta(days=1)}, ("due_on", "too-early")),
        ("progress", {"on": date(2399, 1, 1)}, ("effective_on", "ahead")),
        ("progress", {"on": DAY - timedelta(days=1)}, ("effective_on", "too-early")),
    ],
)
def test_what_lacks_a_part_is_refused_at_its_field(point, kind, fields, refused):
    with pytest.raises(ValidationError) as error:
        make_step(point, kind, **fields)

    assert code_of(error) == refused
    assert ActionStep.objects.count() == 0


@pytest.mark.parametrize("kind", ["progress", "done", "cancel"])
def test_nothing_is_said_of_what_has_ended(point, kind):
    make_step(point, "done")

    with pytest.raises(ValidationError) as error:
        make_step(point, kind)

    assert code_of(error) == (None, "ended")


def test_taken_back_it_is_open_again_and_all_stays_on_record(point, cast):
    officer = cast["officer.nan"]
    first = make_progress(point, by=officer)
    last = make_step(point, "done", by=officer)

    with pytest.raises(ValidationError) as error:
        point.take_back(first, by=officer, reason="x")
    point.take_back(last, by=officer, reason="ยังไม่เสร็จ")

    assert code_of(error) == (None, "ended")
    assert point.standing(SEEN).state == "due"
    [(_step, none), (_done, withdrawal)] = told(point)
    assert (none, withdrawal.reason) == (None, "ยังไม่เสร็จ")


def test_what_was_taken_back_is_taken_back_once(point):
    step = make_progress(point)
    point.take_back(step, by=None, reason="ผิดเรื่อง")

    with pytest.raises(ValidationError) as error:
        point.take_back(step, by=None, reason="ผิดเรื่อง")

    assert code_of(error) == (None, "not-undoable")


def test_progress_is_the_staffs_alone(point):
    before = version()
    make_progress(point)
    after_progress = version()
    make_step(point, "done")

    assert after_progress == before
    assert version() > before


def test_review_carries_an_earlier_one_once(point):
    review = make_review()

    point.carry(review, by=None, on=DAY)

    with pytest.raises(ValidationError) as error:
        point.carry(review, by=None, on=DAY)
    assert code_of(error) == (None, "carried-already")
    assert point.standing(SEEN).times_carried == 1
    with pytest.raises(ValidationError) as stays:
        point.take_back(point.steps.get(), by=None, reason="x")
    assert code_of(stays) == (None, "not-undoable")


def test_review_carries_none_that_it_or_a_later_one_gave(nan):
    third, fourth = make_review(year=3), make_review(year=4)
    point = make_action_point(make_decision(item=make_item(fourth)), city=nan)

    for review in (third, fourth):
        with pytest.raises(ValidationError) as error:
            point.carry(review, by=None, on=DAY)
        assert code_of(error) == (None, "own-review")


def test_review_of_another_agreement_carries_it_not(point):
    other = make_review(make_programme(), year=1)

    with pytest.raises(ValidationError) as error:
        point.carry(other, by=None, on=DAY)

    assert code_of(error) == (None, "other-agreement")


@pytest.mark.parametrize(
    ("name", "sees", "keeps"),
    [
        ("officer.nan", {"city-nan"}, {"city-nan"}),
        ("officer.sukhothai", set(), set()),
        ("partner", {"partner-nan-municipality"}, {"partner-nan-municipality"}),
        ("dasta", "all", {"agency-dasta"}),
        ("cea", "all", set()),
        ("secretary", "all", "all"),
        ("auditor", "all", set()),
        ("nobody", set(), set()),
    ],
)
def test_owners_see_and_keep_their_own(cast, nan, name, sees, keeps):
    decision = make_decision()
    make_action_point(decision, city=nan)
    make_action_point(decision, partner=Partner.objects.get(slug="nan-municipality"))
    make_action_point(decision, agency=Agency.objects.get(code="dasta"))
    everyone = {"city-nan", "partner-nan-municipality", "agency-dasta"}

    points = ActionPoint.objects
    seen = {row.owner_key() for row in points.visible_to(cast[name])}
    kept = {row.owner_key() for row in points.kept_by(cast[name])}

    assert seen == (everyone if sees == "all" else sees)
    assert kept == (everyone if keeps == "all" else keeps)


def test_state_as_known_at_a_point_is_not_changed_by_what_comes_later(point, nan):
    """Whatever is said later, of whatever day: what was known then stays as it was."""
    known, seen = [], {}
    review = make_review()
    for act in (
        lambda: make_progress(point),
        lambda: make_step(point, "move", due_on=LATER),
        lambda: point.carry(review, by=None, on=DAY),
        lambda: make_step(point, "done"),
        lambda: point.take_back(point.steps.last(), by=None, reason="x"),
        lambda: make_step(point, "cancel", on=DAY + timedelta(days=1)),
        lambda: make_action_point(make_decision(2), city=nan),
    ):
        act()
        known.append(latest())
        seen[latest()] = state_at(latest())

    assert {at: state_at(at) for at in known} == seen
    # Seven acts, and once taken back it stands as it stood two before.
    assert len(set(map(str, seen.values()))) == 6


def state_at(known_at):
    found = ActionPoint.objects.order_by("sequence").as_of(SEEN, known_at)
    return [(row.standing, len(row.steps)) for row in found]


def test_point_is_not_there_before_it_was_given(point):
    assert ActionPoint.objects.all().as_of(DAY - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("day", "running"),
    [
        (DAY - timedelta(days=1), []),
        (DAY, ["told", "taken back", "done later", "done", "cancelled"]),
        (SEEN, ["told", "taken back", "done later"]),
        (LATER, ["told", "taken back"]),
    ],
)
def test_what_has_ended_by_the_day_is_left_out_of_the_running(nan, day, running):
    decision, points = make_decision(), {}
    for text in ("told", "taken back", "done later", "done", "cancelled"):
        points[text] = make_action_point(decision, city=nan, text_en=text)
        make_progress(points[text])
    make_step(points["taken back"], "done")
    step = points["taken back"].steps.last()
    points["taken back"].take_back(step, by=None, reason="x")
    make_step(points["done later"], "done", on=SEEN + timedelta(days=1))
    make_step(points["done"], "done", on=DAY + timedelta(days=1))
    make_step(points["cancelled"], "cancel", on=DAY + timedelta(days=1))

    found = ActionPoint.objects.order_by("sequence").running_as_of(day)

    assert [row.point.text_en for row in found] == running
    assert [len(row.steps) for row in found] == [1] * len(running)
    known = ActionPoint.objects.order_by("sequence").as_of(day)
    assert found == [row for row in known if row.standing.is_running]


@pytest.mark.parametrize("count", [3, 30])
def test_running_ones_cost_two_queries_however_many_have_ended(
    nan, count, django_assert_num_queries
):
    running = make_action_point(city=nan)
    for number in range(count):
        make_step(make_action_point(make_decision(number + 2), city=nan), "done")

    with django_assert_num_queries(2):
        found = ActionPoint.objects.all().running_as_of(SEEN)

    assert [row.point for row in found] == [running]


@pytest.mark.slow
def test_as_of_costs_the_same_for_1_and_9(nan):
    few = queries(nan, [1])
    many = queries(nan, range(2, 10))

    assert many == few == 2


def queries(nan, numbers):
    for number in numbers:
        point = make_action_point(make_decision(number), city=nan)
        make_progress(point)
        make_step(point, "done", paper=make_paper(link=f"https://example.org/{number}"))
    with CaptureQueriesContext(connection) as found:
        for row in ActionPoint.objects.all().as_of(SEEN):
            assert row.point.owner() == nan
            assert row.last_said().paper.title_th == "หนังสือลงนาม"
            assert row.point.decision.programme.slug == "mou-2563"
            assert row.reviews() == set()
    return len(found)


def test_step_says_what_it_is(point):
    step = make_progress(point)

    assert str(step) == f"{point.pk} progress"
    assert str(point) == "จัดทำรายงานสรุป"
