"""Plan against actual across cities: page, drawing and file say the same."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.axis import Axis
from cities.models import City, Completion, Forecast, ReforecastRequest, Retirement
from cities.slip_drawing import draw_groups, thread
from programmes.actions import RuleOnRequest, apply_decision
from programmes.filters import ScheduleFilter
from programmes.models import Decision, Programme
from programmes.schedule import CITIES_A_PAGE, page_of
from programmes.schedule_drawing import draw
from programmes.slip import EVERYTHING, Choice, ledgers
from tests.factories import make_city, make_evidence, make_milestone
from tests.visible import visible_text

LATELY = date(2026, 11, 23)
AGREED = date(2026, 1, 5)


@pytest.fixture
def visit(client, facts):
    def opened(language="en", name="schedule", **query):
        with translation.override(language):
            where = reverse(f"programmes:{name}")
        return client.get(where, query)

    return opened


@pytest.fixture
def text(visit):
    return lambda *args, **query: visible_text(visit(*args, **query))


@pytest.fixture
def told_city(cast):
    """A city with a line for each thing that befalls a date, and its lines by code."""
    city, officer, secretary = make_city(), cast["officer.nan"], cast["secretary"]
    moved, asked, refused = (
        make_milestone(
            city, code=code, name_en=code, is_key=is_key, due=day, agreed=AGREED
        )
        for code, is_key, day in (
            ("moved", False, date(2026, 3, 31)),
            ("asked", True, date(2026, 12, 31)),
            ("refused", True, date(2027, 1, 31)),
        )
    )
    for due, on, reason in (
        (date(2026, 5, 31), date(2026, 2, 1), "budget"),
        (date(2026, 4, 30), date(2026, 3, 1), "ready"),
    ):
        row = Forecast(due_on=due, effective_on=on, reason=reason, note="see minutes")
        moved.reforecast(row, by=officer)
    completion = Completion(effective_on=date(2026, 5, 10), note="as signed")
    moved.complete(completion, by=officer, evidence=[make_evidence(city, by=officer)])
    ask(asked, date(2027, 3, 31), officer)
    request = ask(refused, date(2027, 4, 30), officer)
    decision = Decision(
        programme=Programme.objects.get(),
        number=3,
        year=2569,
        kind="circulation",
        text_th="ไม่อนุมัติ",
        text_en="Not approved",
        effective_on=date(2026, 7, 1),
    )
    refusal = RuleOnRequest(request, is_approved=False, note="UNESCO waits for nobody")
    apply_decision(decision, acts=[refusal], by=secretary)
    return city


def ask(milestone, due, by):
    row = ReforecastRequest(
        due_on=due, effective_on=date(2026, 6, 1), reason="documents", note="two late"
    )
    return milestone.request_reforecast(row, by=by)


def lines_of(on=LATELY, **choice):
    found = ledgers(
        Programme.objects.first(),
        City.objects.all(),
        on=on,
        choice=Choice(**choice),
    )
    return [line for ledger in found for line in ledger.lines()]


# What is chosen -> the codes of the lines shown of the five cities, as of LATELY.
CHOSEN = {
    "city": ({"city": "nan"}, ["M02", "mmr-2029", "mmr-2033"]),
    "targets": ({"kind": "target"}, ["M05", "M02", "M04", "M01", "M03"]),
    "late": ({"state": "met-late"}, ["M02", "M03"]),
    "late in a city": ({"state": "met-late", "city": "nan"}, ["M02"]),
    "no record": ({"state": "no-record"}, ["mmr-2025", "mmr-2023"]),
    "key targets": ({"kind": "target", "key": "on"}, []),
    "key in a city": ({"city": "nan", "key": "on"}, ["mmr-2029", "mmr-2033"]),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_filters_choose_lines_alike_on_page_and_in_file(name, visit):
    query, codes = CHOSEN[name]

    shown = visit(as_of="2026-11-23", **query).context["ledgers"]
    rows = read_csv(visit(name="schedule_csv", as_of="2026-11-23", **query))

    assert [line.code for ledger in shown for line in ledger.lines()] == codes
    assert [row["code"] for row in rows] == codes


def test_each_filter_can_be_taken_away(visit):
    page = visit(city="nan", state="met-late", key="on").content.decode()

    for rest in (
        "state=met-late&amp;key=on",
        "city=nan&amp;key=on",
        "city=nan&amp;state=met-late",
    ):
        assert f'href="/en/schedule/?{rest}"' in page


def test_filter_that_is_not_understood_is_said_and_left_out(visit, text):
    assert "every state" in text(state="sleeping")
    assert "1,250 days later" in text(state="sleeping")
    assert visit(name="schedule_csv", state="sleeping").status_code == 400
    assert visit(name="schedule_csv", as_of="soon").status_code == 400


def test_chosen_filters_in_words(facts):
    with translation.override("en"):
        chosen = ScheduleFilter({"city": "nan", "kind": "target", "key": "on"}).chosen()

    assert chosen == [
        ("city", "Nan"),
        ("kind", "targets of the agreement"),
        ("key", "Key milestones only"),
    ]


def test_nothing_that_fits_is_told_why(text):
    found = text(kind="target", as_of="2020-06-24")

    assert "No target and no milestone fits what was chosen." in found


def test_page_stands_as_it_stood(text):
    assert "1,250 days later" not in text(as_of="2021-10-01")
    assert "not yet met, 1 day past its date" in text(as_of="2021-10-01")


def test_both_languages_are_whole(text):
    assert "ภายในวันที่ 3 มี.ค. 2568" in text("th")
    assert "on or before 3 Mar 2025" in text("en")


def test_plan_without_a_baseline_is_nowhere(visit):
    make_milestone(make_city(), name_en="A secret plan", agreed=None)

    pages = [visit(), visit(name="schedule_csv"), visit(state="not-enough-data")]

    assert [b"A secret plan" in page.content for page in pages] == [False] * 3


def test_every_move_reason_and_decision_is_on_the_citys_page(told_city, client):
    text = visible_text(client.get("/en/cities/mae-hong-son/"))

    for words in (
        "40 days later than the baseline",
        "moved 2 times",
        (
            "Moved from 31 March 2026 to 31 May 2026 later by 61 days: "
            "budget or procurement see minutes"
        ),
        (
            "Moved from 31 May 2026 to 30 April 2026 earlier by 31 days: "
            "ready earlier than planned"
        ),
        "as signed",
        "Asked for 31 March 2027; waits for a decision",
        "Asked for 30 April 2027; refused documents or data not ready two late",
        "Decision mou-2563 3/2569 of 1 July 2026: UNESCO waits for nobody",
    ):
        assert words in text


def test_file_holds_moves_requests_and_decisions(told_city, visit):
    rows = read_csv(visit(name="schedule_csv", city="mae-hong-son"))

    told = {row["code"]: row for row in rows}
    assert told["moved"]["moves"] == (
        "2026-03-31 > 2026-05-31 (budget, said 2026-02-01); "
        "2026-05-31 > 2026-04-30 (ready, said 2026-03-01)"
    )
    assert told["asked"]["asked"] == "2027-03-31 (said 2026-06-01)"
    assert told["refused"]["refused"] == "2027-04-30 (said 2026-06-01)"
    assert told["refused"]["decisions"] == "mou-2563 3/2569"
    assert (told["moved"]["slip_days"], told["moved"]["times_moved"]) == ("40", "2")


def test_drawing_says_what_the_table_says(told_city, facts):
    programme = Programme.objects.get()
    found = ledgers(programme, City.objects.all(), on=LATELY)

    schedule = draw(programme, found, on=LATELY)

    plans = [plan for band in schedule.bands for plan in band.plans]
    lines = [line for ledger in found for line in ledger.lines()]
    axis = Axis(date(2019, 1, 1), date(2033, 12, 31))
    assert [plan.line for plan in plans] == lines
    for plan, line in zip(plans, lines, strict=True):
        assert plan.baseline == axis.at(line.baseline.last_day)
        assert plan.due == axis.at(line.due().last_day)
        assert plan.actual == (line.actual and axis.at(line.actual.last_day))
        assert plan.moved_from() <= plan.moved_to()
    assert schedule.today == axis.at(LATELY)
    assert schedule.term_length() == schedule.term_end - schedule.term_start > 0


def test_drawing_tells_how_far_a_target_slipped(facts):
    found = ledgers(Programme.objects.get(), City.objects.all(), on=LATELY)

    bands = draw(Programme.objects.get(), found, on=LATELY).bands

    told = {
        band.city.slug: plan.signed_days()
        for band in bands
        for plan in band.plans
        if plan.is_slip_told()
    }
    assert told == {
        "nan": "+1,250",
        "suphan-buri": "+638",
        "phetchaburi": "\N{MINUS SIGN}914",
        "chiang-rai": "\N{MINUS SIGN}914",
    }


def test_drawing_without_an_agreement_has_no_term(db):
    city = make_city()
    make_milestone(city)

    schedule = draw(None, ledgers(None, [city], on=LATELY), on=LATELY)

    assert (schedule.term_start, schedule.term_end) == (None, None)
    assert draw(None, [], on=LATELY) is None


def test_threads_lie_on_the_axis_of_their_group(told_city):
    [ledger] = ledgers(None, [told_city], on=LATELY)

    [group] = draw_groups(ledger.groups, on=LATELY)

    axis = Axis(date(2026, 3, 1), date(2027, 4, 30))
    moved, asked, refused = (drawn for _line, drawn in group.rows)
    assert group.today == axis.at(LATELY)
    assert moved.knots() == [axis.at(date(2026, 5, 31)), axis.at(date(2026, 4, 30))]
    assert (moved.start(), moved.stop()) == (moved.baseline, moved.actual)
    assert moved.stitches[0].path().split("Q")[1].split()[1] == "-14"
    assert moved.stitches[1].path().split("Q")[1].split()[1] == "114"
    assert [(s.kind, s.end) for s in asked.stitches] == [
        ("waits", axis.at(date(2027, 3, 31)))
    ]
    assert [s.kind for s in refused.stitches] == ["refused"]
    assert refused.end() == refused.baseline


def test_day_asked_about_lies_outside_a_group_that_is_over(facts):
    [nan] = ledgers(Programme.objects.get(), City.objects.filter(slug="nan"), on=LATELY)

    target, *_reports = draw_groups(nan.groups, on=LATELY)

    assert target.today is None


def test_thread_of_a_retired_line_is_struck_at_its_date(told_city, cast):
    milestone = told_city.milestones.get(code="asked")
    row = Retirement(reason="merged", effective_on=date(2026, 11, 1))
    milestone.retire(row, by=cast["secretary"])
    axis = Axis(date(2026, 1, 1), date(2027, 12, 31))

    threads = {line.code: thread(axis, line) for line in lines_of()}

    assert threads["asked"].retired == axis.at(date(2026, 12, 31))
    assert threads["refused"].retired is None


@pytest.mark.parametrize(
    ("choice", "last"),  # the five of the facts have targets, and milestones none
    [(EVERYTHING, 1 + 5), (Choice(state="due"), 1)],
)
def test_so_many_cities_a_page(choice, last, facts):
    for number in range(CITIES_A_PAGE + 1):
        city = make_city(f"city-{number}", name_en=f"City {number:02}")
        make_milestone(city, due=date(2026, 12, 1), agreed=AGREED)

    found = [
        page_of(
            Programme.objects.get(),
            City.objects.in_order(),
            on=LATELY,
            choice=choice,
            number=number,
        )
        for number in (1, 2)
    ]

    assert [len(told) for _page, told in found] == [CITIES_A_PAGE, last]
    assert [page.paginator.num_pages for page, _told in found] == [2, 2]


@pytest.mark.parametrize("query", [{}, {"state": "upcoming"}])
def test_queries_do_not_grow_with_the_cities(query, visit):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            visit(**query)
        return len(found)

    make_milestone(make_city("first"), due=date(2098, 1, 1))
    queries()  # what is looked up once
    one = queries()
    for slug in ("second", "third"):
        make_milestone(make_city(slug), due=date(2098, 1, 1))

    assert queries() == one


def read_csv(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("query", "end"), [({"as_of": "2021-10-01"}, "?as_of=2021-10-01"), ({}, "")]
)
def test_links_to_a_city_keep_the_day_asked_about(query, end, visit):
    html = visit(**query).content.decode()

    links = set(re.findall(r'href="(/(?:en|th)/cities/nan/[^"#]*)#', html))
    assert links == {f"/en/cities/nan/{end}"}
