"""The desk: what each role owes, overdue first, and counts that are those of lists."""

from datetime import date, timedelta

import pytest

from cities.models import City, Draft
from creativecity.thai_calendar import today
from programmes.desk import owed
from tests.addresses import address
from tests.factories import (
    make_evidence,
    make_reading,
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
    return nan


def desk(client):
    return client.get(address("staff:desk"))


def length(context):
    """How many things the list on a page holds."""
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
    lists = [row for row in rows if row.kind != "no-officer"]
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
            },
            {"reported"},
        ),
        ("cea", {"verification", "publication"}, {"returned-there"}),
        ("dasta", {"verification", "publication"}, {"returned-there"}),
        ("expert", {"opinion"}, set()),
        ("secretary", {"publication", "no-officer"}, set()),
        ("auditor", set(), set()),
    ],
)
def test_each_role_sees_what_it_owes(role, expected, waiting, busy, sign_in):
    response = desk(sign_in(role))

    assert kinds(response) == expected
    assert kinds(response, "awaited") == waiting


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

    assert kinds(desk(sign_in("cea"))) == set()
    assert kinds(desk(sign_in("dasta"))) == {"verification"}


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
    progress = City.objects.progress([nan], later)

    rows = owed(cast[OFFICER], [nan], progress, later)

    assert [(row.kind, row.overdue) for row in rows if row.kind == "stale"] == [
        ("stale", 10)
    ]


def test_the_numbers_of_the_overview_lead_to_lists_of_that_length(busy, sign_in):
    client = sign_in("cea")
    progress = dict(desk(client).context["rows"])[busy]

    for state in ("reported", "returned", "unread", "stale"):
        page = client.get(f"{address('staff:cities:readiness')}?state={state}")
        assert length(page.context) == progress.count(state)
