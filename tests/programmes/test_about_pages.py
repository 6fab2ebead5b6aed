"""What the portal says of itself: criteria, cookies, whom to write to."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from programmes.accessibility import RESULTS, WAYS, review
from programmes.cookies import cookies
from tests.factories import make_user
from tests.visible import visible_text

PROMISES = ["programmes:accessibility", "programmes:privacy", "programmes:security"]


def read(client, name, language="en"):
    with translation.override(language):
        return visible_text(client.get(reverse(name)))


def test_review_speaks_of_each_criterion_once():
    numbers = [criterion.number for criterion in review().criteria]

    levels = Counter(criterion.level for criterion in review().criteria)
    assert len(set(numbers)) == len(numbers) == 55
    assert levels == {"A": 31, "AA": 24}
    parts = [[int(part) for part in number.split(".")] for number in numbers]
    assert parts == sorted(parts)


def test_review_uses_its_own_words_and_both_languages():
    for criterion in review().criteria:
        assert criterion.result in RESULTS
        assert criterion.how in WAYS
        assert criterion.name_th
        assert criterion.name_en
        assert bool(criterion.note_th) == bool(criterion.note_en)


def test_what_was_not_looked_at_is_not_called_passed():
    odd = [
        c.number for c in review().criteria if c.result == "pass" and c.how == "none"
    ]

    assert odd == []


def test_review_says_how_old_it_is():
    assert review().age(date(2027, 11, 26)) == 365
    assert review().age() >= 0


def test_counts_add_up_to_the_criteria():
    assert sum(number for _r, _words, number in review().counts()) == 55


@pytest.mark.parametrize("name", PROMISES)
def test_page_names_the_agencies_where_nobody_gave_an_address(name, facts, client):
    text = read(client, name)

    assert "has not given an address to write to yet" in text
    assert "Creative Economy Agency" in text


@pytest.mark.parametrize("name", PROMISES)
def test_page_names_the_address_of_the_operator(name, facts, client, settings):
    settings.CONTACT_EMAIL = "portal@example.org"

    response = client.get(reverse(name))

    assert 'href="mailto:portal@example.org"' in response.content.decode()
    assert "has not given an address" not in visible_text(response)


def test_reading_sets_no_cookie(facts, client):
    for name in ("programmes:home", "cities:index", "programmes:privacy"):
        assert client.get(reverse(name)).cookies == {}


def test_privacy_page_names_every_cookie_that_is_set(facts, client):
    make_user("somebody", password="a long enough password")
    door = client.get(reverse("account_login"))
    signed_in = client.post(
        reverse("account_login"),
        {"login": "somebody", "password": "a long enough password"},
    )
    told = {cookie.name for cookie in cookies()}

    assert {*door.cookies, *signed_in.cookies} <= told
    text = read(client, "programmes:privacy")
    assert [name for name in told if name not in text] == []
