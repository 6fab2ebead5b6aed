"""The register of decisions: entered, listed, followed and taken back by staff, and as
the public reads it.
"""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cities.models import Agency, City
from cities.pages import ROWS_A_PAGE
from cities.templatetags.decision_links import decision_link
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from programmes.decision_register import by_item
from programmes.models import ActionPoint, Amendment, Decision, Paper, Programme
from programmes.review_acts import hold
from tests.addresses import address
from tests.factories import (
    DAY,
    agree_minutes_of,
    decide_request,
    make_action_point,
    make_city,
    make_decision,
    make_meeting,
    make_milestone,
    make_minutes_agreement,
    make_paper,
    make_programme,
    make_progress,
    make_request,
    make_step,
    make_suggestion,
    make_user,
)
from tests.visible import visible_text

TODAY = today()
DUE, LATER = TODAY + timedelta(days=200), TODAY + timedelta(days=300)
ADD = "staff:add_decision"


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


@pytest.fixture
def asked(nan, cast):
    key = make_milestone(nan, due=DUE, is_key=True)
    return make_request(key, LATER, by=cast["officer.nan"], note="รอหนังสือ")


def typed(day):
    return format_numeric(day, "en")


def sheet(*acts, step="enter", **fields):
    words = {
        "number": "3/2569",
        "effective_on": typed(TODAY),
        "text_th": "เห็นชอบตามที่เสนอ",
        "text_en": "Agreed as proposed",
    }
    return {**words, "act": list(acts), "step": step, **fields}


def action(number=1, **fields):
    defaults = {
        "text_th": "จัดทำแผน",
        "text_en": "Make a plan",
        "owner": "city-nan",
        "due_on": typed(LATER),
    }
    given = {**defaults, **fields}
    return {f"action-{number}-{name}": value for name, value in given.items()}


def post(client, data, name=ADD, **rows):
    return client.post(address(name, **rows), data)


def tokens(response):
    return [form.prefix for form in response.context["sheet"].acts]


def errors(form):
    return {name: list(words) for name, words in form.errors.items()}


# Entering


def test_next_number_of_the_year_is_proposed(secretary):
    make_decision(4, year=TODAY.year + 543)

    response = secretary.get(address(ADD))

    form = response.context["sheet"].form
    assert form["number"].value() == f"5/{TODAY.year + 543}"


def test_all_that_it_may_do_is_offered(secretary, nan, asked):
    suggestion = make_suggestion(nan)

    page = secretary.get(address(ADD)).content.decode()

    for value in (
        "action",
        "extension",
        "city",
        "clause",
        f"request-{asked.sequence}",
        f"suggestion-{suggestion.sequence}",
        f"target-{nan.targets.first().pk}",
    ):
        assert f'<option value="{value}">' in page


def test_acts_are_added_one_by_one_and_what_was_typed_stays(secretary, asked):
    first = post(secretary, sheet(step="add", add="action", text_en=""))
    second = post(
        secretary, sheet("action-1", step="add", add="action", **action(text_en="Half"))
    )
    third = post(
        secretary,
        sheet("action-1", "action-2", step="add", add=f"request-{asked.sequence}"),
    )

    assert tokens(first) == ["action-1"]
    assert tokens(second) == ["action-1", "action-2"]
    assert tokens(third) == ["action-1", "action-2", f"request-{asked.sequence}"]
    page = second.content.decode()
    assert "Half" in page
    assert "Please correct" not in page
    assert "รอหนังสือ" in third.content.decode()
    assert Decision.objects.count() == 0


def test_act_is_taken_out_again(secretary):
    data = sheet("action-1", "action-2", step="", **action(2, text_en="Stays"))

    response = post(secretary, {**data, "take_out": "action-1"})

    assert tokens(response) == ["action-2"]
    assert "Stays" in response.content.decode()


@pytest.mark.each
@pytest.mark.parametrize(
    ("acts", "added"),
    [
        (["action-1", "action-1"], "action-1"),
        (["action-1", "nonsense", "request-999999999999999999999"], ""),
        (["action-1", "suggestion-999999", "target-999999", "request-999999"], "x-1"),
        (["action-1"], "target"),
    ],
)
def test_what_is_not_there_or_there_already_is_not_added(secretary, acts, added):
    response = post(secretary, sheet(*acts, step="add", add=added))

    assert tokens(response) == ["action-1"]


def test_address_may_name_what_to_begin_with(secretary, nan):
    suggestion = make_suggestion(nan)
    token = f"suggestion-{suggestion.sequence}"

    response = secretary.get(f"{address(ADD)}?act={token}&act=action-1")

    assert tokens(response) == [token, "action-1"]
    assert "ป้ายสองภาษา" in response.content.decode()


def test_decision_acts_in_one_step(secretary, nan, asked):
    suggestion = make_suggestion(nan, effective_on=TODAY)
    target = nan.targets.first()
    request, answer = f"request-{asked.sequence}", f"suggestion-{suggestion.sequence}"
    changed, longer = f"target-{target.pk}", "extension-1"
    added, clause = "city-1", "clause-1"
    duty = Programme.objects.newest().commitments.first()
    texts = {"text_th": "ข้อความ", "text_en": "Words"}
    data = sheet(request, answer, changed, longer, clause, "action-1", **action())
    data |= {f"{request}-verdict": "approved", f"{answer}-answer": "adopted"}
    data |= {
        f"{changed}-due_on": typed(LATER),
        f"{changed}-precision": "day",
        f"{changed}-words_th": "ยื่นใหม่",
        f"{changed}-words_en": "Anew",
        f"{longer}-number": "1",
        f"{longer}-due_on": typed(LATER),
        f"{longer}-precision": "month",
        f"{clause}-number": "2",
        f"{clause}-commitment": str(duty.pk),
    }
    data |= {f"{act}-{n}": v for act in (longer, clause) for n, v in texts.items()}

    response = post(secretary, data)

    decision = Decision.objects.get()
    assert response["Location"] == decision.get_staff_url()
    assert asked.milestone.track().due().day == LATER
    assert suggestion.newest().kind == "adopted"
    assert target.changes.count() == 1
    kinds = Amendment.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds) == ["extension", "clause"]
    text = visible_text(secretary.get(decision.get_staff_url()))
    for words in ("Decision 3/2569", "Moved the date of", "Adopted", "Make a plan"):
        assert words in text
    assert added not in data["act"]


def test_amendment_may_add_a_city(secretary):
    make_city()
    data = sheet("city-1")
    data |= {
        "city-1-number": "1",
        "city-1-city": City.objects.get(slug="mae-hong-son").pk,
        "city-1-due_on": typed(LATER),
        "city-1-precision": "day",
        "city-1-text_th": "เพิ่มเมือง",
        "city-1-text_en": "A city is added",
    }

    post(secretary, data)

    assert Amendment.objects.get().city.slug == "mae-hong-son"


def test_refused_act_is_said_on_its_own_form_and_nothing_is_written(
    secretary, cast, asked
):
    token = f"request-{asked.sequence}"
    decide_request(asked, by=cast["secretary"], decided=TODAY)
    data = sheet("action-1", token, **{f"{token}-verdict": "approved"}, **action())

    response = post(secretary, data)

    forms = response.context["sheet"].acts
    assert response.status_code == 409
    assert errors(forms[0]) == {}
    assert errors(forms[1]) == {"__all__": ["It was decided on already."]}
    assert "Make a plan" in response.content.decode()
    assert Decision.objects.count() == 1
    assert ActionPoint.objects.count() == 0


@pytest.mark.each
@pytest.mark.parametrize(
    ("fields", "place", "expected"),
    [
        ({"due_on": "x"}, "act", {"due_on"}),
        ({"owner": ""}, "act", {"owner"}),
        ({"owner": "city-atlantis"}, "act", {"owner"}),
        ({"due_on": typed(TODAY - timedelta(days=1))}, "act", {"due_on"}),
    ],
)
def test_wrong_act_is_said_at_its_field(secretary, fields, place, expected):
    response = post(secretary, sheet("action-1", **action(**fields)))

    [form] = response.context["sheet"].acts
    assert set(errors(form)) == expected
    assert response.status_code == 200
    assert "Error:" in response.content.decode()
    assert Decision.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "answer"), [("request", "refused"), ("suggestion", "declined")]
)
def test_no_is_given_with_its_reason(secretary, nan, asked, kind, answer):
    row = asked if kind == "request" else make_suggestion(nan)
    token = f"{kind}-{row.sequence}"
    name, reason = {
        "request": ("verdict", "note"),
        "suggestion": ("answer", "reason_th"),
    }[kind]

    response = post(secretary, sheet(token, **{f"{token}-{name}": answer}))

    [form] = response.context["sheet"].acts
    assert set(errors(form)) == {reason}


def test_day_that_an_act_refuses_is_said_on_the_decision(secretary, asked):
    token = f"request-{asked.sequence}"
    early = typed(asked.effective_on - timedelta(days=1))
    data = sheet(token, effective_on=early, **{f"{token}-verdict": "approved"})

    response = post(secretary, data)

    assert set(errors(response.context["sheet"].form)) == {"effective_on"}


def test_number_that_was_given_already_is_refused_at_the_number(secretary):
    make_decision(3)

    response = post(secretary, sheet())

    assert errors(response.context["sheet"].form) == {
        "number": ["A decision has this number already."]
    }


@pytest.mark.parametrize(("off", "is_taken"), [(-2, False), (-1, True), (2, False)])
def test_number_is_of_the_year_of_its_day_or_of_one_beside_it(secretary, off, is_taken):
    number = f"3/{TODAY.year + 543 + off}"

    response = post(secretary, sheet(number=number))

    assert Decision.objects.exists() is is_taken
    if not is_taken:
        assert errors(response.context["sheet"].form) == {
            "number": ["The year of the number is not that of the day."]
        }


def test_signed_paper_is_kept_with_it(secretary):
    paper = {
        "paper-link": "https://example.org/letter",
        "paper-title_th": "หนังสือเวียน",
    }

    post(secretary, sheet("action-1", **action(), **paper))

    decision = Decision.objects.get()
    assert decision.paper == Paper.objects.get()
    text = visible_text(secretary.get(decision.get_staff_url()))
    assert "หนังสือเวียน" in text
    assert "staff alone read it" in text


def test_paper_is_judged_with_the_rest(secretary):
    response = post(secretary, sheet(number="x", **{"paper-title_th": "หนังสือ"}))

    assert set(errors(response.context["sheet"].form)) == {"number"}
    assert "file" in errors(response.context["sheet"].paper)


def test_decision_of_another_agreement_is_entered_there(secretary):
    other = make_programme(signed_on=date(2019, 1, 1))
    url = f"{address(ADD)}?agreement={other.slug}"

    page = secretary.get(address(ADD)).content.decode()
    secretary.post(url, sheet())

    assert f"?agreement={other.slug}" in page
    assert Decision.objects.get().programme == other


def test_without_an_agreement_there_is_nothing_to_decide(db, client):
    client.force_login(make_user(role="secretary"))

    assert client.get(reverse(ADD)).status_code == 404


# Under a matter of an agenda


def test_meeting_decides_under_a_matter_of_its_agenda(secretary):
    item = make_meeting(until="held", on=DAY).items.first()

    page = secretary.get(address("staff:decide_item", item=item.pk))
    response = post(
        secretary,
        sheet(effective_on=typed(DAY)),
        "staff:decide_item",
        item=item.pk,
    )

    assert page.context["sheet"].form["effective_on"].value() == typed(DAY)
    decision = Decision.objects.get()
    assert (decision.kind, decision.item) == ("meeting", item)
    assert response["Location"] == decision.get_staff_url()
    assert "Review of year 4" in visible_text(secretary.get(decision.get_staff_url()))
    assert [e.decision for e in by_item(item.review)[item.pk]] == [decision]


@pytest.mark.slow
def test_entering_says_that_it_voids_agreed_minutes(secretary):
    item = make_meeting(until="held").items.first()
    decision = make_decision(item=item)
    pages = [
        reverse("staff:decide_item", args=[item.pk]),
        reverse("staff:give_action_point", args=[decision.sequence]),
    ]
    said = "the agencies agree anew"
    assert [said in visible_text(secretary.get(page)) for page in pages] == [False] * 2

    agree_minutes_of(item.review)

    assert [said in visible_text(secretary.get(page)) for page in pages] == [True] * 2


def test_meeting_that_was_not_called_decides_nothing(secretary):
    item = make_meeting(until="ready").items.first()

    response = post(secretary, sheet(), "staff:decide_item", item=item.pk)

    assert "Nobody is invited yet." in visible_text(response)
    assert Decision.objects.count() == 0


# The register of staff


@pytest.fixture
def told(nan):
    """Of 2569 one that acted, an idle one, one taken back; of 2568 one of a meeting."""
    make_action_point(make_decision(1), city=nan)
    make_decision(2)
    make_decision(3).withdraw(by=None, reason="ป้อนซ้ำ")
    item = make_meeting(until="held").items.first()
    make_decision(1, 2568, item=item)


@pytest.mark.each
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1/2568", "3/2569", "2/2569", "1/2569"]),
        ("year=2568", ["1/2568"]),
        ("kind=circulation", ["3/2569", "2/2569", "1/2569"]),
        ("state=acted", ["1/2569"]),
        ("state=open", ["1/2568", "2/2569"]),
        ("state=withdrawn", ["3/2569"]),
        ("year=1&kind=x&state=y", ["1/2568", "3/2569", "2/2569", "1/2569"]),
    ],
)
def test_register_is_narrowed_in_the_address(secretary, told, query, numbers):
    response = secretary.get(f"{address('staff:decisions')}?{query}")

    found = [str(entry.decision) for entry in response.context["entries"]]
    assert found == numbers


def test_register_of_several_agreements_is_narrowed_to_one(secretary, told):
    make_decision(9, programme=make_programme())

    response = secretary.get(f"{address('staff:decisions')}?agreement=mou-2570")

    [entry] = response.context["entries"]
    assert str(entry.decision) == "9/2569"


def test_empty_registers_say_so(secretary):
    url = address("staff:decisions")

    assert "No decision is on record" in visible_text(secretary.get(url))
    assert "No decision fits" in visible_text(secretary.get(f"{url}?state=open"))


def test_file_holds_what_was_chosen(sign_in, told):
    response = sign_in("auditor").get(f"{address('staff:decisions_csv')}?year=2569")

    rows = table(response)
    assert [row["number"] for row in rows] == ["3/2569", "2/2569", "1/2569"]
    assert rows[0]["taken_back_on"] == TODAY.isoformat()
    assert rows[2]["action_points"].startswith("Nan: Write a summary (2026-10-01, not")


def table(response):
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))


def test_decision_that_acted_says_that_it_stays(secretary, nan):
    decision = make_action_point(make_decision(), city=nan).decision

    page = visible_text(secretary.get(decision.get_staff_url()))
    form = secretary.get(address("staff:withdraw_decision", decision=decision.sequence))
    response = post(
        secretary,
        {"reason": "x"},
        "staff:withdraw_decision",
        decision=decision.sequence,
    )

    assert "It has acted: it cannot be taken back." in page
    assert "It has acted" in visible_text(form)
    assert "It has acted" in visible_text(response)
    assert Decision.objects.standing().count() == 1


def test_idle_decision_is_taken_back_with_a_reason(secretary):
    decision = make_decision()
    url = {"name": "staff:withdraw_decision", "decision": decision.sequence}

    bare = post(secretary, {"reason": " "}, **url)
    done = post(secretary, {"reason": "ป้อนซ้ำ"}, **url)

    assert set(errors(bare.context["form"])) == {"reason"}
    text = visible_text(secretary.get(done["Location"]))
    assert "ป้อนซ้ำ" in text
    assert "Give an action point" not in text


def test_action_point_is_given_to_a_decision_of_the_register(secretary):
    decision = make_decision()
    url = {"name": "staff:give_action_point", "decision": decision.sequence}
    data = {"text_th": "จัดทำแผน", "owner": "partner-nan-municipality"}

    early = post(secretary, {**data, "due_on": typed(DAY - timedelta(days=1))}, **url)
    done = post(secretary, {**data, "due_on": typed(LATER)}, **url)

    assert set(errors(early.context["form"])) == {"due_on"}
    assert done["Location"] == decision.get_staff_url()
    assert ActionPoint.objects.get().owner_key() == "partner-nan-municipality"


def test_decision_that_is_not_there_is_not_found(secretary):
    assert secretary.get(address("staff:decision")).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("name", ["staff:decisions", "programmes:decisions"])
def test_register_costs_the_same_for_1_and_9(secretary, cast, nan, name):
    item = make_meeting(until="agreed").items.first()

    few = queries(secretary, cast["secretary"], name, nan, item, [1])
    many = queries(secretary, cast["secretary"], name, nan, item, range(2, 10))

    assert many == few


def queries(client, user, name, nan, item, numbers):
    for number in numbers:
        point = make_action_point(make_decision(number), city=nan)
        make_progress(point)
        make_decision(number, 2568, item=item)
        make_decision(number, 2567, paper=make_paper(link=f"https://e.org/{number}"))
        make_decision(number, 2566).withdraw(by=None, reason="x")
        key = make_milestone(nan, code=f"key-{number}", due=DUE, is_key=True)
        decide_request(make_request(key, LATER), by=user, number=100 + number)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address(name)).status_code == 200
    return len(found)


# What the public reads


def test_public_reads_each_number_what_it_did_and_what_came_of_it(client, nan):
    make_step(make_action_point(make_decision(), city=nan), "done")
    make_decision(2).withdraw(by=None, reason="ป้อนซ้ำ")

    response = client.get(address("programmes:decisions"))

    text = visible_text(response)
    assert 'id="decision-1-2569"' in response.content.decode()
    for words in ("Decision 1/2569", "Agreed as proposed", "Nan", "Write a summary"):
        assert words in text
    assert "done" in text
    assert "2/2569" not in text
    assert "ตามที่ตกลง" not in text


@pytest.mark.slow
def test_words_of_a_meeting_are_told_once_its_minutes_are_agreed(client, cast):
    review = make_meeting(until="invited", on=DAY)
    make_action_point(make_decision(item=review.items.first()))
    url = address("programmes:decisions")
    csv = address("programmes:decisions_csv")

    before = visible_text(client.get(url)), table(client.get(csv))
    agree(review)
    after = visible_text(client.get(url)), table(client.get(csv))

    assert "Agreed as proposed" not in before[0]
    assert "Write a summary" not in before[0]
    assert "once the agencies have agreed to the minutes" in before[0]
    assert "Agreed as proposed" in after[0]
    assert "Write a summary" in after[0]
    assert [
        "summary" in rows[0]["action_points"] for rows in (before[1], after[1])
    ] == [
        False,
        True,
    ]
    assert [rows[0]["text_en"] for rows in (before[1], after[1])] == [
        "",
        "Agreed as proposed",
    ]


def agree(review):
    hold(review, by=None, on=DAY)
    for agency in Agency.objects.all():
        make_minutes_agreement(review, agency, on=DAY)


@pytest.fixture
def full_register(facts):
    """A page and one more: 1/2569 is the oldest, the only one on the second page."""
    return [make_decision(number) for number in range(1, ROWS_A_PAGE + 2)]


def shown_on(client, query):
    entries = client.get(address("programmes:decisions") + query).context["entries"]
    return [str(entry.decision) for entry in entries]


def test_register_is_read_page_by_page_the_newest_first(client, full_register):
    newest = f"{ROWS_A_PAGE + 1}/2569"

    assert shown_on(client, "")[0] == newest
    assert len(shown_on(client, "")) == ROWS_A_PAGE
    assert shown_on(client, "?page=2") == ["1/2569"]


@pytest.mark.slow
def test_number_leads_to_the_page_on_which_its_decision_stands(client, full_register):
    for decision in full_register:
        query = decision.get_absolute_url().partition("/decisions/")[2]

        assert str(decision) in shown_on(client, query.partition("#")[0])


@pytest.mark.parametrize(
    "query", ["?decision=", "?decision=x", "?decision=0-2569", "?decision=1-2569%00"]
)
def test_what_is_no_number_of_a_decision_shows_the_newest(client, full_register, query):
    assert shown_on(client, query) == shown_on(client, "")


def test_page_that_is_asked_for_wins(client, full_register):
    assert shown_on(client, "?decision=1-2569&page=1") == shown_on(client, "")


def test_register_without_a_decision_says_what_that_means(client, facts):
    text = visible_text(client.get(address("programmes:decisions")))

    assert "No decision is on record" in text


def test_number_on_a_citys_page_leads_to_the_register(client, cast, asked):
    decision = decide_request(
        asked, by=cast["secretary"], is_approved=False, note="x", decided=TODAY
    )

    page = client.get(address("cities:detail")).content.decode()

    assert f'href="{decision.get_absolute_url()}"' in page
    place = "/decisions/?decision=1-2569#decision-1-2569"
    assert decision.get_absolute_url().endswith(place)


@pytest.mark.parametrize(
    ("reference", "shown", "words"),
    [
        ("mou-2563 3/2569", "number", "3/2569"),
        ("mou-2563 3/2569", "all", "mou-2563 3/2569"),
    ],
)
def test_number_links_to_its_place_in_the_register(reference, shown, words):
    link = decision_link(reference, shown)

    url = reverse("programmes:decisions", args=["mou-2563"])
    assert link == f'<a href="{url}?decision=3-2569#decision-3-2569">{words}</a>'


def test_number_without_its_agreement_is_no_link():
    assert decision_link("3/2569") == "3/2569"


def test_papers_that_the_public_may_read_stand_with_the_decision(client, facts):
    make_decision(1, paper=make_paper(is_public=True))
    make_decision(2, paper=make_paper(link="https://example.org/inner"))

    page = client.get(address("programmes:decisions")).content.decode()

    assert "https://example.org/paper" in page
    assert "https://example.org/inner" not in page
