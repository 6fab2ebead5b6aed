"""A visitor suggests something: no account, nothing about the person, one row."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cities.models import City, Suggestion
from creativecity.ledger.models import LogEntry
from programmes.forms.suggest import slug_of
from tests.factories import DAY, make_suggestion
from tests.ledger.test_concurrency import at_once
from tests.visible import visible_text

TYPED = {"city": "nan", "text": "ขอป้ายสองภาษา"}


@pytest.fixture(autouse=True)
def _in_english(_language_for_tests):
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


def url(name="suggest"):
    return reverse(f"programmes:{name}")


def errors(response):
    return {
        name: list(found) for name, found in response.context["form"].errors.items()
    }


def test_visitor_suggests_and_gets_a_number_and_an_address(client, nan):
    form = client.get(f"{url()}?city=nan")
    sent = client.post(url(), TYPED, follow=True)

    row = Suggestion.objects.get()
    assert form.context["form"]["city"].value() == "nan"
    assert "Nothing about you is kept" in visible_text(form)
    assert (row.channel, row.language, row.recorded_by) == ("web", "en", None)
    assert row.text == TYPED["text"]
    assert LogEntry.objects.latest("sequence").by is None
    assert f"Its number {row}" in visible_text(sent)
    assert f"http://testserver{row.get_absolute_url()}" in visible_text(sent)
    assert "What happens next" in visible_text(sent)


def test_a_visitor_who_brings_no_cookie_gets_the_token_with_the_page(nan):
    client = Client(enforce_csrf_checks=True)

    refused = client.post(url(), TYPED)
    page = client.get(url())
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode()
    )
    sent = client.post(url(), {**TYPED, "csrfmiddlewaretoken": token[1]})

    assert (refused.status_code, sent.status_code) == (403, 302)
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": "  "}, "text", "Write what you suggest."),
        ({"text": "ก" * 4001}, "text", "It is 4001 characters long; 4,000 fit."),
        ({"city": ""}, "city", "Choose the city."),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(client, nan, typed, field, words):
    response = client.post(url(), TYPED | typed)

    assert errors(response) == {field: [words]}
    assert "Error:" in response.content.decode().split("</title>")[0]
    assert (TYPED | typed)["text"] in response.content.decode()
    assert not Suggestion.objects.exists()


def test_two_pressed_the_button_twice_and_it_is_one_row(client, nan):
    first, second = (client.post(url(), TYPED) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Suggestion.objects.count() == 1


def test_a_program_gets_the_same_page_and_nothing_is_stored(client, nan):
    sent = client.post(url(), {**TYPED, "website": "http://spam.example"}, follow=True)

    assert "Thank you: your suggestion came in" in visible_text(sent)
    assert re.search(r"Its number NAN-0/\d{4}", visible_text(sent))
    assert not Suggestion.objects.exists()


def test_nobody_makes_the_portal_confirm_another_number(client, nan):
    forged = client.get(f"{url('suggestion_sent')}?sent=NAN-9/2569:abc")

    assert forged["Location"] == url()


def test_too_many_are_refused_and_what_was_typed_stays(client, nan):
    answers = [
        client.post(url(), {**TYPED, "text": f"ขอป้าย {number}"}) for number in range(6)
    ]
    again = client.post(url(), {**TYPED, "text": "ขอป้าย 1"})

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert answers[5]["Retry-After"] == "3600"
    assert "was not sent" in visible_text(answers[5])
    assert "ขอป้าย 5" in answers[5].content.decode()
    assert again.status_code == 302  # that one is on record already
    assert Suggestion.objects.count() == 5


def test_too_many_are_told_so_in_the_readers_language(client, nan):
    with translation.override("th"):
        path = reverse("programmes:suggest")
        for number in range(6):
            response = client.post(path, {**TYPED, "text": f"ขอป้าย {number}"})

    assert (response.status_code, response["Content-Language"]) == (429, "th")


def test_twenty_at_once_are_one_row(emptied_after, facts):
    def send(number):
        client = Client(REMOTE_ADDR=f"203.0.113.{number}")
        return client.post("/en/participate/suggest/", TYPED)["Location"]

    places = at_once(send, 20)

    assert len(set(places)) == 1
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("NAN-2/2569", "nan-2-2569"),
        ("nan 2 / 2569", "nan-2-2569"),
        (" Nan-๒/๒๕๖๙ ", "nan-2-2569"),
        ("NAN2/2569", "nan-2-2569"),
        ("nan-2-2569", "nan-2-2569"),
        ("CHIANG-RAI–12/2569", "chiang-rai-12-2569"),
        ("chiang rai 012 2569", "chiang-rai-12-2569"),
        ("MUANG2-3/2569", "muang2-3-2569"),
        ("muang 2 3/2569", "muang-2-3-2569"),
        ("2569", ""),
        ("น่าน 2/2569", ""),
        ("", ""),
    ],
)
def test_reference_is_understood_as_people_type_it(typed, slug):
    assert slug_of(typed) == slug


def test_reference_leads_to_its_page(client, nan):
    row, page = make_suggestion(nan, effective_on=DAY), url("suggestions")

    found = client.get(page, {"reference": "nan ๑/๒๕๖๙"})
    unknown = client.get(page, {"reference": "NAN-9/2569"})
    empty = client.get(page, {"reference": ""})

    assert found["Location"] == row.get_absolute_url()
    assert "No suggestion has this number." in visible_text(unknown)
    assert 'value="NAN-9/2569"' in unknown.content.decode()
    assert "Write the reference number." in visible_text(empty)
