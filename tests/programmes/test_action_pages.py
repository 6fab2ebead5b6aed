"""Action points on the pages of those who own them, and of the secretary."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import Agency, City
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from programmes.models import ActionPoint, ActionStep, Partner
from tests.addresses import address
from tests.factories import (
    make_action_point,
    make_decision,
    make_item,
    make_progress,
    make_review,
    make_step,
    make_suggestion,
)
from tests.visible import visible_text

TODAY = today()
PAST, SOON, LATER = (TODAY + timedelta(days=days) for days in (-12, 5, 100))
NAN = "officer.nan"


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def point(nan):
    return make_action_point(city=nan, due_on=SOON)


@pytest.fixture
def several(nan):
    """By their text: who owns each, and when it is due."""
    decision = make_decision()
    owners = {
        "late": (PAST, {"city": nan}),
        "soon": (SOON, {"agency": Agency.objects.get(code="dasta")}),
        "far": (LATER, {"partner": Partner.objects.get(slug="nan-municipality")}),
        "done": (PAST, {"city": nan}),
    }
    points = {
        text: make_action_point(decision, text_en=text, due_on=due, **owner)
        for text, (due, owner) in owners.items()
    }
    make_step(points["done"], "done")
    return points


def typed(day):
    return format_numeric(day, "en")


def said(**fields):
    return {"note": "ร่างแล้ว", "effective_on": typed(TODAY), **fields}


def post(client, name, point, data, **more):
    return client.post(address(name, point=point.sequence, **more), data)


@pytest.mark.each
@pytest.mark.parametrize(
    ("name", "query", "texts"),
    [
        ("secretary", "", ["late", "soon", "far", "done"]),
        ("auditor", "state=overdue", ["late"]),
        ("cea", "state=due", ["soon"]),
        ("cea", "state=upcoming", ["far"]),
        ("cea", "state=done", ["done"]),
        ("cea", "state=running", ["late", "soon", "far"]),
        ("cea", "owner=city-nan", ["late", "done"]),
        ("cea", "owner=partner-nan-municipality", ["far"]),
        ("cea", "owner=agency-dasta", ["soon"]),
        ("cea", "owner=mine", []),
        ("dasta", "owner=mine", ["soon"]),
        ("dasta", "owner=x&state=y&review=z", ["late", "soon", "far", "done"]),
        (NAN, "", ["late", "done"]),
        (NAN, "owner=agency-dasta", ["late", "done"]),
        ("partner", "", ["far"]),
        ("officer.sukhothai", "", []),
        ("expert", "", []),
    ],
)
def test_list_is_narrowed_in_the_address(sign_in, several, name, query, texts):
    response = sign_in(name).get(f"{address('staff:action_points')}?{query}")

    assert [row.point.text_en for row in response.context["page"]] == texts


def test_list_is_narrowed_to_what_a_review_gave_or_carried(sign_in, several, nan):
    given, carrying = make_review(year=3), make_review(year=4)
    new = make_action_point(make_decision(2, item=make_item(given)), text_en="new")
    several["late"].carry(carrying, by=None)
    url = address("staff:action_points")

    by_given = sign_in("cea").get(f"{url}?review={given.pk}")
    by_carrying = sign_in("cea").get(f"{url}?review={carrying.pk}")

    assert [row.point for row in by_given.context["page"]] == [new]
    assert [row.point for row in by_carrying.context["page"]] == [several["late"]]


def test_empty_lists_say_so(sign_in):
    url = address("staff:action_points")

    assert "No action point is on record" in visible_text(sign_in("cea").get(url))
    assert "Nothing is given to you" in visible_text(sign_in(NAN).get(url))
    narrowed = sign_in("cea").get(f"{url}?state=done")
    assert "No action point fits" in visible_text(narrowed)


def test_file_holds_what_was_chosen(sign_in, several):
    response = sign_in(NAN).get(address("staff:action_points_csv"))

    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["owner"], row["state"], row["days"]) for row in rows] == [
        ("city-nan", "overdue", "12"),
        ("city-nan", "done", ""),
    ]
    assert [row["last_note"] for row in rows] == ["", "ตามที่ตกลง"]


def test_owner_says_how_far_it_has_come(sign_in, point):
    client = sign_in(NAN)

    response = post(client, "staff:action_progress", point, said())

    assert response["Location"] == point.get_absolute_url()
    text = visible_text(client.get(point.get_absolute_url()))
    assert "ร่างแล้ว" in text
    assert NAN in text


def test_partner_hands_in_what_shows_that_it_is_done(sign_in, cast):
    owner = Partner.objects.get(slug="nan-municipality")
    point = make_action_point(partner=owner, due_on=SOON)
    client = sign_in("partner")
    paper = {"paper-link": "https://example.org/x", "paper-title_th": "รายงาน"}

    response = post(client, "staff:action_done", point, said(note="", **paper))

    assert response["Location"] == point.get_absolute_url()
    assert point.standing().state == "done"
    text = visible_text(client.get(point.get_absolute_url()))
    assert "รายงาน" in text
    assert "Move the day" not in text


def test_without_a_proof_it_is_not_done(sign_in, point):
    response = post(sign_in(NAN), "staff:action_done", point, said(note=""))

    assert set(response.context["form"].errors) == {"note"}
    assert response.status_code == 200
    assert ActionStep.objects.count() == 0


def test_owner_moves_the_day_with_a_reason(sign_in, point):
    client = sign_in(NAN)

    bare = post(client, "staff:action_move", point, said(note="", due_on=typed(LATER)))
    post(client, "staff:action_move", point, said(due_on=typed(LATER)))

    assert set(bare.context["form"].errors) == {"note"}
    text = visible_text(client.get(point.get_absolute_url()))
    assert point.standing().due_on == LATER
    assert "moved 1 time, first set for" in text


@pytest.mark.each
@pytest.mark.parametrize("name", ["auditor", "cea"])
def test_who_only_reads_is_offered_no_act(sign_in, point, name):
    response = sign_in(name).get(point.get_absolute_url())

    assert response.context["acts"] == set()


def test_secretary_alone_cancels(sign_in, point):
    page = visible_text(sign_in(NAN).get(point.get_absolute_url()))

    post(sign_in("secretary"), "staff:action_cancel", point, said())

    assert "Cancel it" not in page
    assert point.standing().state == "cancelled"


@pytest.mark.parametrize("act", ["progress", "move", "done", "cancel"])
def test_what_has_ended_is_not_acted_on(sign_in, point, act):
    make_step(point, "done")
    client, name = sign_in("secretary"), f"staff:action_{act}"

    page = client.get(address(name, point=point.sequence))
    response = post(client, name, point, said(due_on=typed(LATER)))

    assert "It is done or cancelled already." in visible_text(page)
    assert response.status_code == 409
    assert "ร่างแล้ว" in response.content.decode()


def test_what_one_said_oneself_is_taken_back(sign_in, cast, point):
    step = make_progress(point, by=cast[NAN])
    client = sign_in(NAN)
    page = client.get(
        address("staff:take_back_step", point=point.sequence, said=step.sequence)
    )

    data = {"reason": "ผิดเรื่อง"}
    post(client, "staff:take_back_step", point, data, said=step.sequence)
    again = post(client, "staff:take_back_step", point, data, said=step.sequence)

    assert "จัดทำร่างแล้ว" in visible_text(page)
    assert "ผิดเรื่อง" in visible_text(client.get(point.get_absolute_url()))
    assert again.status_code == 409


def test_others_do_not_take_back_what_they_did_not_say(sign_in, cast, point):
    step = make_progress(point, by=cast["secretary"])
    url = {"point": point.sequence, "said": step.sequence}

    assert sign_in(NAN).get(address("staff:take_back_step", **url)).status_code == 403
    assert (
        sign_in("secretary").get(address("staff:take_back_step", **url)).status_code
        == 200
    )


def test_what_was_never_said_is_not_found(sign_in, point):
    url = address("staff:take_back_step", point=point.sequence)

    assert sign_in(NAN).get(url).status_code == 404


def test_review_carries_what_is_ticked(sign_in, nan):
    review = make_review()
    decision = make_decision()
    points = [make_action_point(decision, city=nan) for _ in range(3)]
    client, url = sign_in("secretary"), address("staff:carry_action_points")

    page = client.get(url)
    none = client.post(url, {"sent": "1"})
    done = client.post(url, {"points": [point.pk for point in points[:2]]})

    assert page.content.decode().count("checked") == 3
    assert set(none.context["form"].errors) == {"points"}
    assert done["Location"] == review.get_staff_url()
    assert [p.standing().times_carried for p in points] == [1, 1, 0]
    client.post(url, {"points": [points[2].pk]})
    assert "No earlier action point is open" in visible_text(client.get(url))


def test_list_and_page_cost_the_same_for_1_and_9(sign_in, nan):
    client = sign_in("secretary")

    few = queries(client, nan, [1])
    many = queries(client, nan, range(2, 10))

    assert many == few


def queries(client, nan, numbers):
    for number in numbers:
        point = make_action_point(make_decision(number), city=nan)
        make_progress(point)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address("staff:action_points")).status_code == 200
    return len(found)


# The desk


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (NAN, {"action-overdue": 1}),
        ("dasta", {"action-due": 1}),
        ("cea", {}),
        ("partner", {"action-upcoming": 1}),
        ("secretary", {"action-late": 1, "decision-idle": 1, "suggestion": 1}),
        ("auditor", {}),
    ],
)
def test_desk_counts_what_its_lists_hold(sign_in, several, nan, name, kinds):
    make_decision(7)
    make_suggestion(nan)
    client = sign_in(name)

    owed = client.get(address("staff:desk")).context["owed"]

    ours = [row for row in owed if row.kind.partition("-")[0] in OURS]
    assert {row.kind: row.count for row in ours} == kinds
    for row in ours:
        context = client.get(row.url).context
        listed = context["entries"] if "entries" in context else context["page"]
        assert len(listed) == row.count


OURS = {"action", "decision", "suggestion"}


def test_desk_says_in_words_what_is_owed(sign_in, several):
    text = visible_text(sign_in(NAN).get(address("staff:desk")))

    assert "action points of yours past their day" in text
    assert "12 days overdue" in text
    assert "What the two agencies gave you to do" in text
    assert ActionPoint.objects.count() == 4
