"""What the public is told of: which rows, in which words, and what never."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cities.models import Agency, City, Completion, Retirement, Source, SuggestionStep
from creativecity.ledger import verbs
from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import today
from programmes.change_list import change_list, point_of
from programmes.models import Commitment, Decision, Erratum, Programme
from programmes.public_changes import gather, public_changes, tell
from programmes.sealing import add_erratum
from programmes.told_entries import told_entries
from tests.factories import (
    DAY,
    decide_request,
    make_amendment,
    make_article,
    make_candidacy,
    make_commitment_report,
    make_commitment_verdict,
    make_district_state,
    make_event,
    make_evidence,
    make_item,
    make_meeting,
    make_milestone,
    make_move,
    make_outcome,
    make_reading,
    make_request,
    make_sealed_report,
    make_stage,
    make_suggestion,
    make_target_change,
    make_verdict,
    make_verified,
)

AHEAD = date(2031, 2, 1)
LATER = date(2031, 3, 1)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def by(cast):
    return cast["secretary"]


def told(**asked):
    return public_changes(**{"limit": 50, **asked})


def titles(**asked):
    return [change.title for change in told(**asked)]


def texts(**asked):
    return [change.text for change in told(**asked)]


# Readings


def test_what_the_facts_file_brought_is_no_change(facts):
    assert told() == []


def test_verified_reading_is_told_with_who_verified_it(nan, cast):
    make_verified(nan, "R1.1", level=2, by=cast["cea"])

    [change] = told()
    assert change.title == "Nan: indicator R1.1 verified, level 2 of 4"
    assert change.text == (
        "CEA verified what Nan had reported of indicator R1.1 (City leadership and "
        "governance): level 2 of 4, as of 1 October 2026."
    )
    assert change.path == "/en/cities/nan/readiness/#R1.1"
    assert (change.kind, change.city, change.office) == ("reading", nan, "CEA")
    assert (change.on.day, change.is_sample) == (DAY, False)


def test_reading_verified_as_not_applicable_says_so(nan, cast):
    reading = make_reading(nan, "R1.1", level=None, not_applicable_reason="ไม่เกี่ยวข้อง")
    make_verdict(reading, by=cast["dasta"])

    [change] = told()
    assert change.title == "Nan: indicator R1.1 verified as not applicable"
    assert change.text.endswith("does not apply to Nan, as of 1 October 2026.")


def test_reported_and_returned_readings_are_not_told(nan, cast):
    make_reading(nan, "R1.1", by=cast["officer.nan"])
    returned = make_reading(nan, "R1.2", by=cast["officer.nan"])
    make_verdict(returned, by=cast["cea"], verdict="returned", reason="ยังไม่ครบ")

    returned.withdraw(by=cast["officer.nan"], reason="ลงผิด")

    assert told() == []


def test_verified_reading_that_is_withdrawn_is_told_as_taken_back(nan, cast):
    officer = cast["officer.nan"]
    reading = make_reading(nan, "R1.1", by=officer)
    make_verdict(reading, by=cast["cea"])
    before = told()[0]

    reading.withdraw(by=officer, reason="เหตุผลภายใน")

    taken_back, earlier = told()
    assert taken_back.title == "Taken back: Nan: what was reported of indicator R1.1"
    assert taken_back.is_withdrawal
    assert taken_back.office == "the city of Nan"
    assert "เหตุผลภายใน" not in taken_back.text
    assert earlier.sequence == before.sequence
    assert before.at < earlier.taken_back_at == earlier.updated_at()
    assert before.updated_at() == before.at


def test_verdict_that_is_withdrawn_is_told_as_taken_back(nan, cast):
    verified = make_verified(nan, "R1.1", by=cast["cea"])
    verdict = verified.verifications.get()

    verbs.withdraw(verdict, by=cast["cea"], reason="ผิดเมือง", about=nan.key())

    taken_back, earlier = told()
    day = today()
    assert taken_back.title == "Taken back: Nan: indicator R1.1 verified, level 2 of 4"
    assert taken_back.on.day == day
    assert earlier.taken_back_at is not None


def test_what_was_taken_back_later_is_not_known_before(nan, cast):
    reading = make_verified(nan, "R1.1", by=cast["cea"])
    point = latest()
    reading.withdraw(by=cast["officer.nan"], reason="ลงผิด")
    entries = list(told_entries(today()).filter(sequence__lte=point))

    then, now = gather(entries, point), gather(entries)

    assert then.change(entries[0]).taken_back_at is None
    assert now.change(entries[0]).taken_back_at is not None


# Dates and milestones


def test_dates_of_a_milestone_are_told_with_their_reasons(nan, by):
    step = make_milestone(nan, due=AHEAD, by=by)

    row = make_move(step, LATER, by=by, reason="budget")
    make_move(step, AHEAD, by=by, reason="ready")

    moved = "The date of the step “Letter of endorsement” of Nan was moved from "
    agreed = "The date first agreed for the step “Letter of endorsement” of Nan is: "
    assert texts() == [
        f"{moved}1 March 2031 to 1 February 2031. Reason: ready earlier than planned.",
        f"{moved}1 February 2031 to 1 March 2031. Reason: budget or procurement.",
        f"{agreed}1 February 2031.",
    ]
    change = told()[1]
    assert change.sequence == row.sequence
    assert change.title == "Nan: “Letter of endorsement” moved to 1 March 2031"
    assert change.path == f"/en/cities/nan/#step-{step.pk}"
    assert change.office == "the programme's secretary"


def test_date_that_was_taken_back_is_not_what_stood_before_the_next(nan, by):
    step = make_milestone(nan, due=AHEAD, by=by)
    row = make_move(step, LATER, by=by, reason="budget")
    step.take_back(row, by=by, reason="ผิดเดือน")

    make_move(step, date(2031, 4, 1), by=by, reason="budget")

    assert "was moved from 1 February 2031 to 1 April 2031" in texts()[0]
    assert titles()[1] == (
        "Taken back: Nan: “Letter of endorsement” moved to 1 March 2031"
    )


def test_later_date_of_a_key_step_is_told_from_the_asking_to_the_decision(nan, cast):
    by = cast["secretary"]
    step = make_milestone(nan, due=AHEAD, is_key=True, by=by)
    refused = make_request(step, LATER, by=cast["officer.nan"], reason="documents")
    decide_request(refused, by=by, number=1, is_approved=False, note="ยังไม่จำเป็น")
    granted = make_request(step, LATER, by=cast["officer.nan"], reason="documents")

    decide_request(granted, by=by, number=2)

    dates = told(kinds={"date"})
    assert [change.title for change in dates] == [
        "Nan: “Letter of endorsement” moved to 1 March 2031",
        "Nan: a later date was asked for “Letter of endorsement”",
        "Nan: later date of “Letter of endorsement” refused",
        "Nan: a later date was asked for “Letter of endorsement”",
        "Nan: date agreed for “Letter of endorsement”: 1 February 2031",
    ]
    assert dates[0].text.endswith("Decision 2/2569 approved the later date.")
    assert dates[2].text == (
        "Decision 1/2569 refused the later date 1 March 2031 for the step “Letter of "
        "endorsement” of Nan; the date that stood stays."
    )
    assert "in place of 1 February 2031. Reason: documents or data" in dates[3].text


def test_completed_and_retired_steps_are_told_with_the_date_that_stood(nan, by):
    done = make_milestone(nan, due=AHEAD, by=by)
    bid = make_candidacy(nan)
    gone = make_milestone(nan, bid, code="other", due=AHEAD, by=by, is_sample=True)
    piece = make_evidence(nan, by=by)
    done.complete(Completion(effective_on=DAY), by=by, evidence=[piece])
    gone.retire(Retirement(reason="ไม่ต้องใช้", effective_on=DAY), by=by)

    retired, completed = told(kinds={"milestone"})

    assert completed.title == "Nan: “Letter of endorsement” completed"
    assert completed.text == (
        "The step “Letter of endorsement” of Nan was completed: 1 October 2026. The "
        "date that stood for it: 1 February 2031."
    )
    assert retired.title == "Nan: “Letter of endorsement” was retired"
    assert (completed.is_sample, retired.is_sample) == (False, True)


def test_plan_that_was_never_agreed_is_not_told(nan, by):
    plan = make_milestone(nan, due=AHEAD, agreed=None, by=by)

    row = plan.retire(Retirement(reason="ไม่ต้องใช้", effective_on=DAY), by=by)
    plan.take_back(row, by=by, reason="ยังต้องใช้")

    assert told() == []


def test_target_that_a_decision_changed_is_told(nan, by):
    target = nan.targets.get(programme=Programme.objects.newest())

    make_target_change(target, date(2029, 9, 30), by=by)

    [change] = told()
    assert change.title == "Nan: target of the agreement changed by decision 1/2569"
    assert change.text.endswith("(30 September 2029).")
    assert change.path == f"/en/cities/nan/#{target.code}"


# Bids


def test_stage_and_membership_are_told_apart(nan, by):
    bid = make_candidacy(nan)
    stage = make_stage(bid, by=by)
    make_stage(bid, "designated", date(2026, 11, 1), by=by, text_en="It is in.")

    [membership] = told(kinds={"membership"})
    [other] = told(kinds={"stage"})

    assert membership.title == "Nan: designated"
    assert membership.text == "It is in."
    assert (other.title, other.kind) == ("Nan: put forward", "stage")
    assert other.path == f"/en/cities/nan/#stage-{stage.sequence}"


def test_stage_of_a_day_ahead_waits_for_that_day(nan, by):
    make_stage(make_candidacy(nan), on=AHEAD, by=by)

    assert titles() == []
    assert titles(on=AHEAD) == ["Nan: put forward"]


def test_stage_that_was_withdrawn_keeps_its_place(nan, by):
    bid = make_candidacy(nan)
    stage = make_stage(bid, by=by)

    bid.withdraw_stage(stage, by=by, reason="ผิดเมือง")

    assert titles() == ["Taken back: Nan: put forward", "Nan: put forward"]


# The agreement


def test_decision_is_told_in_its_words_once_they_are_public(cast, by):
    review = make_meeting(until="held", by=by)
    item = make_item(review)
    decision = Decision(
        programme=review.programme,
        number=7,
        year=2569,
        kind="meeting",
        item=item,
        text_th="ลับ",
        text_en="Hush",
        effective_on=DAY,
    )
    verbs.add(decision, by=by, verb="decide", about=review.programme.key())

    [change] = told(kinds={"decision"})

    assert change.title == "Decision 7/2569 of the two agencies"
    assert change.text == (
        "The public reads its words once the agencies have agreed to the minutes."
    )
    register = "/en/agreements/mou-2563/decisions/"
    assert change.path == f"{register}?decision=7-2569#decision-7-2569"


def test_decision_by_circulation_and_amendment_are_told(cast, by):
    decision = Decision(
        programme=Programme.objects.newest(),
        number=1,
        year=2569,
        kind="circulation",
        text_th="เห็นชอบ",
        text_en="Agreed",
        effective_on=DAY,
    )
    decision.enter(by=by)
    make_amendment(by=by, decision=decision)

    amendment, decided = told()

    assert (decided.text, decided.kind) == ("Agreed", "decision")
    assert amendment.title == "Amendment 1 of the agreement: longer term"
    assert amendment.path == "/en/agreements/mou-2563/#amendment-1"


def test_duties_are_told_as_reported_confirmed_and_disputed(cast):
    duty = Commitment.objects.get(code="C1")
    cea, dasta = (Agency.objects.get(code=code) for code in ("cea", "dasta"))
    report = make_commitment_report(duty, agency=cea, by=cast["cea"])
    verbs_of = {"verb": "report", "by": cast["cea"], "about": report.about()}
    report = _anew(report, **verbs_of)
    verdict = make_commitment_verdict(report, agency=dasta)
    _anew(verdict, by=cast["dasta"], verb="confirmed", about=report.about())
    row = make_commitment_verdict(
        report, agency=dasta, verdict="disputed", reason_th="ไม่ครบ", reason_en="Not all"
    )
    _anew(row, by=cast["dasta"], verb="disputed", about=report.about())

    changes = told(kinds={"duty"})

    assert [change.title for change in changes] == [
        "DASTA disputes the report on duty C1",
        "DASTA confirms the report on duty C1",
        "CEA reports duty C1 as under way",
    ]
    assert changes[0].text.endswith(" – Not all")
    assert changes[1].text == f"C1: {duty.text_en}"
    assert changes[2].path == "/en/agreements/mou-2563/#C1"


def _anew(row, **said):
    """The same said again by its own verb, as the page does it."""
    row.pk = None
    row._state.adding = True
    return verbs.add(row, **said)


def test_sealed_report_and_its_erratum_are_told(cast, by):
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    words = {"text_th": "แก้คำผิด", "text_en": "A figure was wrong"}
    add_erratum(Erratum(sealed=sealed, **words), by=by)

    correction, sealing = told(kinds={"report"})

    assert sealing.title == "Report on year 4 of the agreement sealed"
    assert sealing.path == "/en/reviews/mou-2563/4/#sealed"
    assert correction.title == "Erratum 1 to the report on year 4 of the agreement"
    assert correction.text == "A figure was wrong"
    assert correction.path == "/en/reviews/mou-2563/4/#erratum-1"


# Districts, outcomes, participation


def test_state_of_a_district_is_told(nan, by):
    district = nan.districts.first()
    row = make_district_state(district, by=by, text_en="There is a plan")

    [change] = told()

    assert change.title == f"Nan: creative district {district.name_en}: proposed"
    assert change.text == "There is a plan"
    assert change.path == f"{district.get_absolute_url()}#state-{row.sequence}"


def test_outcome_is_told_with_its_source(nan, by):
    source = Source.objects.published().first()
    make_outcome(nan, by=by)
    make_outcome(nan, by=by, year=2568, source_text="", source_codes=[source.code])

    second, first = told()

    assert first.title == (
        "Nan: Community income, fiscal year 2026 (B.E. 2569) (actual): 1,000,000 baht"
    )
    assert first.text == f"{first.title}. Source: สำนักงานสถิติจังหวัด."
    assert second.text == f"{second.title}."
    assert first.path == "/en/cities/nan/outcomes/#income"


def test_answer_to_a_suggestion_is_told_and_its_own_words_never(nan, by):
    suggestion = make_suggestion(nan, text="คานารี")
    step = SuggestionStep(
        reason_th="มีแผนอยู่แล้ว", reason_en="It is planned", effective_on=DAY
    )
    suggestion.decline(step, by=by)
    adopted = make_suggestion(nan, "NAN-2/2569")
    row = SuggestionStep(kind="adopted", effective_on=DAY, decision="mou-2563 3/2569")
    adopted.answer(row, by=by)

    second, first = told()

    assert first.title == "Nan: suggestion NAN-1/2569 declined"
    assert first.text == (
        "The suggestion NAN-1/2569 for Nan was declined on 1 October 2026. It is "
        "planned"
    )
    assert first.path == "/en/participate/suggestions/nan-1-2569/"
    assert second.text == (
        "The suggestion NAN-2/2569 for Nan was adopted on 1 October 2026. "
        "Decision 3/2569."
    )


def test_answer_to_a_suggestion_that_is_gone_leads_to_the_list(nan, by):
    suggestion = make_suggestion(nan)
    suggestion.decline(SuggestionStep(reason_th="ซ้ำ", effective_on=DAY), by=by)
    suggestion.take_back(by=by, reason="ผิด")
    suggestion.take_back(by=by, reason="ผิด")

    taken_back, first = told()

    assert taken_back.is_withdrawal
    assert first.path == "/en/participate/suggestions/"


def test_events_are_told_when_entered_and_when_cancelled(nan, by):
    plain = make_event(nan, by=by)
    event = make_event(
        nan, on=AHEAD - timedelta(days=1500), by=by, place_en="Town hall"
    )
    event.retire(by=by, reason="ฝนตก", on=event.starts_on - timedelta(days=1))

    cancelled, placed, entered = told()

    assert entered.text == (
        "In Nan, meeting: Meeting of the working group, 1 October 2026."
    )
    assert entered.path == f"/en/participate/events/{plain.code}/"
    assert placed.title == "Nan: event entered: Meeting of the working group"
    assert placed.text.endswith(", at Town hall.")
    assert cancelled.title == "Nan: event cancelled: Meeting of the working group"
    assert cancelled.text.endswith("is cancelled: ฝนตก")


def test_event_that_was_wrong_is_no_longer_told(nan, by):
    event = make_event(nan, by=by)

    event.retire(by=by, reason="ลงซ้ำ", on=DAY + timedelta(days=30))

    assert told() == []


def test_event_that_was_put_back_is_told_again_and_no_longer_as_cancelled(nan, by):
    event = make_event(nan, on=today() + timedelta(days=30), by=by)
    for reason in ("ฝนตก", "ประธานติดราชการ"):
        event.retire(by=by, reason=reason)
        event.put_back(by=by, reason="เหตุผลภายใน")

    put_back, entered = told()
    event.retire(by=by, reason="ฝนตกอีก")
    cancelled, still_entered = told()

    assert put_back.title == "Nan: event put back: Meeting of the working group"
    assert put_back.text.endswith("had been taken off the record, stands again.")
    assert "เหตุผลภายใน" not in put_back.text
    assert cancelled.text.endswith("is cancelled: ฝนตกอีก")
    assert still_entered.sequence == entered.sequence
    assert entered.title == "Nan: event entered: Meeting of the working group"


def test_article_is_told_from_its_day_on_and_drafts_never(nan, by):
    make_article("draft", by=by, cities=[nan])
    article = make_article("news", by=by, cities=[nan], published=today())
    known = make_article("known", by=by, kind="knowledge", title_th="ความรู้")
    known.publish(by=by, from_day=today() + timedelta(days=1))
    known.publish(by=by, from_day=today() + timedelta(days=2))

    assert titles() == ["News: เมืองจัดเวิร์กช็อป"]
    assert titles(on=today() + timedelta(days=1)) == ["News: เมืองจัดเวิร์กช็อป"]
    assert titles(on=today() + timedelta(days=2))[0] == "Knowledge: ความรู้"
    assert titles(city=nan) == ["News: เมืองจัดเวิร์กช็อป"]

    article.take_down(by=by, reason="ผิดพลาด")
    assert told() == []


# Portions


def test_changes_of_one_city_are_its_own(nan, cast):
    make_verified(nan, "R1.1", by=cast["cea"])
    other = City.objects.get(slug="phetchaburi")
    make_verified(other, "R1.1", by=cast["cea"])

    assert [change.city for change in told(city=nan)] == [nan]
    assert [change.city for change in told()] == [other, nan]
    assert told(kinds=["nonsense"]) == []


def test_portions_follow_each_other_without_gap_or_repetition(nan, by):
    for number in range(7):
        make_event(nan, by=by, name_en=f"Meeting {number}", name_th=f"ประชุม {number}")
    whole = [change.sequence for change in told()]

    newest = change_list(before=None, size=3)
    middle = change_list(before=newest.older, size=3)
    oldest = change_list(before=middle.older, size=3)

    lists = (newest, middle, oldest)
    assert [c.sequence for each in lists for c in each.changes] == whole
    assert (newest.newer, middle.newer, oldest.newer) == (None, 0, newest.older)
    assert oldest.older is None
    assert change_list(before=middle.older, size=3).before == middle.older
    assert told(before=whole[4], limit=2) == told()[5:7]


def test_list_is_parted_by_the_months_in_which_things_were_recorded(nan, by):
    make_event(nan, by=by)

    [(month, changes)] = change_list(before=None, size=3).months()

    assert month == today().replace(day=1)
    assert len(changes) == 1


@pytest.mark.parametrize(
    ("typed", "point"),
    [("12", 12), ("", None), ("0", None), ("-1", None), ("๑๒", None), ("9" * 19, None)],
)
def test_point_is_read_from_an_address(typed, point):
    assert point_of(typed) == point


def test_number_of_queries_does_not_grow_with_the_changes(nan, cast):
    counts = []
    for code in ("R1.1", "R1.2", "R1.3"):
        make_verified(nan, code, by=cast["cea"])
        make_event(nan, by=cast["officer.nan"], name_en=code, name_th=code)
        with CaptureQueriesContext(connection) as queries:
            told()
        counts.append(len(queries))

    assert counts[0] == counts[2] <= 12


def test_all_of_the_sample_data_is_told_in_few_queries(sampled):
    entries = list(told_entries(today()))

    with CaptureQueriesContext(connection) as queries:
        changes = tell(entries)

    assert [change.sequence for change in changes] == [e.sequence for e in entries]
    assert all(change.is_sample for change in changes)
    assert len(queries) <= 45


@pytest.mark.slow
def test_every_change_leads_to_a_page_that_has_its_row(sampled, client):
    pages, missing = {}, []
    for change in public_changes(limit=400):
        page, _, anchor = change.path.partition("#")
        if page not in pages:
            response = client.get(page)
            assert response.status_code == 200, change
            pages[page] = response.content.decode()
        if anchor and f'id="{anchor}"' not in pages[page]:
            missing.append(change.path)

    assert missing == []


def test_no_person_and_no_account_is_named(sampled):
    written = LogEntry.objects.filter(by__username__contains=".")
    accounts = set(written.values_list("by__username", flat=True))

    said = " ".join(f"{c.title} {c.text} {c.office}" for c in public_changes(limit=400))

    assert accounts != set()
    assert [name for name in accounts if name in said] == []


def test_time_of_recording_is_the_ledgers(nan, by):
    before = timezone.now()

    make_event(nan, by=by)

    assert before <= told()[0].at <= timezone.now()
