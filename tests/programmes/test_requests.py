"""The secretary's pages of requests: what waits, and the decision on each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City
from creativecity.thai_calendar import today
from creativecity.thai_dates import format_numeric
from programmes.models import Decision
from tests.addresses import address
from tests.factories import (
    decide_request,
    make_candidacy,
    make_milestone,
    make_request,
)
from tests.visible import visible_text

OFFICER = "officer.nan"
TODAY = today()
DUE, LATER = TODAY + timedelta(days=200), TODAY + timedelta(days=300)
ASKED = TODAY - timedelta(days=12)


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def asked(nan, cast):
    key = make_milestone(nan, due=DUE, is_key=True)
    return make_request(key, LATER, by=cast[OFFICER], said=ASKED, note="รอหนังสือ")


def entered(**changes):
    fields = {
        "number": "3/2569",
        "effective_on": format_numeric(TODAY, "en"),
        "verdict": "approved",
        "note": "",
        "text_th": "เห็นชอบให้เลื่อนกำหนด",
        "text_en": "The later date is approved",
    }
    return {**fields, **changes}


def decide(client, asked, **changes):
    return client.post(
        address("staff:decide", asked=asked.sequence), entered(**changes)
    )


def errors(response):
    return {
        name: list(words) for name, words in response.context["form"].errors.items()
    }


def test_list_shows_what_waits_and_since_when(sign_in, asked):
    text = visible_text(sign_in("cea").get(address("staff:requests")))

    assert "1 request waits for a decision of the two agencies." in text
    assert "has waited for 12 days" in text
    assert "รอหนังสือ" in text
    assert "Enter the decision" not in text


def test_empty_list_says_what_would_be_in_it(sign_in):
    text = visible_text(sign_in("secretary").get(address("staff:requests")))

    assert "No request waits for a decision." in text
    assert "Whoever asks for one is listed here" in text


def test_page_tells_the_secretary_all_that_is_to_be_decided(sign_in, asked):
    text = visible_text(
        sign_in("secretary").get(address("staff:decide", asked=asked.sequence))
    )

    for words in ("Nan", "Letter of endorsement", "the work changed", OFFICER):
        assert words in text


def test_approval_moves_the_date_and_is_listed_by_its_number(sign_in, asked):
    client = sign_in("secretary")

    response = decide(client, asked)

    assert response["Location"] == address("staff:requests")
    text = visible_text(client.get(address("staff:requests")))
    assert "Decision 3/2569 is entered." in text
    assert "No request waits for a decision." in text
    assert "approved" in text
    assert asked.milestone.track().due().day == LATER
    decision = Decision.objects.get()
    assert (decision.number, decision.year, decision.kind) == (3, 2569, "circulation")


def test_refusal_asks_for_its_reason(sign_in, asked):
    client = sign_in("secretary")

    bare = decide(client, asked, verdict="refused", note="  ")
    decide(client, asked, verdict="refused", note="ยังพอมีเวลา")

    assert errors(bare) == {"note": ["Say why it is refused."]}
    assert "เห็นชอบให้เลื่อนกำหนด" in bare.content.decode()
    [(_asked, ruling)] = asked.milestone.track().refusals()
    assert ruling.note == "ยังพอมีเวลา"
    assert "ยังพอมีเวลา" in visible_text(client.get(address("staff:requests")))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "This field is required."),
        ("3", "Write number and year with a stroke between, such as 3/2569."),
        ("0/2569", "Write number and year with a stroke between, such as 3/2569."),
        ("3/2026", "Give the year in the Buddhist era, such as 3/2569."),
    ],
)
def test_number_is_number_and_buddhist_year(typed, words, sign_in, asked):
    response = decide(sign_in("secretary"), asked, number=typed)

    assert errors(response) == {"number": [words]}


def test_number_may_be_typed_with_thai_digits_and_blanks(sign_in, asked):
    decide(sign_in("secretary"), asked, number=" ๓ / ๒๕๖๙ ")

    assert str(Decision.objects.get()) == "3/2569"


def test_number_that_was_given_already_is_refused(sign_in, cast, nan, asked):
    bid = make_candidacy(nan)
    other = make_milestone(nan, bid, code="submission", due=DUE, is_key=True)
    second = make_request(other, LATER, by=cast[OFFICER], said=ASKED)
    decide_request(second, by=cast["secretary"], number=3, decided=TODAY)

    response = decide(sign_in("secretary"), asked)

    assert response.status_code == 200
    assert errors(response) == {"number": ["A decision has this number already."]}


@pytest.mark.parametrize("days", [-13, 1])
def test_day_lies_between_the_request_and_today(days, sign_in, asked):
    day = format_numeric(TODAY + timedelta(days=days), "en")

    response = decide(sign_in("secretary"), asked, effective_on=day)

    assert set(errors(response)) == {"effective_on"}
    assert Decision.objects.count() == 0


def test_who_asked_does_not_enter_the_decision(sign_in, cast, nan):
    key = make_milestone(nan, due=DUE, is_key=True)
    own = make_request(key, LATER, by=cast["secretary"], said=ASKED)
    client = sign_in("secretary")

    text = visible_text(client.get(address("staff:decide", asked=own.sequence)))
    response = decide(client, own)

    assert "Nobody enters the decision on what they asked for themselves." in text
    assert response.status_code == 409
    assert "The later date is approved" in response.content.decode()


def test_request_that_was_decided_meanwhile_is_a_conflict(sign_in, cast, asked):
    decide_request(asked, by=cast["secretary"], decided=TODAY)

    response = decide(sign_in("secretary"), asked)

    assert response.status_code == 409
    assert "It was decided on already." in visible_text(response)


def test_request_that_was_never_made_is_not_found(sign_in):
    assert sign_in("secretary").get(address("staff:decide")).status_code == 404


@pytest.mark.slow
def test_list_costs_the_same_for_3_and_30(sign_in, cast, nan):
    client, bid = sign_in("secretary"), make_candidacy(nan)

    few = queries(client, cast, nan, bid, range(3))
    many = queries(client, cast, nan, bid, range(3, 30))

    assert many == few


def queries(client, cast, nan, bid, numbers):
    """How many statements the list costs, once so many more requests were made."""
    for number in numbers:
        rows = [
            make_milestone(nan, bid, code=f"{kind}-{number}", due=DUE, is_key=True)
            for kind in ("open", "decided")
        ]
        asked = [make_request(m, LATER, by=cast[OFFICER], said=ASKED) for m in rows]
        decide_request(asked[1], by=cast["secretary"], number=number + 1, decided=TODAY)
    with CaptureQueriesContext(connection) as found:
        client.get(address("staff:requests"))
    return len(found)
