"""The plain table of a fiscal period: what was typed already, gathered."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Agency, City
from cities.models.took_part import count_groups
from creativecity.ledger import verbs
from creativecity.thai_calendar import FiscalYear, today
from programmes.fiscal.period import Period
from programmes.fiscal.row import Money, Part, Scope
from programmes.fiscal.table import rows_of, sections
from programmes.fiscal.words import sentences, span_words
from programmes.models import Commitment, Programme
from programmes.staff_views.fiscal import money_words
from tests.access_matrix import EXPERT, OFFICER, PARTNER
from tests.factories import (
    make_action_point,
    make_assignment,
    make_candidacy,
    make_commitment_report,
    make_commitment_verdict,
    make_completion,
    make_decision,
    make_event,
    make_expert,
    make_milestone,
    make_move,
    make_outcome,
    make_partner,
    make_progress,
    make_stage,
    make_step,
)
from tests.visible import visible_text

#: The first day of fiscal year 2569, and one within its third quarter.
FIRST, MAY = date(2025, 10, 1), date(2026, 5, 20)
ON = date(2026, 11, 26)
YEAR = FiscalYear(2569)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


def scope(user, *, quarter=None, city=None, on=ON, year=YEAR):
    sees_all = user.has_perm("cities.view_reading")
    cities = City.objects.exportable_by(user)
    cities = cities.filter(slug=city) if city else cities
    period = Period(year, quarter)
    return Scope(period, tuple(cities), user, on, is_whole=sees_all and not city)


def rows(user, part=None, *, agency="", **asked):
    found = rows_of(scope(user, **asked), agency)
    return [row for row in found if part is None or row.part == part]


def test_activity_is_told_with_all_that_was_typed(cast, nan):
    event = make_event(
        nan,
        on=MAY,
        ends_on=date(2026, 5, 22),
        place_th="ลานคน",
        place_en="The square",
        took_part_th="ช่าง",
        took_part_en="Makers",
        reach=1200,
        spent_baht=45_000,
        result="ได้แผน",
        next_step="เสนอที่ประชุม",
    )
    count_groups(event, {"makers": 12, "media": None}, by=cast[OFFICER], on=MAY)

    [row] = rows(cast["secretary"], Part.ACTIVITIES)

    assert (row.part, row.kind, row.city) == (Part.ACTIVITIES, "meeting", "Nan")
    assert row.activity == "Meeting of the working group"
    assert row.day == "20 to 22 May 2026"
    assert row.took_part == "Makers, craftspeople and creators 12, media"
    assert (row.place, row.people, row.reach) == ("The square", 12, 1200)
    assert (row.spent_baht, row.progress) == (45_000, "ได้แผน")
    assert (row.next_step, row.source) == ("เสนอที่ประชุม", event.code)
    assert row.url == f"/en/staff/events/?city=nan#{event.code}"
    assert (row.duty, row.responsible) == ("", "")


def test_activity_serves_the_duty_whose_report_names_it(cast, nan):
    event = make_event(nan, on=MAY)
    make_event(nan, on=MAY, name_en="Another", name_th="อื่น")
    for code in ("J1", "D1"):
        duty = Commitment.objects.get(code=code)
        agency = duty.agency or Agency.objects.get(code="cea")
        make_commitment_report(duty, agency=agency, event_codes=[event.code])

    first, other = rows(cast["secretary"], Part.ACTIVITIES)

    assert (first.duty, first.responsible) == ("J1, D1", "CEA, DASTA")
    assert (other.duty, other.agencies) == ("", ())
    assert rows(cast["secretary"], Part.ACTIVITIES, agency="dasta") == [first]


def test_retired_and_coming_activities_are_left_out(cast, nan):
    make_event(nan, on=MAY).retire(by=None, reason="ซ้ำ", on=MAY)
    make_event(nan, on=ON + timedelta(days=1))

    user = cast["secretary"]
    assert rows(user, Part.ACTIVITIES, year=FiscalYear(2570)) == []
    assert rows(user, Part.ACTIVITIES) == []


@pytest.mark.parametrize(
    ("day", "precision", "quarters"),
    [
        (date(2025, 9, 30), "day", [4]),
        (FIRST, "day", [1]),
        (date(2026, 9, 30), "day", [4]),
        (MAY, "month", [3]),
        (MAY, "fiscal-year", []),
    ],
)
def test_activity_stands_in_its_quarter(cast, nan, day, precision, quarters):
    event = make_event(nan, on=day, precision=precision)
    year = FiscalYear(2568) if day < FIRST else YEAR
    user = cast["secretary"]

    found = [
        quarter
        for quarter in (None, 1, 2, 3, 4)
        if event.code in {row.source for row in rows(user, quarter=quarter, year=year)}
    ]

    assert found == [None, *quarters]


def test_expert_is_told_in_each_period_that_the_days_touch(cast, nan):
    agency = Agency.objects.get(code="cea")
    expert = make_expert(agency=agency, name_en="Kaeo")
    days = {"starts_on": date(2025, 12, 1), "ends_on": date(2026, 1, 31)}
    texts = {"result_th": "ได้แผน", "result_en": "A plan"}
    make_assignment(expert, nan, days=Decimal("2.0"), **days, **texts)

    user = cast["secretary"]
    found = [
        [row.activity for row in rows(user, Part.EXPERTS, quarter=quarter)]
        for quarter in (1, 2, 3)
    ]

    kaeo = "Crafts and folk art: Kaeo"
    mali = "Crafts and folk art: Mali Chaidee"  # runs on since 2024
    assert found == [[mali, kaeo], [mali, kaeo], [mali]]
    row = rows(user, Part.EXPERTS, quarter=1, agency="cea")[0]
    assert (row.day, row.progress) == (
        "1 December 2025 to 31 January 2026",
        "Days worked: 2.\nA plan",
    )
    assert row.url == f"/en/staff/experts/#expert-{expert.pk}"


def test_officer_reads_an_experts_name_with_consent_alone(cast, nan):
    named = make_expert(name_en="Kaeo", consented_on=date(2025, 1, 1))
    make_assignment(named, nan, starts_on=MAY)

    silent, told = rows(cast[OFFICER], Part.EXPERTS)

    assert silent.activity == "Crafts and folk art"
    assert told.activity == "Crafts and folk art: Kaeo"
    assert told.url == "/en/cities/nan/#experts"


def test_step_done_and_redated_is_told_with_the_next_one(cast, nan):
    bid = make_candidacy(nan)
    names = {"name_th": "แผน", "name_en": "A plan"}
    done = make_milestone(
        nan, bid, due=date(2026, 4, 1), agreed=date(2026, 1, 5), **names
    )
    make_completion(done, date(2026, 5, 2), note="ลงนามแล้ว")
    moved = make_milestone(
        nan, bid, code="dossier", due=date(2026, 8, 1), agreed=date(2026, 1, 5)
    )
    make_move(
        moved, date(2026, 12, 31), reason="budget", said=date(2026, 6, 1), note="รอ"
    )

    first, second = rows(cast["secretary"], Part.MILESTONES)

    assert (first.kind, first.activity, first.day) == (
        "step done",
        "A plan",
        "2 May 2026",
    )
    assert first.progress == (
        "Done on 2 May 2026.\nFirst agreed for 1 April 2026.\nลงนามแล้ว"
    )
    assert second.kind == "step re-dated"
    assert second.progress == (
        "Moved from 1 August 2026 to 31 December 2026: budget or procurement.\nรอ"
    )
    next_one = "Letter of endorsement, by 31 December 2026"
    assert (first.next_step, second.next_step) == (next_one, next_one)
    assert second.url == f"/en/staff/cities/nan/milestones/{moved.pk}/"
    assert rows(cast["secretary"], Part.MILESTONES, quarter=1) == []


def test_step_that_a_stage_tells_of_is_done_on_its_day(cast, nan):
    bid = make_candidacy(nan, 2026)
    step = make_milestone(
        nan, bid, code="selection", agreed=date(2025, 11, 1), done_by="selection"
    )
    make_stage(bid, "put-forward", date(2025, 12, 1))
    make_stage(bid, "nominated", date(2026, 2, 1))

    [row] = rows(cast["secretary"], Part.MILESTONES)

    assert (row.activity, row.kind) == (step.name, "step done")
    assert (row.day, row.next_step) == ("1 February 2026", "")


def test_each_redating_stands_in_the_period_that_said_it(cast, nan):
    step = make_milestone(nan, due=date(2026, 1, 1), agreed=date(2025, 1, 5))
    make_move(step, date(2026, 2, 1), said=date(2025, 9, 30))
    make_move(step, date(2026, 3, 1), said=FIRST)

    before = rows(cast["secretary"], Part.MILESTONES, year=FiscalYear(2568))
    now = rows(cast["secretary"], Part.MILESTONES)

    assert [row.first_day for row in before] == [date(2025, 9, 30)]
    assert [row.first_day for row in now] == [FIRST]


def test_step_that_was_never_agreed_is_no_row(cast, nan):
    plan = make_milestone(nan, make_candidacy(nan, 2026), agreed=None)
    plan.done_by = "selection"
    plan.save()
    make_stage(plan.candidacy, "nominated", date(2026, 2, 1))

    assert rows(cast["secretary"], Part.MILESTONES) == []


def test_report_on_a_duty_is_told_with_what_the_other_says(cast, nan):
    dasta, cea = (Agency.objects.get(code=code) for code in ("dasta", "cea"))
    duty = Commitment.objects.get(code="D1")
    report = make_commitment_report(duty, agency=dasta, on=MAY, city_slugs=["nan"])
    make_commitment_report(
        Commitment.objects.get(code="C1"), agency=cea, on=MAY, is_sample=True
    )
    make_commitment_verdict(report, agency=cea, on=date(2026, 6, 1))

    own, other = rows(cast["secretary"], Part.DUTIES)

    assert (own.duty, own.city, own.responsible) == ("D1", "Nan", "DASTA")
    assert own.progress == (
        "under way (confirmed by CEA on 1 June 2026)\nTwo meetings were held"
    )
    assert own.url == "/en/staff/duties/mou-2563/D1/"
    assert other.progress.startswith("under way (self-reported)")
    assert (other.city, other.is_sample) == ("", True)
    assert rows(cast["secretary"], Part.DUTIES, agency="cea") == [other]


def test_report_that_names_no_own_city_is_no_officers_row(cast, nan):
    duty = Commitment.objects.get(code="D1")
    make_commitment_report(duty, agency=duty.agency, on=MAY)
    assert rows(cast[OFFICER], Part.DUTIES) == []

    make_commitment_report(duty, agency=duty.agency, on=MAY, city_slugs=["nan"])

    [row] = rows(cast[OFFICER], Part.DUTIES)
    assert row.url == "/en/agreements/mou-2563/#D1"


def test_action_point_is_told_while_open_and_in_the_period_that_ended_it(cast, nan):
    decision = make_decision(effective_on=date(2025, 11, 1))
    point = make_action_point(decision, due_on=date(2026, 2, 1), city=nan)
    make_progress(point, on=date(2026, 1, 10))
    make_step(point, "done", on=date(2026, 4, 1), note="ส่งแล้ว")

    user = cast["secretary"]
    points = [
        [
            (row.progress, row.next_step)
            for row in rows(user, Part.ACTION_POINTS, quarter=quarter)
        ]
        for quarter in (1, 2, 3, 4)
    ]
    assert points == [
        [("open", "by 1 February 2026")],
        [
            (
                "not done yet, 58 days past its day\nจัดทำร่างแล้ว",
                "by 1 February 2026",
            )
        ],
        [("done\nส่งแล้ว", "")],
        [],
    ]


def test_action_points_are_those_of_the_owner(cast, nan):
    decision = make_decision(effective_on=FIRST)
    make_action_point(decision, due_on=MAY)
    make_action_point(decision, due_on=MAY, city=nan)
    partner = make_partner("office")
    make_action_point(decision, due_on=MAY, partner=partner)

    whole = rows(cast["secretary"], Part.ACTION_POINTS)
    [own] = rows(cast[OFFICER], Part.ACTION_POINTS)

    assert [row.responsible for row in whole] == [
        "DASTA",
        "Nan",
        "Nan Town Municipality",
    ]
    assert (own.city, own.responsible) == ("Nan", "Nan")
    assert rows(cast["secretary"], Part.ACTION_POINTS, city="nan") == [own]


def test_outcome_is_told_when_it_was_recorded(cast, nan):
    make_outcome(nan, year=2568, value="1234567", effective_on=MAY)
    make_outcome(nan, year=2567, effective_on=date(2025, 9, 30))

    [row] = rows(cast["secretary"], Part.OUTCOMES)

    assert row.kind == "outcome: actual"
    assert row.activity == "Community income, fiscal year 2025 (B.E. 2568)"
    assert (row.progress, row.city) == ("1,234,567 baht", "Nan")
    assert row.url == "/en/staff/cities/nan/outcomes/#income"


def test_period_that_lies_ahead_is_empty(cast, nan):
    make_action_point(make_decision(effective_on=FIRST), due_on=MAY)

    assert rows(cast["secretary"], year=FiscalYear(2571)) == []


def test_officers_read_their_own_city_alone(cast, nan):
    sukhothai = City.objects.get(slug="sukhothai")
    make_event(nan, on=MAY)
    make_event(sukhothai, on=MAY)
    make_outcome(sukhothai, year=2567, effective_on=MAY)

    assert {row.city for row in rows(cast[OFFICER])} == {"Nan"}
    assert {row.city for row in rows(cast["secretary"], city="nan")} == {"Nan"}


def test_parts_stand_in_their_order_and_days_in_theirs(cast, nan):
    make_outcome(nan, year=2567, effective_on=FIRST)
    make_event(nan, on=MAY)
    make_event(nan, on=FIRST)

    found = sections(rows(cast["secretary"]))

    assert [each.part for each in found] == [
        Part.ACTIVITIES,
        Part.EXPERTS,
        Part.OUTCOMES,
    ]
    assert [row.first_day for row in found[0].rows] == [FIRST, MAY]


def test_money_is_the_sum_of_what_is_known(cast, nan):
    for number, baht in enumerate((45_000, None, 0)):
        make_event(nan, on=MAY + timedelta(days=number), spent_baht=baht)

    money = Money.of(rows(cast["secretary"]))

    assert money == Money(activities=3, known=2, baht=45_000)
    assert money_words(money) == (
        "Money spent as far as is known: 45,000 baht (of 3 activities 2 have a figure)"
    )
    assert money_words(Money.of([])) == "No activity is on record in this period."


def test_money_that_nobody_typed_is_not_nought(sign_in, nan):
    make_event(nan, on=today(), spent_baht=None)

    told = visible_text(open_page(sign_in("secretary")))

    assert "Money spent: not known of any activity of this period." in told
    assert "0 baht" not in told


def test_one_and_three_of_each_cost_the_same_queries(cast, nan):
    add_one_of_each(cast, nan, 1)
    one = queries(cast["secretary"])
    add_one_of_each(cast, nan, 2)
    add_one_of_each(cast, nan, 3)

    assert queries(cast["secretary"]) == one


def queries(user):
    asked = scope(user)
    with CaptureQueriesContext(connection) as made:
        rows_of(asked)
    return len(made)


def add_one_of_each(cast, city, number):
    event = make_event(city, on=MAY + timedelta(days=number))
    duty = Commitment.objects.get(code=f"J{number}")
    dasta, cea = (Agency.objects.get(code=code) for code in ("dasta", "cea"))
    report = make_commitment_report(
        duty, agency=dasta, on=MAY, event_codes=[event.code], city_slugs=["nan"]
    )
    make_commitment_verdict(report, agency=cea, on=MAY)
    bid = make_candidacy(city, 2030 + number)
    step = make_milestone(city, bid, due=MAY, agreed=FIRST)
    make_move(step, date(2026, 6, 1), said=MAY)
    make_completion(step, date(2026, 6, 2))
    make_stage(bid, on=MAY)
    make_action_point(make_decision(number, effective_on=FIRST), due_on=MAY, city=city)
    make_outcome(city, year=2565 + number, effective_on=MAY)
    make_assignment(make_expert(name_en=f"Expert {number}"), city, starts_on=MAY)


def test_submission_inferred_from_a_later_outcome_is_of_the_deadlines_period(cast, nan):
    bid = make_candidacy(nan, 2033)
    bid.call.deadline_on = date(2026, 6, 30)
    verbs.edit(bid.call, by=None)
    due = date(2026, 6, 1)
    make_milestone(nan, bid, due=due, agreed=FIRST, done_by="submission")
    make_stage(bid, "designated", on=date(2026, 10, 31))

    [row] = rows(cast["secretary"], Part.MILESTONES, quarter=3, on=date(2026, 11, 20))

    assert (row.kind, row.day) == ("step done", "on or before 30 June 2026")


def test_steps_of_one_day_stand_plan_by_plan(cast, nan):
    bids = [make_candidacy(nan, 2033), make_candidacy(nan, 2035)]
    for position, bid in enumerate([*bids, *bids]):
        name = f"Step {position} of {bid.call.year}"
        about = {"code": f"step-{position}", "position": position, "name_en": name}
        step = make_milestone(nan, bid, due=MAY, agreed=FIRST, **about)
        make_completion(step, MAY)

    told = rows(cast["secretary"], Part.MILESTONES)

    assert [row.activity for row in told] == [
        "Step 0 of 2033",
        "Step 2 of 2033",
        "Step 1 of 2035",
        "Step 3 of 2035",
    ]


def test_words_of_days_and_sentences():
    assert span_words(FIRST, None) == "since 1 October 2025"
    assert sentences("One. ", "", None, "Two.") == "One.\nTwo."


# The page and its files.


def open_page(client, **query):
    return client.get(reverse("staff:fiscal"), query)


def test_page_tells_this_fiscal_year_by_default(sign_in, nan):
    make_event(nan, on=today(), spent_baht=1_500)

    response = open_page(sign_in("secretary"))

    told = visible_text(response)
    be = FiscalYear.of(today()).be
    assert f"Fiscal year {be - 543} (B.E. {be})" in told
    assert "1,500 baht spent, as far as is known: of 1 activity 1 has a figure" in told
    assert "Meeting of the working group" in told
    assert response.context["filter"].chosen() == []


def test_page_is_narrowed_by_its_address(sign_in, nan):
    sukhothai = City.objects.get(slug="sukhothai")
    make_event(nan, on=MAY)
    make_event(sukhothai, on=MAY)
    duty = Commitment.objects.get(code="D1")
    make_commitment_report(duty, agency=duty.agency, on=MAY, city_slugs=["nan"])

    page = open_page(
        sign_in("secretary"), year="2569", quarter="3", city="nan", agency="dasta"
    )

    [section] = page.context["sections"]
    assert [row.duty for row in section.rows] == ["D1"]
    assert page.context["filter"].chosen() == [
        ("3: 1 April to 30 June", {"quarter": None}),
        ("Nan", {"city": None}),
        ("DASTA", {"agency": None}),
    ]
    assert "quarter 3" in visible_text(page)


@pytest.mark.parametrize("query", [{"year": "3000"}, {"quarter": "7"}, {"city": "x"}])
def test_what_is_not_understood_chooses_nothing(sign_in, nan, query):
    page = open_page(sign_in(OFFICER), **query)

    assert page.context["period"] == Period(FiscalYear.of(today()))


def test_quarter_says_what_belongs_to_the_whole_year_alone(sign_in, nan):
    make_event(nan, on=MAY, precision="fiscal-year")
    make_event(nan, on=MAY)
    client = sign_in("secretary")

    quarter = visible_text(open_page(client, year="2569", quarter="3"))
    year = visible_text(open_page(client, year="2569"))

    assert "1 activity is known to the year alone" in quarter
    assert "known to the year alone" not in year
    assert "fiscal year 2026 (B.E. 2569)" in year


def test_empty_period_says_what_fills_it(sign_in, cast):
    Programme.objects.get()

    told = visible_text(open_page(sign_in("officer.sukhothai"), year="2565"))

    assert "Nothing is on record of this period." in told


def test_long_table_has_pages_and_its_total_is_of_all(sign_in, nan, monkeypatch):
    monkeypatch.setattr("programmes.staff_views.fiscal.PAGE", 2)
    for number in range(3):
        make_event(nan, on=MAY + timedelta(days=number), spent_baht=100)

    page = open_page(sign_in(OFFICER), year="2569", page="2")

    assert len(page.context["page"]) == 2
    assert page.context["money"].baht == 300


@pytest.mark.slow
def test_each_page_tells_its_own_rows_whatever_part_they_are_of(
    sign_in, cast, nan, monkeypatch
):
    monkeypatch.setattr("programmes.staff_views.fiscal.PAGE", 2)
    add_one_of_each(cast, nan, 1)
    everything = rows(cast["secretary"])
    client = sign_in("secretary")

    pages = [open_page(client, year="2569", page=number) for number in (1, 2, 3, 4)]

    told = [r for page in pages for part in page.context["sections"] for r in part.rows]
    assert told == everything[:8]
    assert len({row.part for row in told}) == len(Part)


def test_sample_rows_are_marked(sign_in, sampled):
    page = open_page(sign_in("secretary"), year="2569")

    found = [row for section in page.context["sections"] for row in section.rows]
    assert {row.part for row in found} >= {Part.ACTIVITIES, Part.EXPERTS, Part.DUTIES}
    assert page.context["money"].baht > 0
    assert page.context["money"].known < page.context["money"].activities
    marked = [row for row in found if row.part == Part.ACTIVITIES and row.is_sample]
    assert visible_text(page).count("(sample)") >= len(marked) > 0


@pytest.mark.parametrize("role", [EXPERT, PARTNER, "nobody"])
@pytest.mark.parametrize("name", ["fiscal", "fiscal_csv", "fiscal_xlsx"])
def test_it_is_shut_to_whoever_keeps_no_city(sign_in, role, name):
    assert sign_in(role).get(reverse(f"staff:{name}")).status_code == 403


def test_csv_holds_the_table_that_was_chosen(sign_in, nan):
    event = make_event(nan, on=MAY, spent_baht=45_000, result="=1+1\nได้แผน")
    make_event(City.objects.get(slug="sukhothai"), on=MAY)

    response = sign_in("secretary").get(
        reverse("staff:fiscal_csv"), {"year": "2569", "quarter": "3", "city": "nan"}
    )

    head, row, expert = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    told = dict(zip(head, row, strict=True))
    assert response["Content-Disposition"] == (
        'attachment; filename="fiscal-2569-q3.csv"'
    )
    assert (told["First day"], told["City"]) == ("2026-05-20", "Nan")
    assert told["Money spent (baht)"] == "45000"
    assert told["Progress and result"] == "'=1+1\nได้แผน"
    assert told["Source"] == (
        f"http://testserver/en/staff/events/?city=nan#{event.code}"
    )
    assert (told["Sample data"], expert[2]) == ("no", "Experts who were sent")


def test_workbook_says_how_much_of_the_money_is_known(sign_in, nan):
    make_event(nan, on=MAY, spent_baht=45_000, is_sample=True)
    make_event(nan, on=FIRST)

    response = sign_in(OFFICER).get(reverse("staff:fiscal_xlsx"), {"year": "2569"})

    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    note, head, first, second, *_rest = sheet.iter_rows(values_only=True)
    assert note[0] == (
        "Money spent as far as is known: 45,000 baht (of 2 activities 1 have a figure)"
    )
    place = head.index("Money spent (baht)")
    assert (first[place], second[place]) == (None, 45_000)
    assert (first[-1], second[-1]) == ("no", "yes")
    assert response["Content-Disposition"] == 'attachment; filename="fiscal-2569.xlsx"'


def test_headings_are_in_the_readers_language(sign_in, nan):
    make_event(nan, on=MAY)
    with translation.override("th"):
        path = reverse("staff:fiscal_csv")

    response = sign_in(OFFICER).get(path, {"year": "2569"})

    told = response.content.decode("utf-8-sig")
    assert "20 พฤษภาคม 2569" in told
