"""Suggestions from the public on the pages of staff."""

import pytest
from django.utils import translation

from cities.models import City, Suggestion, SuggestionStep
from programmes.actions import AnswerSuggestion, apply_decision
from programmes.models import Decision, Programme
from tests.addresses import address
from tests.factories import DAY, make_moderation, make_suggestion
from tests.visible import visible_text


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def several(nan):
    """One in each state."""
    rows = [make_suggestion(nan, f"NAN-{number}/2569") for number in range(1, 5)]
    step = {"effective_on": DAY}
    rows[1].consider(SuggestionStep(**step), by=None)
    rows[2].decline(SuggestionStep(reason_th="ไม่มีงบ", **step), by=None)
    decision = Decision(
        programme=Programme.objects.newest(),
        number=3,
        year=2569,
        kind="circulation",
        text_th="รับข้อเสนอ",
        text_en="Adopted",
        effective_on=DAY,
    )
    act = AnswerSuggestion(rows[3], SuggestionStep.Kind.ADOPTED)
    apply_decision(decision, acts=[act], by=None)
    return rows


def url(name, row):
    return address(name, suggestion=row.sequence)


def test_secretary_enters_what_came_in_and_gets_its_reference(sign_in, nan):
    client = sign_in("secretary")
    data = {
        "city": "nan",
        "channel": "phone",
        "language": "th",
        "effective_on": "1/10/2026",
    }

    form = visible_text(client.get(address("staff:add_suggestion")))
    bare = client.post(address("staff:add_suggestion"), data)
    done = client.post(address("staff:add_suggestion"), {**data, "text": "ขอป้าย"})

    row = Suggestion.objects.get()
    assert "names, addresses and telephone numbers of people are not stored" in form
    assert set(bare.context["form"].errors) == {"text"}
    assert done["Location"] == url("staff:suggestion", row)
    text = visible_text(client.get(done["Location"]))
    assert "The suggestion is on record as NAN-1/2569." in text
    assert "Nobody looked at it yet." in text


@pytest.mark.parametrize("verdict", ["shown", "withheld"])
def test_words_that_were_read_without_an_answer_are_told_so(verdict, sign_in, nan):
    row = make_suggestion(nan)
    make_moderation(row, verdict)

    text = visible_text(sign_in("secretary").get(url("staff:suggestion", row)))

    assert "No answer yet; its words were read on 1 October 2026." in text
    assert "Nobody looked at it yet." not in text


@pytest.mark.each
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [4, 2, 1, 3]),
        ("state=waiting", [2, 1]),
        ("state=received", [1]),
        ("state=considered", [2]),
        ("state=declined", [3]),
        ("state=adopted&city=nan", [4]),
        ("city=sukhothai", []),
        ("read=shown", [3]),
        ("read=withheld", []),
        ("read=unread", [4, 2, 1]),
        ("city=x&state=y", [4, 2, 1, 3]),
    ],
)
def test_list_is_narrowed_in_the_address(sign_in, several, query, numbers):
    """What is to be looked at comes first; the third was looked at."""
    make_moderation(several[2])
    response = sign_in("cea").get(f"{address('staff:suggestions')}?{query}")

    found = [str(row) for row in response.context["page"]]
    assert found == [f"NAN-{number}/2569" for number in numbers]


def test_empty_lists_say_so(sign_in, nan):
    client, page = sign_in("cea"), address("staff:suggestions")

    assert "No suggestion is on record" in visible_text(client.get(page))
    narrowed = visible_text(client.get(f"{page}?state=adopted"))
    assert "No suggestion fits" in narrowed


def test_answer_leads_to_the_decision(sign_in, several):
    client = sign_in("officer.nan")

    page = client.get(url("staff:suggestion", several[3]))

    assert "adopted by decision 3/2569" in visible_text(page)
    assert "?decision=3-2569#decision-3-2569" in page.content.decode()
    assert "Take back" not in visible_text(page)


@pytest.mark.parametrize(
    ("act", "data", "words"),
    [
        ("consider", {"reason_th": "เทศบาล"}, "under consideration"),
        ("decline", {"reason_th": "ไม่มีงบ"}, "declined"),
    ],
)
def test_secretary_says_what_becomes_of_it(sign_in, nan, act, data, words):
    row, client = make_suggestion(nan), sign_in("secretary")
    name = f"staff:{act}_suggestion"

    page = client.get(url(name, row))
    response = client.post(url(name, row), {"effective_on": "1/10/2026", **data})
    again = client.post(url(name, row), {"effective_on": "x", **data})

    assert page.status_code == 200
    assert response["Location"] == url("staff:suggestion", row)
    text = visible_text(client.get(response["Location"]))
    assert words in text
    assert data["reason_th"] in text
    assert set(again.context["form"].errors) == {"effective_on"}


def test_what_was_answered_is_not_answered_again(sign_in, several):
    client = sign_in("secretary")
    data = {"effective_on": "1/10/2026", "reason_th": "ไม่มีงบ"}

    response = client.post(url("staff:decline_suggestion", several[3]), data)

    assert response.status_code == 409
    assert "It was answered already." in visible_text(response)


def test_answer_and_then_the_suggestion_are_taken_back(sign_in, several):
    client, row = sign_in("secretary"), several[2]
    name, data = "staff:take_back_suggestion", {"reason": "ผิดเรื่อง"}

    first = client.post(url(name, row), data)
    second = client.post(url(name, row), data)
    refused = client.post(url(name, several[3]), data)

    assert first["Location"] == url("staff:suggestion", row)
    assert second["Location"] == address("staff:suggestions")
    assert refused.status_code == 409
    assert client.get(url("staff:suggestion", row)).status_code == 404
