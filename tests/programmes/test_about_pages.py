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

PROMISES = [
    "programmes:accessibility",
    "programmes:privacy",
    "programmes:security",
    "programmes:contact",
]


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


# Whom to ask


def test_contact_tells_of_the_agencies_what_a_source_tells(facts, client):
    text = read(client, "programmes:contact")

    assert "https://www.dasta.or.th" in text
    assert "Minister of Tourism and Sports" in text
    assert "No postal address and no telephone number is on record" in text
    # general knowledge is not published
    assert "Office of the Prime Minister" not in text


def test_every_page_leads_to_contact_cookies_licence_and_what_it_is_not(client, facts):
    html = client.get("/en/").content.decode()

    for address in (
        "/en/about/contact/",
        "/en/about/contact/#disclaimer",
        "/en/about/privacy/#cookies",
        "/en/data/#terms",
    ):
        assert f'href="{address}"' in html.split('class="colophon"')[1]


@pytest.mark.parametrize(
    "path",
    [
        "/en/accounts/login/",
        "/en/accounts/signup/",
        "/en/accounts/inactive/",
        "/en/accounts/password/forgotten/sent/",
    ],
)
def test_where_the_secretary_is_to_be_asked_there_is_a_way(path, client, facts):
    html = client.get(path).content.decode()

    assert 'href="/en/about/contact/#accounts"' in html.split('id="main"')[1]


def test_what_is_not_open_to_an_account_says_whom_to_ask(sign_in):
    response = sign_in("officer.nan").get("/en/staff/accounts/")

    assert response.status_code == 403
    assert 'href="/en/about/contact/#accounts"' in response.content.decode()
