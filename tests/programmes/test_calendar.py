"""The calendar as another library reads it: days, SEQUENCE, what is never in it."""

from datetime import date

import pytest
import vobject
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from cities.models import (
    Call,
    City,
    Completion,
    Forecast,
    Milestone,
    ReforecastRequest,
    Retirement,
)
from creativecity.ledger import verbs
from creativecity.thai_calendar import PartialDate, Precision
from programmes.calendar_file.drawing import draw
from programmes.calendar_file.event import CalendarEvent
from programmes.calendar_file.milestones import milestone_events
from programmes.review_acts import hold, invite, withdraw_invitation
from tests.factories import (
    DAY,
    make_amendment,
    make_candidacy,
    make_city,
    make_evidence,
    make_meeting,
    make_milestone,
    make_review,
    make_stage,
    make_user,
)

LATELY = date(2026, 11, 23)
AHEAD = date(2031, 2, 1)
#: Years of the term of the agreement of the facts, each with its last day.
YEARS = {1: 2021, 2: 2022, 3: 2023, 4: 2024}


def read(client, address="/calendar.ics"):
    """UID to event, as vobject reads what the portal serves."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = vobject.readOne(response.content.decode())
    return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


def event_of(client, milestone, language="en"):
    uid = f"{milestone.uid}@creativecity"
    return read(client, f"/calendar.ics?language={language}")[uid]


def in_short(event):
    return event.dtstart.value, int(event.sequence.value), event.status.value


@pytest.fixture
def secretary(db):
    return make_user("a.secretary", role="secretary")


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def milestone(city, secretary):
    return make_milestone(city, due=AHEAD, by=secretary)


def move(milestone, due, *, by, reason="scope"):
    row = Forecast(due_on=due, reason=reason, effective_on=DAY, note="เลื่อนตามงาน")
    return milestone.reforecast(row, by=by)


# The file


def test_calendar_of_the_facts_is_read_by_another_library(client, facts):
    events = read(client)

    days = {uid: in_short(event)[0] for uid, event in events.items()}
    reports = {
        (milestone.city.slug, days[f"{milestone.uid}@creativecity"].year)
        for milestone in Milestone.objects.all()
    }
    assert len(events) == len(reports) + _call_days() + len(YEARS)
    assert days["call-2025-deadline@creativecity"] == date(2025, 3, 3)
    assert reports >= {
        ("sukhothai", 2023),
        ("sukhothai", 2027),
        ("phetchaburi", 2025),
        ("phetchaburi", 2029),
        ("suphan-buri", 2027),
        ("chiang-rai", 2027),
        ("nan", 2029),
    }


def _call_days():
    moments = [(c.opened(), c.deadline(), c.announced()) for c in Call.objects.all()]
    return sum(day is not None for days in moments for day in days)


def test_calendar_says_what_it_is_and_how_often_to_ask(client, facts):
    calendar = vobject.readOne(
        client.get("/calendar.ics?city=nan&language=en").content.decode()
    )

    said = {name: calendar.contents[name][0] for name in calendar.contents}
    assert said["x-wr-calname"].value == "Dates of the creative city Nan"
    assert said["refresh-interval"].value == "PT12H"
    assert said["refresh-interval"].params == {"VALUE": ["DURATION"]}
    assert said["version"].value == "2.0"


def test_date_known_to_the_year_stands_on_its_last_day_and_says_so(client, facts):
    thai = read(client, "/calendar.ics?city=nan")
    english = read(client, "/calendar.ics?city=nan&language=en")

    report = Milestone.objects.get(city__slug="nan", code="mmr-2029")
    uid = f"{report.uid}@creativecity"
    assert thai[uid].dtstart.value == date(2029, 12, 31)
    assert thai[uid].dtstart.params == {"VALUE": ["DATE"]}
    said = thai[uid].summary.value
    assert said.startswith("น่าน: รายงานติดตามการเป็นสมาชิก (สำคัญยิ่ง, ")
    assert said.endswith("พ.ศ. 2572)")
    assert english[uid].summary.value == (
        "Nan: Membership Monitoring Report (key, within 2029)"
    )
    assert english[uid].description.value == (
        "Membership asks for this report every four years.\n"
        "The day within the period is not known; this is its last day."
    )
    assert english[uid].categories.value == ["monitoring report", "key"]
    assert (
        english[uid].url.value == f"http://testserver/en/cities/nan/#step-{report.pk}"
    )


def test_step_of_a_membership_is_no_report(client, facts):
    nan = City.objects.get(slug="nan")
    membership = nan.milestones.get(code="mmr-2029").membership
    step = Milestone(
        city=nan,
        membership=membership,
        code="case-study",
        name_th="กรณีศึกษา",
        name_en="Case study",
        planned_on=AHEAD,
        planned_precision="day",
    )
    verbs.create(step, by=None)
    step.set_baseline(by=None, on=DAY)

    event = event_of(client, step)

    assert event.categories.value == ["milestone"]
    assert event.description.value == "A step of the membership of UNESCO's network."


def test_calendar_of_one_city_holds_its_own_dates_alone(client, facts):
    nan = City.objects.get(slug="nan")

    events = read(client, "/calendar.ics?city=nan")

    own = {
        f"{uid}@creativecity" for uid in nan.milestones.values_list("uid", flat=True)
    }
    assert set(events) == own


@pytest.mark.parametrize("asked", ["atlantis", "", "%00"])
def test_city_that_is_not_there_is_not_found(asked, client, facts):
    assert client.get(f"/calendar.ics?city={asked}").status_code == 404


def test_language_comes_from_the_address_alone(client, facts):
    by_header = client.get("/calendar.ics", headers={"accept-language": "en"})
    by_address = client.get("/calendar.ics?language=en")
    unknown = client.get("/calendar.ics?language=tlh")

    assert by_header.content == unknown.content != by_address.content
    assert by_address["Content-Language"] == "en"
    assert by_header["Content-Language"] == "th"


def test_calendar_is_not_sent_again_until_something_changes(client, milestone):
    tag = client.get("/calendar.ics")["ETag"]

    again = client.get("/calendar.ics", headers={"if-none-match": tag})
    move(milestone, date(2031, 1, 5), by=None)
    changed = client.get("/calendar.ics", headers={"if-none-match": tag})

    assert (again.status_code, changed.status_code) == (304, 200)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("/th/", "language=th"),
        ("/en/cities/nan/", "city=nan&amp;language=en"),
    ],
)
def test_pages_tell_the_address_to_subscribe_to(page, asked, client, facts):
    html = client.get(page).content.decode()

    assert f'href="/calendar.ics?{asked}" type="text/calendar"' in html
    assert f"<code>http://testserver/calendar.ics?{asked}</code>" in html
    assert '<link rel="alternate" type="text/calendar" href="/calendar.ics?' in html


# A milestone over its life


def test_redating_moves_the_day_and_raises_the_sequence_of_the_same_event(
    client, milestone, secretary
):
    before = event_of(client, milestone)

    move(milestone, date(2031, 2, 20), by=secretary)

    after = event_of(client, milestone)
    assert in_short(before) == (AHEAD, 0, "CONFIRMED")
    assert in_short(after) == (date(2031, 2, 20), 1, "CONFIRMED")
    assert after.dtstamp.value >= before.dtstamp.value
    assert after.description.value.splitlines()[1] == (
        "Moved 1 time; the date first agreed was: 1 February 2031."
    )


def test_redating_taken_back_still_raises_the_sequence(client, milestone, secretary):
    row = move(milestone, date(2031, 2, 20), by=secretary)
    moved = event_of(client, milestone)

    milestone.take_back(row, by=secretary, reason="ผิดเดือน")

    taken_back = event_of(client, milestone)
    assert in_short(moved) == (date(2031, 2, 20), 1, "CONFIRMED")
    assert in_short(taken_back) == (AHEAD, 2, "CONFIRMED")
    assert taken_back.dtstamp.value >= moved.dtstamp.value


def test_retirement_cancels_and_taking_it_back_restores(client, milestone, secretary):
    row = milestone.retire(Retirement(reason="ไม่ต้องใช้", effective_on=DAY), by=secretary)
    retired = event_of(client, milestone)

    milestone.take_back(row, by=secretary, reason="ยังต้องใช้")

    assert in_short(retired) == (AHEAD, 1, "CANCELLED")
    assert retired.description.value.splitlines()[-1] == (
        "It was retired: nobody waits for it any more."
    )
    assert in_short(event_of(client, milestone)) == (AHEAD, 2, "CONFIRMED")


def test_end_of_the_bid_cancels_what_lay_ahead_undone(client, city, secretary):
    def step(code, due, done_by=""):
        return make_milestone(city, code=code, due=due, done_by=done_by, by=secretary)

    over = step("over", date(2026, 10, 2))
    selection = step("selection", date(2026, 11, 2), done_by="selection")
    ahead = step("submission", AHEAD, done_by="submission")
    bid = ahead.candidacy

    stage = make_stage(bid, "not-nominated", date(2026, 11, 1), by=secretary)
    ended = event_of(client, ahead)
    others = [in_short(event_of(client, each)) for each in (over, selection)]
    bid.withdraw_stage(stage, by=secretary, reason="ผิดเมือง")

    assert in_short(ended) == (AHEAD, 1, "CANCELLED")
    assert ended.description.value.splitlines()[-1] == (
        "The bid ended before this step was taken."
    )
    assert others == [
        (date(2026, 10, 2), 1, "CONFIRMED"),
        (date(2026, 11, 2), 1, "CONFIRMED"),
    ]
    again = event_of(client, ahead)
    assert in_short(again) == (AHEAD, 2, "CONFIRMED")
    assert again.dtstamp.value >= ended.dtstamp.value


def test_completed_milestone_stays_and_says_so(client, city, milestone, secretary):
    piece = make_evidence(city)
    row = Completion(effective_on=DAY)

    milestone.complete(row, by=secretary, evidence=[piece])

    event = event_of(client, milestone)
    assert in_short(event) == (AHEAD, 1, "CONFIRMED")
    assert event.description.value.splitlines()[-1] == "Done: 1 October 2026."


def test_later_date_that_waits_for_a_decision_is_told(client, city, secretary):
    key = make_milestone(city, due=AHEAD, is_key=True, by=secretary)
    asked = ReforecastRequest(
        due_on=date(2031, 3, 1), reason="documents", effective_on=DAY
    )
    key.request_reforecast(asked, by=make_user("an.officer", role="officer"))
    waiting = event_of(client, key)

    asked.approve(by=secretary, decision="mou-2563 1/2569", on=DAY)

    granted = event_of(client, key)
    assert waiting.description.value.splitlines()[-1] == (
        "A later date was asked for, and a decision is awaited: 1 March 2031."
    )
    assert in_short(waiting) == (AHEAD, 1, "CONFIRMED")
    assert in_short(granted) == (date(2031, 3, 1), 3, "CONFIRMED")
    assert "awaited" not in granted.description.value


def test_day_inferred_from_the_outcome_is_told_as_such(client, facts):
    bid = City.objects.get(slug="nan").candidacies.get(call__year=2025)
    step = make_milestone(
        bid.city, bid, code="submission", due=date(2025, 2, 1), done_by="submission"
    )

    event = event_of(client, step)

    assert event.description.value.splitlines() == [
        "A step of the bid in UNESCO's call of 2025.",
        "Done: on or before 3 March 2025.",
        "The day is inferred from the outcome.",
    ]


def test_stamp_is_of_the_ledger_and_never_of_the_clock(client, milestone):
    first = event_of(client, milestone).dtstamp.value

    again = event_of(client, milestone, "th").dtstamp.value

    recorded = milestone.forecasts.get().recorded_at
    assert first == again == recorded.replace(microsecond=0)
    assert first < timezone.now()


def test_what_is_said_of_a_day_to_come_waits_for_that_day(city, secretary):
    step = make_milestone(city, due=AHEAD, by=secretary)
    row = Forecast(
        milestone=step,
        due_on=date(2031, 1, 5),
        reason="ready",
        effective_on=date(2027, 1, 1),
    )
    row.add(by=secretary)

    [before] = milestone_events([city], on=date(2026, 12, 31))
    [after] = milestone_events([city], on=date(2027, 1, 1))

    assert (before.day, before.sequence) == (AHEAD, 0)
    assert (after.day, after.sequence) == (date(2031, 1, 5), 1)


# What is never in it


def test_plan_without_baseline_and_internal_notes_do_not_appear(client, facts):
    nan = City.objects.get(slug="nan")
    make_milestone(nan, code="plan", name_th="แผนลับ", agreed=None)
    make_milestone(nan, code="agreed", name_th="ตกลงแล้ว", due=AHEAD)

    text = client.get("/calendar.ics").content.decode().replace("\r\n ", "")

    notes = Call.objects.exclude(documents__note="").values_list("documents__note")
    assert "ตกลงแล้ว" in text
    assert "แผนลับ" not in text
    assert [note for (note,) in notes if note and note in text] == []


def test_date_that_is_not_known_at_all_does_not_appear(city, secretary):
    step = make_milestone(city, due=AHEAD, agreed=None)
    step.planned_precision = Precision.UNKNOWN
    step.change_plan(by=secretary, fields=["planned_precision"])
    step.set_baseline(by=secretary, on=DAY)

    assert milestone_events([city], on=LATELY) == []


def test_sample_data_is_marked(client, city):
    sample = make_milestone(city, due=AHEAD, is_sample=True)

    assert event_of(client, sample).summary.value == (
        "Mae Hong Son: Letter of endorsement (sample data)"
    )


# Yearly reviews


def review_of(client, year, language="en"):
    uid = f"review-mou-2563-{year}@creativecity"
    return read(client, f"/calendar.ics?language={language}")[uid]


def test_year_without_a_review_on_record_is_told_by_its_end_alone(client, facts):
    for year, ends in YEARS.items():
        event = review_of(client, year)

        assert in_short(event) == (date(ends, 6, 24), 0, "CONFIRMED")
        assert event.summary.value == (
            f"Year {year} of the agreement ends; it is to be reviewed"
        )
        assert event.description.value == (
            "No review of it is on record; one may have been held all the same."
        )
        assert event.url.value == f"http://testserver/en/reviews/mou-2563/{year}/"
        assert event.categories.value == ["yearly review"]


def test_review_moves_from_its_year_to_its_meeting_and_stays_one_event(client, cast):
    by, days = cast["secretary"], [review_of(client, 4)]
    review = make_review(opened_on=DAY)
    make_meeting(review, until="ready", by=by)
    days.append(review_of(client, 4))
    invite(review, by=by, on=DAY)
    days.append(review_of(client, 4))

    hold(review, by=by, on=DAY)

    days.append(review_of(client, 4))
    sequences = [int(event.sequence.value) for event in days]
    assert [event.dtstart.value for event in days] == [
        date(2024, 6, 24),
        date(2024, 6, 24),
        DAY,
        DAY,
    ]
    assert sequences == sorted(set(sequences))
    assert [event.summary.value for event in days[2:]] == [
        "Review of year 4 of the agreement",
        "Review of year 4 of the agreement, held",
    ]
    assert days[2].description.value == "The two agencies are invited to it."
    assert "description" not in days[3].contents
    assert days[3].dtstamp.value >= days[0].dtstamp.value


def test_invitation_that_was_taken_back_takes_the_day_back(client, cast):
    by = cast["secretary"]
    review = make_meeting(until="invited", by=by)
    called = review_of(client, 4)

    withdraw_invitation(review, by=by, reason="เลื่อน")

    taken_back = review_of(client, 4)
    assert taken_back.dtstart.value == date(2024, 6, 24)
    assert int(taken_back.sequence.value) > int(called.sequence.value)


def test_longer_term_moves_the_end_of_its_last_year(client, facts):
    before = review_of(client, 4)

    make_amendment(due_on=date(2027, 6, 30), precision="month")

    years = read(client, "/calendar.ics?language=en")
    assert "review-mou-2563-7@creativecity" in years
    after = years["review-mou-2563-4@creativecity"]
    assert int(after.sequence.value) > int(before.sequence.value)


def test_public_page_tells_the_day_that_a_review_is_called_for(client, cast):
    make_meeting(until="invited", by=cast["secretary"], on=DAY)

    html = client.get("/en/reviews/mou-2563/4/").content.decode()

    assert "called for <time" in html


def test_review_of_sample_data_is_marked(client, facts):
    make_review(is_sample=True)

    assert review_of(client, 4).summary.value.endswith("(sample data)")


# Calls


def test_call_whose_deadline_moves_keeps_its_event(client, secretary):
    call = Call(year=2031, deadline_on=date(2031, 3, 3), deadline_precision="day")
    verbs.create(call, by=secretary)
    uid = "call-2031-deadline@creativecity"
    before = read(client, "/calendar.ics?language=en")[uid]

    call.deadline_on, call.deadline_precision = date(2031, 3, 31), Precision.MONTH
    verbs.edit(call, by=secretary)

    after = read(client, "/calendar.ics?language=en")[uid]
    assert in_short(before) == (date(2031, 3, 3), 0, "CONFIRMED")
    assert in_short(after) == (date(2031, 3, 31), 1, "CONFIRMED")
    assert after.dtstamp.value >= before.dtstamp.value
    assert (before.summary.value, after.summary.value) == (
        "Deadline of UNESCO's call of 2031",
        "Deadline of UNESCO's call of 2031 (within March 2031)",
    )


@pytest.mark.parametrize(
    ("precision", "summary"),
    [
        ("day", "UNESCO's call of 2031 opens"),
        ("on-or-before", "UNESCO's call of 2031 opens (on or before 31 January 2031)"),
        ("year", "UNESCO's call of 2031 opens (within 2031)"),
    ],
)
def test_how_far_a_day_is_known_is_part_of_the_summary(precision, summary, client, db):
    opened = PartialDate(date(2031, 1, 31), precision)
    verbs.create(
        Call(year=2031, opened_on=opened.day, opened_precision=precision), by=None
    )

    event = read(client, "/calendar.ics?language=en")["call-2031-opens@creativecity"]

    assert (event.dtstart.value, event.summary.value) == (opened.last_day, summary)


# Lines


def event_saying(words):
    return CalendarEvent(
        uid="x@creativecity",
        day=DAY,
        summary=words,
        description=words,
        categories=(),
        path="/th/",
        stamp=timezone.now(),
        sequence=0,
    )


THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=300)
SAID = st.text(st.sampled_from("กำนิ้ฉ่ำ,;:\\\n\"'()๒๕ ABC😀"), max_size=300)


@given(words=THAI | SAID)
@example(words="รายงานติดตามการเป็นสมาชิกของจังหวัดน่าน " * 6)
@example(words="\\" * 200)
def test_folding_loses_nothing_and_keeps_lines_short(words):
    content = draw([event_saying(words)], name="กำหนดการ", absolute="http://x{}".format)

    lines = content.split(b"\r\n")
    [event] = vobject.readOne(content.decode()).contents["vevent"]
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]  # no character is cut in two
    assert event.summary.value == words


def test_number_of_queries_does_not_grow_with_the_cities(client, secretary):
    counts = []
    for number in range(3):
        city = make_city(f"city-{number}")
        make_milestone(city, make_candidacy(city), due=AHEAD, by=secretary)
        with CaptureQueriesContext(connection) as queries:
            client.get("/calendar.ics")
        counts.append(len(queries))

    assert counts[0] == counts[2]
