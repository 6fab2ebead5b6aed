"""Retired experts and assignments: taken back on a page, and shown to staff alone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import Agency, Assignment, City, Expert
from creativecity.ledger import chain
from creativecity.open_data import Asked
from creativecity.thai_calendar import FiscalYear, today
from programmes.experts import begun, experts_in_public, experts_sent, register
from programmes.fiscal.period import Period
from programmes.fiscal.row import Part, Scope
from programmes.fiscal.table import rows_of
from programmes.open_data.assignments import ASSIGNMENTS
from programmes.staff_views.experts import PAGE
from tests.addresses import OPENED_LAST, address
from tests.factories import make_assignment, make_expert
from tests.test_writes import PERSON, SENT
from tests.visible import visible_text

LIST, EDIT, SEND = "staff:experts", "staff:edit_expert", "staff:add_assignment"
CHANGE = "staff:edit_assignment"
RETIRE, TAKE_BACK = "staff:retire_expert", "staff:retire_assignment"
FIRST = date(2026, 3, 1)
REASON = "ลงซ้ำสองครั้ง"


@pytest.fixture
def nan(cast):
    Assignment.objects.all().delete()
    return City.objects.get(slug="nan")


@pytest.fixture
def expert(nan):
    return make_expert(
        agency=Agency.objects.get(code="cea"), name_en="Somchai", consented_on=FIRST
    )


@pytest.fixture
def assignment(expert, nan):
    return make_assignment(
        expert, nan, starts_on=FIRST, result_th="แผนลับ", result_en="Canary plan"
    )


def english(name, **changes):
    with translation.override("en"):
        return address(name, **changes)


def path_of(name, row):
    if isinstance(row, Expert):
        return english(name, expert=row.pk)
    return english(name, expert=row.expert_id, assignment=row.pk)


def retire(*rows):
    for row in rows:
        row.retire(by=None, reason=REASON)


# The pages


def test_agency_retires_an_assignment_and_then_the_expert(sign_in, expert, assignment):
    client, said = sign_in("cea"), {"reason": f"  {REASON} "}

    asked = client.get(path_of(TAKE_BACK, assignment))
    first = client.post(path_of(TAKE_BACK, assignment), said, follow=True)
    second = client.post(path_of(RETIRE, expert), said, follow=True)

    assignment.refresh_from_db()
    expert.refresh_from_db()
    assert "Retire the assignment of Somchai to Nan" in visible_text(asked)
    assert "since 1 March 2026" in visible_text(asked)
    assert "The assignment is retired." in visible_text(first)
    assert "The entry of the expert is retired." in visible_text(second)
    assert second.redirect_chain == [(f"{english(LIST)}#expert-{expert.pk}", 302)]
    assert assignment.retired_reason == expert.retired_reason == REASON
    assert assignment.retired_on == expert.retired_on == today()


@pytest.mark.parametrize("reason", ["", " \u200b", "ก" * 1001])
def test_without_a_reason_nothing_is_retired(sign_in, expert, reason):
    client, before = sign_in("cea"), chain.latest()
    assignment = make_assignment(make_expert(agency=expert.agency), City.objects.last())

    for path in (path_of(RETIRE, expert), path_of(TAKE_BACK, assignment)):
        response = client.post(path, {"reason": reason})
        assert [*response.context["form"].errors] == ["reason"]
    assert not Expert.objects.retired().exists()
    assert not Assignment.objects.retired().exists()
    assert before < chain.latest()  # the two that were entered here


def test_expert_who_is_sent_is_told_what_to_do_first(sign_in, expert, assignment):
    client, path = sign_in("cea"), path_of(RETIRE, expert)

    shown, posted = client.get(path), client.post(path, {"reason": REASON})

    for response in (shown, posted):
        assert "Retire each of the assignments first." in visible_text(response)
        assert "<textarea" not in response.content.decode()
    assert list(Expert.objects.retired()) == []


def test_page_says_that_it_was_retired_already(sign_in, expert, assignment):
    retire(assignment, expert)
    client, before = sign_in("cea"), chain.latest()

    for name, row, words in (
        (RETIRE, expert, "The entry of this expert was retired."),
        (TAKE_BACK, assignment, "The assignment was retired."),
    ):
        shown = client.get(path_of(name, row))
        client.post(path_of(name, row), {"reason": "อีกครั้ง"})
        assert f"{words} {REASON}" in visible_text(shown)
        assert "<textarea" not in shown.content.decode()
    assert chain.latest() == before


def test_retired_ones_are_neither_edited_nor_sent(sign_in, expert, assignment, nan):
    retire(assignment, expert)
    client, before = sign_in("secretary"), chain.latest()
    person = {**PERSON, "agency": expert.agency_id, **OPENED_LAST}

    answers = [
        client.get(path_of(EDIT, expert)),
        client.post(path_of(EDIT, expert), person),
        client.get(path_of(SEND, expert) + "?city=nan"),
        client.post(path_of(SEND, expert), SENT),
        client.get(path_of(CHANGE, assignment)),
        client.post(path_of(CHANGE, assignment), SENT | OPENED_LAST),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert chain.latest() == before


def test_only_who_keeps_the_expert_retires_them(sign_in, expert, assignment):
    paths = path_of(RETIRE, expert), path_of(TAKE_BACK, assignment)

    for name, status in (("dasta", 404), ("auditor", 403), ("expert", 403)):
        client = sign_in(name)
        answers = [client.post(path, {"reason": REASON}) for path in paths]
        assert [answer.status_code for answer in answers] == [status] * 2
    assert not Assignment.objects.retired().exists()


# The staff's list


def test_list_leads_to_both_pages_for_who_keeps_the_expert(sign_in, expert, assignment):
    own, other = (
        sign_in(name).get(english(LIST)).content.decode() for name in ("cea", "dasta")
    )

    for path in (path_of(RETIRE, expert), path_of(TAKE_BACK, assignment)):
        assert f'href="{path}"' in own
        assert f'href="{path}"' not in other


def test_retired_assignment_is_folded_below_those_that_stand(
    sign_in, expert, assignment
):
    retire(assignment)

    response = sign_in("auditor").get(english(LIST))

    [told] = [each for each in response.context["registers"] if each.expert == expert]
    assert (told.sent, told.retired) == ((), (assignment,))
    text = visible_text(response)
    assert "Sent to no city yet. 1 retired assignment retired on" in text
    assert f"Nan since 1 March 2026 {REASON}" in text


def test_retired_expert_is_folded_below_the_list(sign_in, expert, assignment):
    retire(assignment, expert)

    response = sign_in("auditor").get(english(LIST))

    text = visible_text(response)
    assert expert not in [each.expert for each in response.context["registers"]]
    assert "1 retired entry of an expert retired on" in text
    assert "Somchai, Crafts and folk art sent by CEA" in text
    assert f"{REASON} Its assignments, retired too: Nan, since 1 March 2026" in text
    assert '<details id="retired">' in response.content.decode()


def test_without_a_retired_one_nothing_is_folded(sign_in, expert):
    assert 'id="retired"' not in sign_in("cea").get(english(LIST)).content.decode()


def test_retired_experts_go_on_on_a_second_page(sign_in, nan):
    for number in range(PAGE + 1):
        retire(make_expert(name_en=f"Gone {number}"))
    client = sign_in("auditor")

    first, second = (
        client.get(english(LIST), query) for query in ({}, {"retired": "2"})
    )

    assert [len(page.context["retired"]) for page in (first, second)] == [PAGE, 1]
    assert 'href="?retired=2#retired" rel="next"' in first.content.decode()
    html = second.content.decode()
    assert '<details id="retired" open>' in html
    assert 'href="?retired=1#retired" rel="prev"' in html


def test_list_asks_as_much_for_three_retired_as_for_one(sign_in, expert, nan):
    client, path, counts = sign_in("auditor"), english(LIST), []
    for number in (1, 2):
        for _time in range(number):
            gone = make_expert(agency=expert.agency)
            retire(make_assignment(gone, nan), gone, make_assignment(expert, nan))
        client.get(path)  # warms what is kept between requests
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


# Where they are counted and read no more


def told_by_period(user, city):
    on = today()
    period = Period(FiscalYear(2569), None)
    scope = Scope(period, (city,), user, on, is_whole=False)
    return [row for row in rows_of(scope, "") if row.part == Part.EXPERTS]


def places(city, user):
    """How many assignments of a city each place tells of, now and since its start."""
    on = today()
    return {
        "public": len(experts_in_public(on).object_list),
        "public, then": len(experts_in_public(FIRST).object_list),
        "city": len(experts_sent(city, None, on)),
        "city, then": len(experts_sent(city, None, FIRST)),
        "begun": begun(on).count(),
        "table": len(list(ASSIGNMENTS.records(Asked(on=on)))),
        "table, then": len(list(ASSIGNMENTS.records(Asked(on=FIRST)))),
        "period": len(told_by_period(user, city)),
        "staff": sum(len(e.sent) for e in register(Expert.objects.all(), user=user)),
    }


def test_no_place_counts_a_retired_assignment(nan, assignment, cast):
    before = places(nan, cast["secretary"])

    retire(assignment)

    assert set(before.values()) == {1}
    assert set(places(nan, cast["secretary"]).values()) == {0}


@pytest.mark.parametrize("language", ["th", "en"])
def test_no_public_page_shows_a_retired_one(client, expert, assignment, language):
    words = ("Somchai", "แผนลับ", "Canary plan", REASON)
    with translation.override(language):
        paths = [
            address("programmes:partners"),
            address("cities:detail"),
            address("cities:detail") + f"?as_of={today() - timedelta(days=1)}",
        ]
    before = [client.get(path).content.decode() for path in paths]

    retire(assignment, expert)

    after = [client.get(path).content.decode() for path in paths]
    assert all("Canary plan" in html or "แผนลับ" in html for html in before)
    assert [word for html in after for word in words if word in html] == []
