"""The queue of requests: due days, who reads what, an answer that is sent."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import translation

from creativecity.thai_calendar import today
from programmes.desk_privacy import owed_privacy
from programmes.models import PrivacyRequest
from tests.addresses import address
from tests.factories import make_privacy_request
from tests.visible import visible_text

ANSWER = {"verdict": "granted", "answer": "ลบแล้ว", "identified": "โทรกลับ"}
ENTERED = {"kind": "object", "name": "ปิติ", "language": "th", "received_on": "1/10/2569"}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    with translation.override("en"):
        yield


@pytest.fixture
def three(cast):
    """One past its day, one due within a week, one with time left."""
    days = {"late": 40, "soon": 25, "new": 1}
    return {
        name: make_privacy_request(name, on=today() - timedelta(days=ago))
        for name, ago in days.items()
    }


def shown(response):
    return [str(row) for row, _state, _left in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["late", "soon", "new"]),
        ("?state=overdue", ["late"]),
        ("?state=due", ["soon"]),
        ("?state=waiting", ["new"]),
        ("?state=answered", []),
        ("?kind=access", ["late", "soon", "new"]),
        ("?kind=erase", []),
        ("?state=nonsense", ["late", "soon", "new"]),
    ],
)
def test_queue_shows_what_was_chosen_the_most_urgent_first(
    query, expected, three, sign_in
):
    response = sign_in("secretary").get(address("staff:privacy_requests") + query)

    assert shown(response) == [str(three[name]) for name in expected]


def test_queue_names_nobody(three, sign_in):
    words = visible_text(sign_in("secretary").get(address("staff:privacy_requests")))

    assert "past its day" in words
    assert "5 days left" in words
    assert "มานี" not in words


def test_who_asks_is_read_by_who_answers_alone(three, sign_in):
    path = address("staff:privacy_request", row=three["new"].pk)

    pages = {
        name: visible_text(sign_in(name).get(path)) for name in ("secretary", "auditor")
    }

    assert "มานี มีนา" in pages["secretary"]
    assert "Answer it" in pages["secretary"]
    assert "มานี" not in pages["auditor"]
    assert "by those alone who answer" in pages["auditor"]
    assert "Answer it" not in pages["auditor"]


def test_every_line_of_the_desk_counts_what_its_list_shows(three, cast, sign_in):
    lines = list(owed_privacy(cast["secretary"], today()))

    assert [(line.kind, line.count) for line in lines] == [
        ("privacy-overdue", 1),
        ("privacy-due", 1),
        ("privacy-waiting", 1),
    ]
    assert (lines[0].overdue, lines[1].left, lines[2].left) == (10, 5, 29)
    for line in lines:
        assert len(shown(sign_in("secretary").get(line.url))) == 1


@pytest.mark.each
@pytest.mark.parametrize("name", ["auditor", "cea", "officer.nan"])
def test_nobody_else_owes_an_answer(name, three, cast):
    assert list(owed_privacy(cast[name], today())) == []


def test_secretary_enters_what_came_by_letter(cast, sign_in):
    response = sign_in("secretary").post(address("staff:add_privacy_request"), ENTERED)

    row = PrivacyRequest.objects.get()
    assert response["Location"] == row.get_absolute_url()
    assert (row.reference, row.contact) == ("PDPA-1/2569", "")
    assert mail.outbox == []


def test_a_day_ahead_is_told_at_its_field(cast, sign_in):
    ahead = (today() + timedelta(days=2)).isoformat()

    response = sign_in("secretary").post(
        address("staff:add_privacy_request"), ENTERED | {"received_on": ahead}
    )

    assert response.context["form"].errors["received_on"] == ["The day lies ahead."]
    assert not PrivacyRequest.objects.exists()


def test_answer_is_recorded_and_sent(three, cast, sign_in):
    path = address("staff:answer_privacy_request", row=three["soon"].pk)

    response = sign_in("secretary").post(path, ANSWER, follow=True)

    row = PrivacyRequest.objects.get(pk=three["soon"].pk)
    assert (row.verdict, row.answered_by) == ("granted", cast["secretary"])
    assert "was sent by email" in visible_text(response)
    assert mail.outbox[0].to == [row.contact]


def test_answer_without_an_address_is_to_be_passed_on(cast, sign_in):
    row = make_privacy_request(contact="081 000 0000")
    path = address("staff:answer_privacy_request", row=row.pk)

    form = sign_in("secretary").get(path)
    response = sign_in("secretary").post(path, ANSWER, follow=True)

    assert "No email address was given" in visible_text(form)
    assert "pass it on" in visible_text(response)
    assert mail.outbox == []


def test_a_letter_that_did_not_go_out_is_told(three, sign_in, settings):
    settings.SITE_URL = ""
    path = address("staff:answer_privacy_request", row=three["new"].pk)

    response = sign_in("secretary").post(path, ANSWER, follow=True)

    assert "the letter did not go out: SITE_URL is not set" in visible_text(response)


def test_answered_by_somebody_else_meanwhile(three, sign_in):
    path = address("staff:answer_privacy_request", row=three["new"].pk)
    three["new"].settle(by=None, **ANSWER)

    response = sign_in("secretary").post(path, ANSWER | {"answer": "ไม่ลบ"})

    assert "It was answered already." in visible_text(response)
    assert PrivacyRequest.objects.get(pk=three["new"].pk).answer == ANSWER["answer"]


def test_answered_and_emptied_it_shows_what_is_left(cast, sign_in):
    row = make_privacy_request()
    path = address("staff:privacy_request", row=row.pk)
    row.settle(by=cast["secretary"], **ANSWER)
    answered = visible_text(sign_in("secretary").get(path))
    row.empty(by=None)
    emptied = visible_text(sign_in("secretary").get(path))

    assert ANSWER["answer"] in answered
    assert ANSWER["answer"] not in emptied
    assert "was erased on" in emptied


def test_queue_where_nothing_is_teaches_what_comes_here(cast, sign_in):
    client = sign_in("secretary")

    empty = visible_text(client.get(address("staff:privacy_requests")))
    none_fits = visible_text(
        client.get(address("staff:privacy_requests") + "?state=due")
    )

    assert "No request waits for an answer" in empty
    assert "No request fits what was chosen" in none_fits


def test_the_page_of_an_erasure_leads_to_the_account(cast, sign_in):
    own = make_privacy_request("own", kind="erase", account=cast["partner"])
    other = make_privacy_request("other", kind="erase")
    erase = address("staff:erase_account", account=cast["partner"].pk)

    pages = [
        sign_in("secretary").get(row.get_absolute_url()).content.decode()
        for row in (own, other)
    ]

    assert erase in pages[0]
    assert erase not in pages[1]
    assert address("staff:people") in pages[1]
