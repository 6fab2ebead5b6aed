"""What is due next: the soonest dates of all cities and calls."""

from datetime import date

import pytest
from django.utils import translation

from cities.models import Call, City, Completion, Forecast, Retirement
from creativecity.ledger import verbs
from programmes.next_dates import next_dates
from tests.factories import (
    make_candidacy,
    make_city,
    make_evidence,
    make_milestone,
    make_stage,
)
from tests.visible import visible_text

LATELY = date(2026, 11, 23)
AGREED = date(2026, 1, 5)


@pytest.fixture
def told(facts):
    """`told(on)` is (day, whose, name) of what is due next."""

    def rows(on=LATELY, **options):
        with translation.override("en"):
            found = next_dates(on, **options)
            return [(row.day.day, row.of, row.name) for row in found]

    return rows


REPORT = "Membership Monitoring Report"


def test_reports_of_members_come_in_order(told):
    assert told(shown=4) == [
        (date(2027, 12, 31), "Chiang Rai", REPORT),
        (date(2027, 12, 31), "Sukhothai", REPORT),
        (date(2027, 12, 31), "Suphan Buri", REPORT),
        (date(2029, 12, 31), "Nan", REPORT),
    ]


def test_deadline_of_a_call_leads_to_the_call(told):
    call = Call(year=2031, deadline_on=date(2027, 3, 3), deadline_precision="day")
    verbs.create(call, by=None)

    [first] = next_dates(LATELY, shown=1)

    assert first.address.endswith("#call-2031")
    assert told(shown=1) == [
        (date(2027, 3, 3), "UNESCO", "Deadline of the call of 2031")
    ]
    assert first.days_left(LATELY) == 100


def test_date_that_stands_counts_and_not_the_first(cast):
    city = make_city()
    milestone = make_milestone(city, due=date(2026, 11, 1), agreed=AGREED)
    row = Forecast(
        due_on=date(2026, 12, 1), effective_on=date(2026, 2, 1), reason="people"
    )
    milestone.reforecast(row, by=cast["secretary"])

    [first] = next_dates(LATELY, shown=1)

    assert (first.day.day, first.times_moved) == (date(2026, 12, 1), 1)
    assert first.address.endswith(f"/cities/mae-hong-son/#step-{milestone.pk}")


def test_what_is_done_retired_over_or_only_planned_is_left_out(told, cast):
    city, secretary = make_city(), cast["secretary"]
    soon = {"due": date(2026, 12, 1), "agreed": AGREED}
    completed = make_milestone(city, code="completed", **soon)
    completed.complete(
        Completion(effective_on=date(2026, 11, 1)),
        by=secretary,
        evidence=[make_evidence(city)],
    )
    retired = make_milestone(city, code="retired", **soon)
    row = Retirement(reason="merged", effective_on=date(2026, 11, 1))
    retired.retire(row, by=secretary)
    make_milestone(city, code="over", due=date(2026, 11, 22), agreed=AGREED)
    make_milestone(city, code="plan", due=date(2026, 12, 1), agreed=None)
    staged = make_milestone(city, code="staged", done_by="selection", **soon)
    make_stage(staged.candidacy, "nominated", date(2026, 11, 1))

    assert [of for _day, of, _name in told() if of == "Mae Hong Son"] == []


def test_step_of_a_bid_that_has_ended_lies_ahead_no_more(told):
    due, ended = date(2027, 6, 30), date(2027, 3, 1)
    step = make_milestone(
        make_city(), due=due, agreed=AGREED, code="submission", done_by="submission"
    )
    make_stage(step.candidacy, "not-nominated", ended)

    before, after = told(on=date(2027, 2, 28)), told(on=ended)

    assert (due, "Mae Hong Son", "Letter of endorsement") in before
    assert [of for _day, of, _name in after if of == "Mae Hong Son"] == []


def test_home_shows_five_each_with_the_page_that_tells_of_it(client, facts):
    nan = City.objects.get(slug="nan")
    for number in range(9):
        make_milestone(
            nan,
            make_candidacy(nan),
            code=f"step-{number}",
            name_en=f"Step {number}",
            due=date(2098, 1, 1 + number),
        )

    response = client.get("/en/")

    assert len(response.context["next_dates"]) == 5
    assert 'href="/en/schedule/"' in response.content.decode()


def test_home_without_dates_says_how_they_come(client, db):
    text = visible_text(client.get("/en/"))

    assert "No date lies ahead on record." in text
