"""The verbs of a milestone: what they add, and what they refuse, with words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.milestone_list import gather
from cities.models import (
    City,
    Completion,
    Evidence,
    Forecast,
    Membership,
    Milestone,
    ReforecastRequest,
    Retirement,
    Source,
    StatedView,
)
from cities.models.forecast import MoveReason
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from tests.factories import (
    DAY,
    decide_request,
    make_candidacy,
    make_city,
    make_completion,
    make_evidence,
    make_milestone,
    make_move,
    make_request,
    make_stage,
    make_user,
)

DUE, LATER, EARLIER = date(2030, 6, 30), date(2030, 9, 30), date(2030, 5, 31)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def city(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def officer(db, facts):
    return make_user("officer", role="officer")


@pytest.fixture
def secretary(db, facts):
    return make_user("secretary", role="secretary")


@pytest.fixture
def plain(city):
    return make_milestone(city, code="gap-study", due=DUE)


@pytest.fixture
def key(city):
    return make_milestone(city, due=DUE, is_key=True)


@pytest.fixture
def planned(city):
    return make_milestone(city, code="form", due=DUE, agreed=None)


def refused(act, *args, **kwargs):
    """The code and the words of the refusal, which writes nothing."""
    before = LogEntry.objects.count()
    with pytest.raises(ValidationError) as refusal, transaction.atomic():
        act(*args, **kwargs)
    assert LogEntry.objects.count() == before
    error = refusal.value
    if hasattr(error, "error_dict"):
        [(field, [error])] = error.error_dict.items()
        return f"{field} {error.code}", " ".join(error.messages)
    return error.code, " ".join(error.messages)


def newest_entry():
    return LogEntry.objects.latest("sequence")


# The baseline


def test_baseline_is_the_plan_as_it_stands(planned, secretary):
    forecast = planned.set_baseline(by=secretary, on=DAY)

    assert (forecast.number, forecast.due_on, forecast.reason) == (0, DUE, "")
    assert planned.track().baseline() == forecast
    assert newest_entry().verb == "set_baseline"
    assert newest_entry().about == "cities.city/nan"


def test_baseline_is_set_once(plain, secretary):
    code, words = refused(plain.set_baseline, by=secretary)

    assert code == "baseline-set"
    assert words == "The baseline is set already; a date is moved by re-dating it."


def test_baseline_asks_for_a_planned_day(city, secretary):
    dayless = make_milestone(city, due=None, agreed=None)

    assert refused(dayless.set_baseline, by=secretary)[0] == "no-plan"


def test_baseline_of_what_was_retired_is_refused(planned, secretary):
    planned.retire(Retirement(reason="ไม่ทำ"), by=secretary)

    assert refused(planned.set_baseline, by=secretary)[0] == "retired"


def test_two_baselines_are_refused_by_the_database(plain):
    second = Forecast(milestone=plain, due_on=DUE, effective_on=DAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.add(second, by=None)


def test_baselines_of_a_bid_leave_out_what_has_no_day_or_was_retired(city, secretary):
    bid = make_candidacy(city)
    first = make_milestone(city, bid, code="a", due=DUE, agreed=None)
    make_milestone(city, bid, code="b", due=None, agreed=None)
    make_milestone(city, bid, code="c", due=DUE)
    dropped = make_milestone(city, bid, code="d", due=DUE, agreed=None)
    dropped.retire(Retirement(reason="ไม่ทำ"), by=secretary)

    agreed = bid.set_baselines(by=secretary, on=DAY)

    assert [forecast.milestone for forecast in agreed] == [first]
    assert bid.set_baselines(by=secretary, on=DAY) == []


# The plan


def test_plan_is_changed_until_it_is_agreed(planned, officer):
    planned.planned_on = date(2030, 5, 1)

    planned.change_plan(by=officer, fields=["planned_on"])

    planned.refresh_from_db()
    assert planned.planned_on == date(2030, 5, 1)
    assert not newest_entry().is_public


def test_plan_that_is_agreed_is_not_changed(plain, officer):
    assert (
        refused(plain.change_plan, by=officer, fields=["name_th"])[0] == "baseline-set"
    )


def test_step_of_ones_own_gets_the_next_free_code(city, officer):
    bid = make_candidacy(city)

    codes = [
        bid.add_milestone(Milestone(name_th=name, name_en=name), by=officer).code
        for name in ("Papers", "Photos", "Photos")
    ]

    assert codes == ["own-1", "own-2", "own-2"]  # sent twice, it is there once
    assert not newest_entry().is_public


def test_plan_of_the_template_does_not_touch_what_is_there(city, officer):
    bid = city.candidacies.get(call__year=2025)

    made = bid.plan(by=officer)

    assert [m.code for m in made] == [s.code for s in bid.call.steps.all()]
    assert bid.plan(by=officer) == []


def test_milestone_belongs_to_a_bid_or_to_a_membership(city):
    bid = make_candidacy(city)
    both = Milestone(
        city=city,
        candidacy=bid,
        membership=Membership.objects.first(),
        code="x",
        name_th="ก",
        name_en="a",
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.create(both, by=None)
    assert str(both) == "a"


def test_month_is_kept_as_its_last_day():
    row = Milestone(planned_on=date(2030, 2, 3), planned_precision="month")

    row.clean()

    assert row.planned_on == date(2030, 2, 28)


# Re-dating


def test_later_date_of_a_key_milestone_is_refused_without_a_decision(key, officer):
    row = Forecast(due_on=LATER, reason="documents")

    code, words = refused(key.reforecast, row, by=officer)

    assert code == "needs-decision"
    assert words == (
        "A later date of a key milestone waits for a decision of the two agencies: "
        "ask for it, with the reason."
    )
    assert key.track().due().day == DUE


def test_earlier_date_of_a_key_milestone_stands_at_once(key, officer):
    make_move(key, EARLIER, by=officer)

    assert key.track().due().day == EARLIER


def test_redating_asks_where_a_decision_is_needed(key, plain, officer):
    said = {"reason": "documents", "note": "รอเอกสาร"}

    asked = key.redate(by=officer, due_on=LATER, **said)
    moved = plain.redate(by=officer, due_on=LATER, **said)

    assert isinstance(asked, ReforecastRequest)
    assert isinstance(moved, Forecast)
    assert (key.track().due().day, plain.track().due().day) == (DUE, LATER)
    assert key.status().state == "waiting-for-decision"


def test_period_that_ends_later_needs_a_decision_too(key, officer):
    row = key.redate(
        by=officer, due_on=date(2030, 6, 1), precision="year", reason="scope"
    )

    assert isinstance(row, ReforecastRequest)
    assert row.due_on == date(2030, 12, 31)


def test_decision_is_asked_for_only_where_one_is_needed(key, plain, officer):
    needless = ReforecastRequest(due_on=EARLIER, reason="scope")
    of_plain = ReforecastRequest(due_on=LATER, reason="scope")

    assert refused(key.request_reforecast, needless, by=officer)[0] == "no-need"
    assert refused(plain.request_reforecast, of_plain, by=officer)[0] == "no-need"


def test_one_request_waits_at_a_time_and_no_date_moves_meanwhile(key, officer):
    make_request(key, LATER, by=officer)
    again = ReforecastRequest(due_on=date(2030, 8, 31), reason="scope")
    earlier = Forecast(due_on=EARLIER, reason="scope")

    assert refused(key.request_reforecast, again, by=officer)[0] == "asked-already"
    assert refused(key.reforecast, earlier, by=officer)[0] == "asked-already"


def test_same_date_is_refused(plain, officer):
    same = Forecast(due_on=DUE, reason="scope")

    code, words = refused(plain.reforecast, same, by=officer)

    assert code == "due_on same-date"
    assert words == "This is the date that stands already."


@pytest.mark.parametrize(
    ("reason", "due"),
    [
        ("ready", LATER),
        ("documents", EARLIER),
        ("decision", EARLIER),
        ("budget", EARLIER),
        ("event", EARLIER),
    ],
)
def test_reason_for_the_other_direction_is_refused(reason, due, plain, officer):
    row = Forecast(due_on=due, reason=reason)

    assert refused(plain.reforecast, row, by=officer)[0] == "reason wrong-direction"


@pytest.mark.parametrize("due", [EARLIER, LATER])
@pytest.mark.parametrize("reason", ["people", "scope", "call", "correction", "other"])
def test_reason_for_both_directions_is_taken(reason, due, plain, officer):
    row = make_move(plain, due, by=officer, reason=reason, note="ตามบันทึก")

    assert row.reason in MoveReason


@pytest.mark.parametrize("note", ["", "  "])
def test_another_reason_is_said_in_the_note(note, plain, key, officer):
    move = Forecast(due_on=LATER, reason="other", note=note)
    asked = ReforecastRequest(due_on=LATER, reason="other", note=note)

    assert refused(plain.reforecast, move, by=officer)[0] == "note note-missing"
    assert refused(key.request_reforecast, asked, by=officer)[0] == "note note-missing"


def test_plan_is_changed_and_not_re_dated(planned, officer):
    row = Forecast(due_on=LATER, reason="scope")

    assert refused(planned.reforecast, row, by=officer)[0] == "no-baseline"


def test_date_is_not_said_on_a_day_ahead(plain, officer):
    ahead = today() + timedelta(days=1)
    row = Forecast(due_on=LATER, reason="scope", effective_on=ahead)

    assert refused(plain.reforecast, row, by=officer)[0] == "effective_on ahead"


def test_date_is_not_said_before_the_one_that_stands(plain, officer):
    make_move(plain, LATER, by=officer, said=DAY + timedelta(days=9))
    before = Forecast(due_on=EARLIER, reason="scope", effective_on=DAY)

    code, _words = refused(plain.reforecast, before, by=officer)

    assert code == "effective_on out-of-order"


def test_re_dating_without_a_reason_is_refused_by_the_database(plain):
    row = Forecast(milestone=plain, number=1, due_on=LATER, effective_on=DAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.add(row, by=None)


def test_numbers_of_dates_go_on_after_a_withdrawal(plain, officer):
    first = make_move(plain, LATER, by=officer)
    plain.take_back(first, by=officer, reason="พิมพ์ผิด")

    second = make_move(plain, EARLIER, by=officer)

    assert (first.number, second.number) == (1, 2)
    assert str(second) == f"{plain.pk} {EARLIER}"


# Completing


def test_completion_rests_on_evidence(plain, city, officer):
    piece = make_evidence(city, by=officer)

    completion = make_completion(plain, by=officer, evidence=[piece])

    assert [link.evidence for link in completion.evidence_links.all()] == [piece]
    assert piece.milestones() == [plain]
    assert plain.status(DAY).state == "met-early"
    assert first_fault() is None


def test_completion_without_evidence_is_refused(plain, officer):
    code, words = refused(plain.complete, Completion(), by=officer)

    assert code == "evidence evidence-missing"
    assert words == "Attach at least one piece of evidence that it was done."


def test_completion_that_a_public_source_tells_needs_no_piece(plain):
    row = Completion(effective_on=DAY, source_codes=[Source.objects.first().code])

    assert plain.complete(row, by=None).evidence_links.count() == 0


def test_completion_does_not_rest_on_a_retired_or_foreign_piece(plain, city, officer):
    retired = make_evidence(city, title_th="เก่า").retire(by=officer, reason="เก่า")
    foreign = make_evidence(make_city())

    for piece in (retired, foreign):
        code, _words = refused(
            plain.complete, Completion(), by=officer, evidence=[piece]
        )
        assert code == "evidence unusable-evidence"


def test_completion_of_a_day_or_month_that_is_not_over_is_refused(plain, city, officer):
    piece = make_evidence(city)
    year = today().year
    rows = [
        Completion(effective_on=date(year + 1, 1, 1)),
        Completion(effective_on=date(year + 1, 1, 1), precision="month"),
    ]

    for row in rows:
        code, _words = refused(plain.complete, row, by=officer, evidence=[piece])
        assert code == "effective_on ahead"


def test_completion_in_a_month_counts_from_its_last_day(plain, officer):
    row = make_completion(plain, date(2026, 9, 3), by=officer, precision="month")

    assert row.effective_on == date(2026, 9, 30)
    assert str(row) == f"{plain.pk} 2026-09-30"


def test_completion_needs_a_baseline(planned, city, officer):
    piece = make_evidence(city)

    code, _words = refused(planned.complete, Completion(), by=officer, evidence=[piece])

    assert code == "no-baseline"


@pytest.mark.parametrize("end", ["completed", "retired"])
def test_nothing_more_happens_to_what_has_ended(end, plain, city, officer):
    piece = make_evidence(city)
    if end == "completed":
        make_completion(plain, by=officer, evidence=[piece])
    else:
        plain.retire(Retirement(reason="ไม่ทำ"), by=officer)
    view = StatedView(view="secure", reason="ดี", expires_on=today())

    codes = {
        refused(plain.complete, Completion(), by=officer, evidence=[piece])[0],
        refused(plain.retire, Retirement(reason="ไม่ทำ"), by=officer)[0],
        refused(plain.state_view, view, by=officer)[0],
        refused(plain.redate, by=officer, due_on=LATER, reason="scope")[0],
    }

    assert codes == {end}


# Views


def test_view_stands_beside_the_state_until_it_expires(plain, officer):
    view = StatedView(
        view="at-risk", reason="รอผู้อื่น", effective_on=DAY, expires_on=date(2027, 3, 1)
    )

    plain.state_view(view, by=officer)

    assert plain.track(date(2027, 3, 1)).view() == view
    assert plain.track(date(2027, 3, 2)).view() is None
    assert plain.status(DAY).state == "upcoming"
    assert str(view) == f"{plain.pk} at-risk"


@pytest.mark.parametrize("days", [-1, 181])
def test_view_holds_from_its_day_on_and_not_for_ever(days, plain, officer):
    view = StatedView(
        view="secure",
        reason="ดี",
        effective_on=DAY,
        expires_on=DAY + timedelta(days=days),
    )

    code, _words = refused(plain.state_view, view, by=officer)

    assert code == "expires_on holds-too-long"


def test_view_of_180_days_is_taken(plain, officer):
    last_day = DAY + timedelta(days=180)
    view = StatedView(view="secure", reason="ดี", effective_on=DAY, expires_on=last_day)

    assert plain.state_view(view, by=officer).expires_on == last_day


# Taking back


def test_newest_of_a_kind_is_taken_back(plain, city, officer):
    first = make_move(plain, LATER, by=officer)
    second = make_move(plain, EARLIER, by=officer)

    assert refused(plain.take_back, first, by=officer, reason="ผิด")[0] == "not-undoable"
    plain.take_back(second, by=officer, reason="พิมพ์ผิด")
    assert plain.track().due().day == LATER
    plain.take_back(first, by=officer, reason="พิมพ์ผิด")
    assert plain.track().due().day == DUE


def test_completion_retirement_view_and_request_are_taken_back(key, officer):
    view = StatedView(view="secure", reason="ดี", expires_on=today())
    rows = [
        key.state_view(view, by=officer),
        make_request(key, LATER, by=officer),
        key.retire(Retirement(reason="ไม่ทำ"), by=officer),
    ]

    for row in reversed(rows):
        key.take_back(row, by=officer, reason="ผิด")

    done = make_completion(key, by=officer)
    key.take_back(done, by=officer, reason="ผิด")
    track = key.track()
    assert track.open_acts() == {"reforecast", "complete", "retire", "state_view"}
    assert (track.view(), track.open_request()) == (None, None)
    assert str(rows[2]) == f"{key.pk} {today()}"


def test_baseline_and_what_a_decision_moved_are_not_taken_back(key, officer, secretary):
    baseline = key.track().baseline()
    request = make_request(key, LATER, by=officer)
    decide_request(request, by=secretary)
    moved = key.track().dates()[-1]

    for row in (baseline, moved, request):
        code, _words = refused(key.take_back, row, by=officer, reason="ผิด")
        assert code == "not-undoable"


def test_re_dating_stays_while_a_request_waits(key, officer):
    moved = make_move(key, EARLIER, by=officer)
    make_request(key, LATER, by=officer)

    assert refused(key.take_back, moved, by=officer, reason="ผิด")[0] == "not-undoable"


def test_nothing_is_taken_back_twice(plain, officer):
    row = make_move(plain, LATER, by=officer)
    plain.take_back(row, by=officer, reason="ผิด")

    assert refused(plain.take_back, row, by=officer, reason="ผิด")[0] == "not-undoable"


# Requests


def test_nobody_decides_on_what_they_asked_for(key, officer):
    request = make_request(key, LATER, by=officer)

    code, _words = refused(request.approve, by=officer, decision="mou-2563 1/2569")

    assert code == "may-not-decide"
    assert request.days_waiting(DAY + timedelta(days=12)) == 12
    assert str(request) == f"{key.pk} {LATER}"


def test_request_is_decided_on_once(key, officer, secretary):
    request = make_request(key, LATER, by=officer)
    request.refuse(by=secretary, decision="mou-2563 1/2569", note="ไม่พอ", on=DAY)

    assert request.is_decided()
    assert request.why_not_decidable_by(secretary) == "It was decided on already."
    assert str(request.ruling) == f"{request.pk} refused"


def test_refusal_asks_for_a_reason(key, officer, secretary):
    request = make_request(key, LATER, by=officer)

    code, _words = refused(request.refuse, by=secretary, decision="1/2569", note=" ")

    assert code == "note reason-missing"


def test_request_that_was_taken_back_is_not_decided_on(key, officer, secretary):
    request = make_request(key, LATER, by=officer)
    key.take_back(request, by=officer, reason="ไม่ขอแล้ว")

    assert request.why_not_decidable_by(secretary) == "The request was taken back."
    assert list(ReforecastRequest.objects.open()) == []


def test_request_of_what_was_retired_is_not_decided_on(key, officer, secretary):
    request = make_request(key, LATER, by=officer)
    assert list(ReforecastRequest.objects.open()) == [request]

    key.retire(Retirement(reason="ไม่ทำ"), by=secretary)

    assert "retired" in request.why_not_decidable_by(secretary)
    assert list(ReforecastRequest.objects.open()) == []


def test_decision_falls_between_the_request_and_the_completion(key, officer, secretary):
    asked, done = DAY, DAY + timedelta(days=10)
    request = make_request(key, LATER, by=officer, said=asked)
    make_completion(key, done, by=officer)

    for day in (asked - timedelta(days=1), done + timedelta(days=1)):
        code, _words = refused(request.approve, by=secretary, decision="1/2569", on=day)
        assert code == "effective_on wrong-day"
    request.approve(by=secretary, decision="mou-2563 1/2569", on=done)
    assert key.track().due().day == LATER


# Which may be shown


def test_public_sees_a_milestone_from_the_day_its_first_date_was_agreed(
    plain, planned, city
):
    before = DAY - timedelta(days=1)
    known_at = chain.latest()

    mine = Milestone.objects.filter(candidacy=plain.candidacy)
    assert list(mine.published(DAY)) == [plain]
    assert list(mine.published(before)) == []
    planned.set_baseline(by=None, on=DAY)
    assert set(mine.published(DAY)) == {plain, planned}
    assert list(mine.published(DAY, known_at)) == [plain]


def test_tracks_of_many_cost_no_more_queries_than_of_few(
    city, officer, django_assert_num_queries
):
    bid = make_candidacy(city)
    rows = [make_milestone(city, bid, code=f"m-{n}", due=DUE) for n in range(30)]
    for milestone in rows:
        make_move(milestone, EARLIER, by=officer)
    found = Milestone.objects.filter(candidacy=bid).select_related("candidacy__call")

    for milestones in (list(found[:3]), list(found)):
        with django_assert_num_queries(6):
            tracks = Milestone.objects.tracks(milestones, DAY)
            states = {track.status().state for track in tracks.values()}
        assert states == {"upcoming"}


def test_membership_brings_its_reports_once(city):
    membership = city.candidacies.get(call__year=2025).membership
    designation = membership.candidacy.stages.get(kind="designated")

    again = membership.plan_reports(designation, by=None)

    assert again == []
    assert str(membership) == str(membership.candidacy)
    report = membership.milestones.get(code="mmr-2029")
    assert report.status(date(2029, 1, 1)).state == "upcoming"
    assert report.is_key


def test_pieces_say_what_they_stand_behind(plain, city, officer):
    piece = make_evidence(city)
    done = make_completion(plain, by=officer, evidence=[piece])
    [link] = done.evidence_links.all()

    plain.take_back(done, by=officer, reason="ผิด")

    assert piece.milestones() == []
    assert str(link) == f"{done.pk} {piece.pk}"
    assert Evidence.objects.get(pk=piece.pk).completion_links.count() == 1


def test_plan_that_was_retired_is_not_changed(planned, officer):
    planned.retire(Retirement(reason="ไม่ทำแล้ว", effective_on=DAY), by=officer)

    code, _words = refused(planned.change_plan, by=officer, fields=["name_th"])

    assert code == "retired"


def test_view_that_is_sent_twice_is_said_once(plain, officer):
    said = {"view": "at-risk", "reason": "รอ", "expires_on": today()}

    views = [plain.state_view(StatedView(**said), by=officer) for _again in range(2)]
    other = plain.state_view(StatedView(**{**said, "view": "secure"}), by=officer)

    assert views[0] == views[1] != other


def test_baseline_agreed_of_a_day_to_come_is_no_plan(city):
    year = today().year
    bid = make_candidacy(city)
    make_stage(bid, "designated", date(year, 12, 31), precision="year")

    rows = gather(bid.membership.milestones.all(), date(year, 12, 30))
    later = gather(bid.membership.milestones.all(), date(year, 12, 31))

    assert [row.is_plan() for row in rows] == [False, False]
    assert rows[0].track.open_acts() == {"retire", "state_view"}
    assert later[0].track.open_acts() == {
        "complete",
        "reforecast",
        "retire",
        "state_view",
    }
