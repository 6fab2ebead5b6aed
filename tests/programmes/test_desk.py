"""The desk: what each role owes, overdue first, and counts that are those of lists."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.milestone_list import by_city
from cities.models import City, Draft, Retirement
from creativecity.thai_calendar import today
from programmes.desk import owed
from programmes.desk_steps import next_report
from tests.addresses import address
from tests.factories import (
    DAY,
    make_candidacy,
    make_city,
    make_completion,
    make_evidence,
    make_milestone,
    make_reading,
    make_request,
    make_stage,
    make_user,
    make_verdict,
    make_verified,
)
from tests.visible import visible_text

OFFICER = "officer.nan"
EVERYBODY = (OFFICER, "dasta", "cea", "expert", "secretary", "auditor")


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def busy(nan, cast, sign_in):
    """Something of every kind that anybody can owe."""
    officer, cea = cast[OFFICER], cast["cea"]
    make_reading(nan, "R1.1", by=officer, on=today())
    returned = make_reading(nan, "R1.2", by=officer, on=today())
    make_verdict(returned, by=cea, verdict="returned", reason="แนบหลักฐาน")
    make_verified(nan, "R1.3", on=today() - timedelta(days=800), by=cea)
    make_evidence(nan, by=officer, title_th="หมดอายุ", valid_until=date(2020, 1, 1))
    soon = today() + timedelta(days=30)
    make_evidence(nan, by=officer, title_th="ใกล้หมด", valid_until=soon)
    make_evidence(nan, by=officer, title_th="เสนอ").propose(by=officer)
    sign_in(OFFICER).post(
        address("staff:cities:keep_draft", code="R2.1"),
        {"R2.1-base": "", "R2.1-note": "ร่าง"},
    )
    # Of an indicator that the rubric has no more: no list shows it.
    Draft.objects.keep(officer, nan.key(), "R99.1", {"base": "", "evidence": []})
    City.objects.get(slug="sukhothai").officers.clear()
    _busy_steps(nan, officer)
    return nan


def _busy_steps(nan, officer):
    """One milestone in each state that a desk speaks of."""
    bid, days = make_candidacy(nan), (-3, 20, 200)
    agreed = today() - timedelta(days=30)
    for due, is_key in zip(days, (False, False, True), strict=True):
        made = make_milestone(
            nan,
            bid,
            code=f"in-{due + 3}",
            due=today() + timedelta(days=due),
            agreed=agreed,
            is_key=is_key,
        )
    later = today() + timedelta(days=300)
    make_request(made, later, by=officer, said=today() - timedelta(days=4))
    make_milestone(nan, bid, code="plan", due=later, agreed=None)
    make_candidacy(nan, 2033)


def desk(client):
    return client.get(address("staff:desk"))


def length(context):
    """How many things the list on a page holds."""
    if "listed" in context:
        return len(context["listed"])
    if "sections" in context:
        return sum(len(rows) for _dimension, _readiness, rows in context["sections"])
    return context["page"].paginator.count


def kinds(response, name="owed"):
    return {row.kind for row in response.context[name]}


@pytest.mark.parametrize("role", EVERYBODY)
def test_counts_equal_the_lists_they_lead_to(role, busy, sign_in):
    client = sign_in(role)
    response = desk(client)

    rows = [*response.context["owed"], *response.context["awaited"]]
    lists = [row for row in rows if row.kind not in {"no-officer", "no-plan"}]
    shown = {row.url: length(client.get(row.url).context) for row in lists}

    assert shown == {row.url: row.count for row in lists}
    assert visible_text(response)


@pytest.mark.parametrize(
    ("role", "expected", "waiting"),
    [
        (
            OFFICER,
            {
                "returned",
                "stale",
                "unread",
                "draft",
                "evidence-expired",
                "evidence-ageing",
                "step-due",
            },
            {"reported", "step-waiting"},
        ),
        (
            "cea",
            {"verification", "publication", "duty-none"},
            {"returned-there", "request-there"},
        ),
        (
            "dasta",
            {"verification", "publication", "duty-none"},
            {"returned-there", "request-there"},
        ),
        ("expert", {"opinion"}, set()),
        (
            "secretary",
            {
                "publication",
                "no-officer",
                "step-due",
                "step-plan",
                "no-plan",
                "request",
            },
            set(),
        ),
        ("auditor", set(), set()),
    ],
)
def test_each_role_sees_what_it_owes(role, expected, waiting, busy, sign_in):
    response = desk(sign_in(role))

    assert kinds(response) == expected
    assert kinds(response, "awaited") == waiting


def test_evidence_proposed_in_several_cities_is_one_line_that_leads_to_each(
    cast, sign_in
):
    for slug, count in (("nan", 2), ("sukhothai", 1)):
        for number in range(count):
            link = f"https://example.org/{slug}-{number}"
            piece = make_evidence(City.objects.get(slug=slug), link=link)
            piece.propose(by=cast["secretary"], on=today())
    client = sign_in("secretary")

    response = desk(client)

    [row] = [each for each in response.context["owed"] if each.kind == "publication"]
    shown = {length(client.get(place.url).context) for place in row.places}
    assert (row.count, row.url, {place.count for place in row.places}) == (3, "", shown)
    assert {place.city.slug: place.count for place in row.places} == {
        "nan": 2,
        "sukhothai": 1,
    }
    assert row.places[0].url in response.content.decode()


def test_what_was_returned_comes_first_and_then_the_overdue(busy, sign_in):
    first, second, *_rest = desk(sign_in(OFFICER)).context["owed"]

    assert (first.kind, first.overdue) == ("returned", 0)
    assert second.kind == "stale"
    assert second.overdue > 365


def test_what_an_agency_has_is_not_overdue_for_anybody(nan, cast, sign_in):
    make_reading(nan, "R1.1", by=cast[OFFICER], on=date(2021, 1, 1))

    response = desk(sign_in(OFFICER))

    assert kinds(response) == {"unread"}
    assert [row.overdue for row in response.context["awaited"]] == [0]


def test_nobody_owes_a_verdict_on_what_they_recorded(nan, cast, sign_in):
    make_reading(nan, "R1.1", by=cast["cea"])

    assert kinds(desk(sign_in("cea"))) == {"duty-none"}
    assert kinds(desk(sign_in("dasta"))) == {"verification", "duty-none"}


def test_a_desk_with_nothing_on_it_says_so(sign_in, nan):
    assert "ไม่มีรายการที่รอท่าน" in visible_text(desk(sign_in("auditor")))


def test_an_officer_without_a_city_is_told_whom_to_ask(client, nan):
    client.force_login(make_user("new", role="officer"))

    assert "เลขานุการ" in visible_text(desk(client))


def test_an_expert_without_an_assignment_is_told_whom_to_ask(client, nan):
    client.force_login(make_user("new", role="expert"))

    assert "สศส." in visible_text(desk(client))


def test_the_day_is_handed_in(nan, cast):
    make_verified(nan, "R1.1", on=date(2026, 1, 1), by=cast["cea"])
    later = date(2027, 1, 11)
    progress, steps = City.objects.progress([nan], later), by_city([nan], later)

    rows = owed(cast[OFFICER], [nan], progress, steps, later)

    assert [(row.kind, row.overdue) for row in rows if row.kind == "stale"] == [
        ("stale", 10)
    ]


@pytest.mark.slow
def test_the_numbers_of_the_overview_lead_to_lists_of_that_length(busy, sign_in):
    client = sign_in("cea")
    progress = dict(desk(client).context["rows"])[busy]

    for state in ("reported", "returned", "unread", "stale"):
        page = client.get(f"{address('staff:cities:readiness')}?state={state}")
        assert length(page.context) == progress.count(state)


def test_milestones_of_a_later_day_are_overdue_on_the_desk(nan, cast):
    made = make_milestone(nan, due=date(2029, 6, 30))
    on = date(2029, 7, 12)
    steps = by_city([nan], on)

    rows = {
        role: [
            (row.kind, row.count, row.overdue)
            for row in owed(cast[role], [nan], {}, steps, on)
            if row.kind == "step-overdue"
        ]
        for role in (OFFICER, "secretary", "cea", "officer.sukhothai")
    }

    assert made.status(on).days == 12
    assert rows == {
        OFFICER: [("step-overdue", 1, 12)],
        "secretary": [("step-overdue", 1, 12)],
        "cea": [],
        "officer.sukhothai": [],
    }


def test_what_may_still_be_to_do_is_all_that_is_owed(nan, cast):
    bid, on = make_candidacy(nan), date(2029, 7, 12)
    done, retired, ended, _open = (
        make_milestone(nan, own, code=code, due=date(2029, 6, 30))
        for code, own in zip(
            ("done", "retired", "ended", "open"),
            (bid, bid, make_candidacy(nan, 2033), bid),
            strict=True,
        )
    )
    make_completion(done)
    retired.retire(Retirement(reason="เลิก", effective_on=DAY), by=None)
    make_stage(ended.candidacy)
    make_stage(ended.candidacy, "not-nominated", DAY)

    some = by_city([], on, open_of=[nan])[nan.pk]
    both = [
        owed(cast["secretary"], [nan], {}, steps, on)
        for steps in ({nan.pk: some}, by_city([nan], on))
    ]

    assert both[0] == both[1]
    found = {row.milestone.code for row in some}
    assert "open" in found
    assert not found & {"done", "retired", "ended"}


def test_nearest_date_and_longest_wait_are_told(busy, cast):
    steps = by_city([busy], today())
    rows = {r.kind: r for r in owed(cast["secretary"], [busy], {}, steps, today())}

    assert (rows["step-due"].left, rows["request"].days) == (20, 4)


def test_next_monitoring_report_is_counted_down(nan, sign_in):
    response = desk(sign_in(OFFICER))

    with translation.override("th"):
        text = visible_text(response)
    assert "2572" in text
    report = response.context["reports"][nan.pk]
    assert report.milestone.code == "mmr-2029"


def test_step_of_a_bid_is_no_report_whatever_its_code(nan):
    make_milestone(nan, code="mmr-2027", due=date(2027, 1, 1), agreed=date(2026, 1, 1))
    on = date(2026, 11, 1)

    assert next_report(by_city([nan], on)[nan.pk]).milestone.code == "mmr-2029"


def test_bid_that_ended_asks_for_no_plan(nan, cast):
    rows = owed(cast["secretary"], [nan], {}, by_city([nan], today()), today())

    assert [row for row in rows if row.kind in {"no-plan", "step-plan"}] == []


@pytest.mark.slow
def test_desk_costs_the_same_for_3_and_30_milestones(nan, sign_in):
    client, bid = sign_in("secretary"), make_candidacy(nan)

    costs = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            make_milestone(nan, bid, code=f"m-{number}", due=date(2030, 6, 30))
        with CaptureQueriesContext(connection) as found:
            desk(client)
        costs.append(len(found))

    assert costs[0] == costs[1]


def test_overview_counts_the_milestones_of_each_list(busy, sign_in):
    client = sign_in("cea")
    counts = desk(client).context["step_counts"]

    page = client.get(address("staff:cities:milestones"))

    assert counts[busy.pk] == length(page.context)


def test_a_city_without_an_officer_leads_to_the_invitation_of_one(cast, sign_in):
    make_city(slug="pai")
    secretary = sign_in("secretary")

    [owed] = [
        row for row in desk(secretary).context["owed"] if row.kind == "no-officer"
    ]
    form = secretary.get(owed.url).context["form"]

    assert form["post"].value() == "officer-pai"
    assert "officer-pai" in {key for key, _words in form.fields["post"].choices[1][1]}
