"""What a yearly report says of each part beside readiness, promises and stages."""

from datetime import date

import pytest

from cities.models import Agency, City, District, Event, SuggestionStep
from cities.models.took_part import count_groups
from creativecity.ledger import verbs
from creativecity.ledger.chain import latest
from programmes.models import Amendment, Attendance, Commitment, Programme
from programmes.reports.annual import NoSuchYearError, annual_report
from programmes.reports.values import Day, Text
from tests.factories import (
    agree_minutes_of,
    make_action_point,
    make_agreed_review,
    make_amendment,
    make_commitment_report,
    make_commitment_verdict,
    make_decision,
    make_district_state,
    make_event,
    make_item,
    make_milestone,
    make_move,
    make_outcome,
    make_review,
    make_suggestion,
    make_target_change,
)

WITHIN = date(2024, 1, 15)  # in year 4 of the term
EARLIER = date(2022, 1, 15)  # in year 2


@pytest.fixture
def programme(cast):
    return Programme.objects.get()


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def of_nan(programme, year=4):
    report = annual_report(programme, year)
    return next(city for city in report.cities if city.slug == "nan")


def test_a_milestone_with_every_date_that_was_said_of_it(programme, nan, cast):
    step = make_milestone(nan, due=date(2024, 3, 31), agreed=EARLIER)
    make_move(step, date(2024, 5, 31), reason="people", said=WITHIN, note="ย้ายงาน")

    [line] = of_nan(programme).milestones

    assert (line.code, line.call, line.is_key) == ("natcom-letter", 2031, False)
    assert (line.baseline, line.due) == (
        Day("2024-03-31", "day"),
        Day("2024-05-31", "day"),
    )
    assert (line.actual, line.slip, line.state) == (None, 61, "no-record")
    [move] = line.moves
    assert (move.on, move.to.on, move.reason) == ("2024-01-15", "2024-05-31", "people")


def test_a_milestone_agreed_after_the_year_is_not_told(programme, nan):
    make_milestone(nan, due=date(2024, 3, 31), agreed=date(2025, 1, 1))

    assert of_nan(programme).milestones == ()


def test_the_newest_figure_of_a_year_that_was_over(programme, nan, cast):
    by = cast["secretary"]
    make_outcome(nan, kind="baseline", year=2563, value="100", by=by)
    make_outcome(nan, kind="target", year=2568, value="200", by=by)
    make_outcome(nan, year=2565, value="130.5", by=by)
    make_outcome(nan, year=2567, value="150", by=by)  # ends after the report's day

    [figure] = of_nan(programme).outcomes

    assert (figure.year, figure.precision) == (2022, "fiscal-year")
    assert (figure.baseline, figure.target, figure.actual) == ("100", "200", "130.5")
    assert figure.share == 30


def test_a_measure_without_an_actual_figure_is_not_told(programme, nan, cast):
    make_outcome(nan, kind="target", year=2568, value="200", by=cast["secretary"])

    assert of_nan(programme).outcomes == ()


def test_a_district_with_the_state_that_stood(programme, nan):
    district = District.objects.get(city=nan)
    make_district_state(district, "preparing", EARLIER, source_codes=["HWT"])
    make_district_state(district, "active", date(2025, 1, 1), source_codes=["HWT"])

    [value] = of_nan(programme).districts

    assert (value.state, value.since) == ("preparing", Day("2022-01-15", "day"))
    assert value.sources == ("HWT",)


def test_a_district_without_a_state_has_none(programme, nan):
    [value] = of_nan(programme).districts

    assert (value.state, value.since, value.text) == ("", None, None)


def test_how_people_took_part_in_the_year(programme, nan):
    held = make_event(nan, on=WITHIN, rung=Event.Rung.CONSULT, reach=120)
    count_groups(held, {"makers": 12, "youth": None}, by=None)
    make_event(nan, on=date(2024, 2, 1), rung=Event.Rung.CONSULT, reach=30)
    make_event(nan, on=EARLIER, rung=Event.Rung.INFORM, reach=1000)
    first = make_suggestion(nan, effective_on=WITHIN)
    make_suggestion(nan, "NAN-2/2567", effective_on=WITHIN, channel="web")
    verbs.add(
        SuggestionStep(suggestion=first, kind="declined", reason_th="ซ้ำ"), by=None
    )

    told = of_nan(programme).participation

    assert (told.rungs, told.reach) == ((("consult", 2),), 150)
    assert (told.suggestions, told.declined, told.waiting) == (2, 1, 1)
    assert (told.website, told.groups) == (1, (("makers", 1), ("youth", 1)))


def test_reach_that_nobody_counted_is_not_nought(programme, nan):
    make_event(nan, on=WITHIN)

    assert of_nan(programme).participation.reach is None


def test_the_terms_with_parties_and_amendments(programme):
    row = Amendment(
        programme=programme,
        number=1,
        kind="clause",
        commitment=Commitment.objects.get(code="J1"),
        text_th="ข้อความใหม่",
        text_en="New words",
        effective_on=WITHIN,
    )
    verbs.add(row, by=None)

    terms = annual_report(programme, 4).terms

    assert [party.agency for party in terms.parties] == ["dasta", "cea"]
    assert terms.parties[0].office == Text("ผู้อำนวยการ อพท.", "Director-General, DASTA")
    assert terms.ends == Day("2024-06-30", "month")
    [amendment] = terms.amendments
    assert (amendment.number, amendment.on, amendment.due) == (1, "2024-01-15", None)
    assert annual_report(programme, 2).terms.amendments == ()


def test_a_duty_with_its_two_keys(programme, nan, cast):
    dasta, cea = Agency.objects.get(code="dasta"), Agency.objects.get(code="cea")
    event = make_event(nan, on=WITHIN)
    report = make_commitment_report(
        Commitment.objects.get(code="J1"),
        agency=dasta,
        on=WITHIN,
        city_slugs=["nan"],
        event_codes=[event.code],
    )
    make_commitment_verdict(report, agency=cea)

    duties = {row.code: row for row in annual_report(programme, 4).commitments}

    duty = duties["J1"]
    assert (duty.standing, duty.progress) == ("confirmed", "under-way")
    assert (duty.reported.agency, duty.reported.on) == ("dasta", "2024-01-15")
    assert (duty.answered.agency, duty.answered.text) == ("cea", Text("", ""))
    assert duty.cities == (Text("น่าน", "Nan"),)
    assert duty.events == (Text("การประชุมคณะทำงาน", "Meeting of the working group"),)
    assert (duties["P1"].standing, duties["C1"].standing) == ("", "none")

    event.retire(by=cast["secretary"], reason="ไม่ได้จัด")
    anew = {row.code: row for row in annual_report(programme, 4).commitments}
    assert anew["J1"].events == ()


def test_the_meeting_names_its_chair_and_counts_the_others(programme):
    review = make_agreed_review()
    guest = Attendance(review=review, name="ผู้ว่าราชการจังหวัด", presence="guest")
    verbs.create(guest, by=None, is_public=False, personal=Attendance.personal)

    told = annual_report(programme, 4).review

    assert (told.number, told.held_on) == ("1/2567", "2024-06-20")
    assert (told.begins_at, told.ends_at) == ("09:30", "12:00")
    assert [(row.agency, row.present, row.guests) for row in told.attendance] == [
        ("cea", 1, 0),
        ("dasta", 1, 0),
        ("", 0, 1),
    ]
    assert told.minutes_agreed == ()  # the list was changed since they agreed
    assert annual_report(programme, 3).review is None


@pytest.mark.slow
def test_minutes_are_agreed_as_known_at_the_point(programme):
    review = make_agreed_review()
    known = latest()
    make_decision(item=make_item(review, dropped_on=WITHIN))
    make_decision(2, item=make_item(review))
    agree_minutes_of(review)

    then = annual_report(programme, 4, known - 2).review.minutes_agreed

    assert then == ()
    assert len(annual_report(programme, 4).review.minutes_agreed) == 2


def test_years_of_the_term_are_those_known_at_the_point(programme):
    known = latest()
    make_amendment(effective_on=date(2024, 5, 1))

    assert annual_report(programme, 5).year == 5
    with pytest.raises(NoSuchYearError):
        annual_report(programme, 5, known)


@pytest.mark.slow
def test_decisions_of_the_meeting_and_by_circulation_since_the_year_began(programme):
    item = make_item(make_review(year=4))
    make_decision(1, 2567, item=item, effective_on=date(2024, 6, 20))
    make_decision(2, 2567, effective_on=WITHIN)
    make_decision(1, 2565, effective_on=EARLIER)
    make_decision(1, 2569)  # after the term: told with its last year

    def numbers(year):
        return [row.number for row in annual_report(programme, year).decisions]

    assert numbers(4) == ["1/2567", "2/2567", "1/2569"]
    assert numbers(2) == ["1/2565"]
    assert numbers(3) == []


def test_what_a_decision_did_in_both_languages(programme, nan):
    decision = make_decision(1, 2567, effective_on=WITHIN)
    row = Amendment(
        programme=programme,
        number=1,
        kind="city",
        city=nan,
        due_on=date(2025, 12, 31),
        precision="year",
        text_th="เพิ่มเมือง",
        text_en="Add the city",
        effective_on=WITHIN,
        decision=decision,
    )
    verbs.add(row, by=None)

    [value] = annual_report(programme, 4).decisions

    [effect] = value.effects
    assert "Add the city" in effect.en
    assert "เพิ่มเมือง" in effect.th


def test_what_came_of_action_points_of_last_year(programme, nan):
    last = make_decision(1, 2566, item=make_item(make_review(year=3)))
    old = make_action_point(last, due_on=date(2024, 1, 31), city=nan)
    new = make_action_point(make_decision(1, 2567, item=make_item(make_review(year=4))))

    told = annual_report(programme, 4).action_points

    assert [(row.decision, row.is_earlier) for row in told] == [
        ("1/2567", False),
        *([("1/2566", True)] if old.effective_on <= date(2024, 6, 24) else []),
    ]
    assert told[0].owner == Text.of(new.agency, "name")


def test_the_number_of_queries_does_not_depend_on_the_number_of_cities(
    programme, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as all_five:
        annual_report(Programme.objects.get(), 4)
    programme.targets.exclude(city__slug__in=["nan", "phetchaburi"]).delete()
    with django_assert_max_num_queries(60) as two:
        annual_report(Programme.objects.get(), 4)

    assert len(two) == len(all_five)


def test_target_that_a_decision_changed_keeps_the_day_that_it_had(programme, nan):
    target = nan.targets.get()
    change = make_target_change(target, date(2026, 9, 30), effective_on=WITHIN)

    [promise] = of_nan(programme).promises

    assert promise.due == Day("2026-09-30", "day")
    [told] = promise.changes
    assert (told.on, told.was) == ("2024-01-15", Day("2021-09-30", "fiscal-year"))
    assert told.decision == str(change.decision)
