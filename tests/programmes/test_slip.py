"""The slip ledger of the seed's cities: what was aimed for beside what happened."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import translation

from cities.models import City, Retirement
from creativecity.ledger.chain import latest
from creativecity.thai_calendar import PartialDate
from programmes.models import Programme
from programmes.slip import ledgers
from programmes.slip_rows import HEADER
from tests.factories import make_candidacy, make_city, make_milestone
from tests.visible import visible_text

LATELY = date(2026, 11, 23)
SUBMITTED = "submitted to UNESCO"


@pytest.fixture
def told(facts):
    """`told(on)` is slug to Ledger."""

    def of(on=LATELY):
        found = ledgers(Programme.objects.first(), City.objects.all(), on=on)
        return {ledger.city.slug: ledger for ledger in found}

    return of


@pytest.fixture
def page(client, facts):
    """`page("nan", as_of="2021-10-01")` is the text of a city's page."""

    def opened(slug, language="en", **query):
        with translation.override(language):
            where = reverse("cities:detail", args=[slug])
        return visible_text(client.get(where, query))

    return opened


def the_target(ledger):
    [line] = [line for line in ledger.lines() if line.kind == "target"]
    return line


# City -> first date, the day that came of it, inferred or not, days of slip, in words.
# Nan, Suphan Buri: from 30 September 2021, the end of fiscal year 2564; Phetchaburi,
# Chiang Rai: from 31 December 2023. All four days are the deadlines of their calls.
TARGETS = {
    "nan": (
        (date(2021, 9, 30), "fiscal-year"),
        (date(2025, 3, 3), "on-or-before"),
        True,
        1250,
        "1,250 days later than the baseline",
    ),
    "suphan-buri": (
        (date(2021, 9, 30), "fiscal-year"),
        (date(2023, 6, 30), "on-or-before"),
        True,
        638,
        "638 days later than the baseline",
    ),
    "phetchaburi": (
        (date(2023, 12, 31), "year"),
        (date(2021, 6, 30), "on-or-before"),
        True,
        -914,
        "914 days earlier than the baseline",
    ),
    "chiang-rai": (
        (date(2023, 12, 31), "year"),
        (date(2021, 6, 30), "on-or-before"),
        True,
        -914,
        "914 days earlier than the baseline",
    ),
    "sukhothai": (
        (date(2019, 10, 31), "month"),
        (date(2019, 10, 30), "day"),
        False,
        -1,
        "within the baseline",
    ),
}


@pytest.mark.parametrize("slug", TARGETS)
def test_target_beside_what_happened(slug, told):
    baseline, actual, is_inferred, days, words = TARGETS[slug]

    line = the_target(told()[slug])

    with translation.override("en"):
        assert line.words() == words
    assert (line.baseline, line.actual) == (
        PartialDate(*baseline),
        PartialDate(*actual),
    )
    assert (line.is_inferred, line.slip_days()) == (is_inferred, days)
    assert (line.times_moved(), line.is_key) == (0, False)


def test_target_that_was_not_reached_by_the_day_has_no_actual(told):
    line = the_target(told(date(2021, 10, 1))["nan"])

    assert (line.actual, line.done_as, line.is_inferred) == (None, "", False)
    assert (line.standing.state, line.standing.days) == ("overdue", 1)


def test_nothing_was_promised_before_the_agreement_was_signed(told):
    assert told(date(2020, 6, 24))["nan"].groups == ()


def test_members_reports_follow_the_target_each_in_its_own_group(told):
    groups = {group.code: group for group in told()["sukhothai"].groups}

    assert list(groups) == ["mou-2563", "report-2023", "report-2027", "report-2031"]
    assert [line.code for line in groups["report-2023"].lines] == ["mmr-2023"]
    assert groups["report-2023"].lines[0].standing.state == "no-record"


def test_steps_of_a_bid_come_before_those_of_a_membership(told):
    nan = City.objects.get(slug="nan")
    make_milestone(nan, make_candidacy(nan, 2031))

    codes = [group.code for group in told()["nan"].groups]

    assert codes == ["mou-2563", "call-2031", "report-2029", "report-2033"]


def test_step_of_a_membership_leads_to_the_report_that_follows_it(told):
    nan = City.objects.get(slug="nan")
    membership = nan.milestones.get(code="mmr-2029").membership
    days = {"data": date(2028, 3, 1), "long-after": date(2040, 3, 1)}
    for code, day in days.items():
        make_milestone(nan, membership=membership, code=code, due=day)

    groups = {group.code: group.lines for group in told()["nan"].groups}

    assert [line.code for line in groups["report-2029"]] == ["data", "mmr-2029"]
    assert [line.code for line in groups["report-2040"]] == ["long-after"]


def test_page_says_what_was_aimed_for_and_what_came(page):
    text = page("nan")

    assert "1,250 days later than the baseline" in text
    assert "on or before 3 Mar 2025" in text
    assert "submitted to UNESCO (inferred)" in text
    assert "The day is inferred from the outcome." in text


def test_page_stands_as_it_stood(page):
    assert "days later than the baseline" not in page("nan", as_of="2021-10-01")
    assert "638 days later" in page("suphan-buri", as_of="2023-07-01")


def test_page_in_thai_counts_in_the_buddhist_era(page):
    assert "ภายในวันที่ 3 มี.ค. 2568" in page("nan", "th")


def test_city_without_dates_is_told_how_a_line_comes_about(page):
    make_city()

    text = page("mae-hong-son")

    assert "The agreement sets no target for this city." in text
    assert "No date has been agreed on by this day." in text


def test_plan_without_a_baseline_stays_with_the_staff(page):
    city = make_city()
    make_milestone(city, name_en="A secret plan", agreed=None)
    make_milestone(city, code="second", name_en="Agreed later", agreed=LATELY)

    assert "A secret plan" not in page("mae-hong-son")
    assert "Agreed later" in page("mae-hong-son")
    assert "Agreed later" not in page("mae-hong-son", as_of="2026-11-22")


def test_retired_line_stays_with_its_reason(page, cast):
    city = make_city()
    milestone = make_milestone(city)
    words = "merged with the next step"
    retirement = Retirement(reason=words, effective_on=date(2026, 11, 1))
    milestone.retire(retirement, by=cast["secretary"])

    assert words in page("mae-hong-son")
    assert words not in page("mae-hong-son", as_of="2026-10-31")


def test_internal_notes_are_on_no_page(page, facts):
    """Those of targets and stages, which facts.json keeps for its own readers."""
    notes = [
        row.note
        for city in City.objects.all()
        for rows in (city.targets.all(), *(c.stages.all() for c in bids_of(city)))
        for row in rows
        if row.note
    ]
    text = "".join(page(city.slug) for city in City.objects.all())

    assert notes
    assert [note for note in notes if note in text] == []


def bids_of(city):
    return city.candidacies.all()


def read_csv(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_file_of_a_city_holds_its_lines(client, facts):
    response = client.get("/en/cities/nan/slip.csv", {"as_of": "2026-11-23"})

    rows = read_csv(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="nan-slip-2026-11-23.csv"'
    )
    assert tuple(rows[0]) == HEADER
    assert [row["code"] for row in rows] == ["M02", "mmr-2029", "mmr-2033"]
    known = ("baseline", "actual", "actual_precision", "is_inferred", "slip_days")
    assert [rows[0][name] for name in known] == [
        "2021-09-30",
        "2025-03-03",
        "on-or-before",
        "TRUE",
        "1250",
    ]


def test_file_stands_as_the_city_stood(client, facts):
    [row] = read_csv(client.get("/en/cities/nan/slip.csv", {"as_of": "2021-10-01"}))

    assert (row["state"], row["state_days"], row["actual"]) == ("overdue", "1", "")


def test_file_of_a_day_that_is_not_understood_is_refused(client, facts):
    response = client.get("/en/cities/nan/slip.csv", {"as_of": "soon"})

    assert response.status_code == 400


def test_it_is_told_as_the_ledger_knew_it_at_a_point(facts):
    nan = City.objects.get(slug="nan")
    before = latest()
    make_milestone(nan, code="said-later", agreed=date(2026, 11, 1))

    then, now = (
        ledgers(Programme.objects.first(), [nan], on=LATELY, known_at=point)
        for point in (before, latest())
    )

    codes = [{line.code for line in ledger.lines()} for [ledger] in (then, now)]
    assert codes[1] - codes[0] == {"said-later"}
