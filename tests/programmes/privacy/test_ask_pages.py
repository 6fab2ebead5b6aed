"""Anybody asks about their data, and reads by a secret address what became of it."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from creativecity.thai_calendar import today
from programmes.forms.privacy_request import SECRET
from programmes.models import PrivacyRequest
from programmes.privacy.letters import write_of_answer
from tests.factories import make_privacy_request
from tests.visible import visible_text

TYPED = {
    "kind": "erase",
    "name": "มานี มีนา",
    "contact": "manee@example.org",
    "text": "ชื่อในข่าวเดือนกันยายน",
}
ANSWER = {"verdict": "refused", "answer": "กฎหมายให้เก็บ", "identified": "โทรกลับ"}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


def url():
    return reverse("programmes:privacy_request")


def page_of(secret):
    return reverse("programmes:privacy_request_state", args=[secret])


def errors(response):
    form = response.context["form"]
    return {name: list(found) for name, found in form.errors.items()}


def secret_of(response):
    return re.search(r'name="secret" value="([^"]+)"', response.content.decode())[1]


def test_visitor_asks_and_reads_how_it_stands(client, db):
    form = client.get(url())
    sent = client.post(url(), {**TYPED, "secret": secret_of(form)}, follow=True)

    row = PrivacyRequest.objects.get()
    secret = SECRET.unsign(secret_of(form))
    words = visible_text(sent)
    assert sent.redirect_chain == [(page_of(secret), 302)]
    assert (row.kind, row.name, row.language) == ("erase", "มานี มีนา", "en")
    assert (row.received_on, row.account) == (today(), None)
    assert f"Your request {row}" in words
    assert "to be answered by" in words
    assert f"http://testserver{page_of(secret)}" in words
    assert not any(TYPED[name] in words for name in ("name", "contact", "text"))


def test_the_page_is_kept_and_passed_on_by_nobody(client, db):
    make_privacy_request("opens-it")

    response = client.get(page_of("opens-it"))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


def test_a_secret_that_nobody_was_given_leads_nowhere(client, db):
    make_privacy_request("opens-it")

    assert client.get(page_of("opens-another")).status_code == 404


def test_answer_is_read_at_the_secret_address(client, db):
    row = make_privacy_request("opens-it")
    row.settle(by=None, **ANSWER)

    words = visible_text(client.get(page_of("opens-it")))

    assert "refused with a reason" in words
    assert ANSWER["answer"] in words
    assert ANSWER["identified"] not in words


def test_emptied_it_says_so(client, db):
    row = make_privacy_request("opens-it")
    row.settle(by=None, **ANSWER)
    row.empty(by=None)

    words = visible_text(client.get(page_of("opens-it")))

    assert "was erased on" in words
    assert ANSWER["answer"] not in words


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"kind": ""}, "kind", "Choose what is asked for."),
        ({"name": " "}, "name", "Write your name."),
        ({"contact": ""}, "contact", "Say where the answer can reach you."),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(client, db, typed, field, words):
    response = client.post(url(), TYPED | typed)

    assert errors(response) == {field: [words]}
    assert "Error:" in response.content.decode().split("</title>")[0]
    assert TYPED["text"] in response.content.decode()
    assert not PrivacyRequest.objects.exists()


def test_one_mailbox_hears_of_it_once_a_day_however_its_address_is_spelt(client, db):
    for contact in ("manee@example.org", "Manee@Example.org"):
        client.post(url(), {**TYPED, "contact": contact})

    assert PrivacyRequest.objects.count() == 2
    assert len(mail.outbox) == 1


def test_pressed_twice_it_is_one_request(client, db):
    secret = secret_of(client.get(url()))

    first, second = (client.post(url(), {**TYPED, "secret": secret}) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert PrivacyRequest.objects.count() == 1


@pytest.mark.each
@pytest.mark.parametrize("secret", ["", "chosen-by-me", "chosen-by-me.abc"])
def test_nobody_chooses_the_address_of_a_request(client, db, secret):
    sent = client.post(url(), {**TYPED, "secret": secret})

    assert "chosen-by-me" not in sent["Location"]
    assert not PrivacyRequest.objects.with_secret("chosen-by-me").exists()
    assert PrivacyRequest.objects.count() == 1


def test_a_program_is_told_to_send_it_again_and_a_person_can(client, db):
    response = client.post(url(), {**TYPED, "website": "http://spam.example"})

    assert "Please send it again" in errors(response)["__all__"][0]
    assert "spam.example" not in response.content.decode()
    assert not PrivacyRequest.objects.exists()


def test_too_many_are_refused_and_what_was_typed_stays(client, db):
    answers = [client.post(url(), TYPED) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert answers[5]["Retry-After"] == "3600"
    assert TYPED["text"] in answers[5].content.decode()
    assert PrivacyRequest.objects.count() == 5


def test_who_is_signed_in_need_not_say_who_they_are(sign_in, cast):
    user = cast["officer.nan"]
    user.first_name, user.email = "มานี", "manee@example.org"
    user.save()
    client = sign_in("officer.nan")

    form = client.get(url()).context["form"]
    client.post(url(), TYPED)

    assert (form["name"].value(), form["contact"].value()) == ("มานี", user.email)
    assert PrivacyRequest.objects.get().account == user


# Letters


def test_receipt_says_where_it_stands_and_nothing_that_was_typed(client, db, settings):
    client.post(url(), TYPED)

    [letter] = mail.outbox
    row = PrivacyRequest.objects.get()
    assert letter.to == [TYPED["contact"]]
    assert letter.subject == f"Your request {row} came in"
    assert f"{settings.SITE_URL}/en/privacy/request/" in letter.body
    assert TYPED["name"] not in letter.body
    assert TYPED["text"] not in letter.body


def test_one_address_gets_one_receipt_a_day(client, db):
    for _ in range(3):
        client.post(url(), TYPED)

    assert len(mail.outbox) == 1


def test_a_telephone_number_gets_no_letter(client, db):
    client.post(url(), TYPED | {"contact": "081 000 0000"})

    assert mail.outbox == []
    row = PrivacyRequest.objects.get()
    assert write_of_answer(row) == ""


def test_answer_goes_out_in_the_language_of_who_asked(db):
    row = make_privacy_request(language="en")
    row.settle(by=None, **ANSWER)

    with translation.override("th"):
        assert write_of_answer(row) == ""

    [letter] = mail.outbox
    assert letter.subject == "Your request PDPA-1/2569 is answered"
    assert ANSWER["answer"] in letter.body
    assert ANSWER["identified"] not in letter.body
