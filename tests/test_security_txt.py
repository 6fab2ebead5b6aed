"""/.well-known/security.txt: whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from creativecity import security_txt
from creativecity.thai_calendar import today

SITE = "https://creativecity.example"
DAY = date(2026, 11, 26)


def fields(text):
    return [line.split(": ", 1) for line in text.splitlines()]


@pytest.fixture(autouse=True)
def _asked_anew():
    security_txt.released_on.cache_clear()
    yield
    security_txt.released_on.cache_clear()


def test_it_says_whom_to_tell_until_when():
    text = security_txt.written(SITE, "security@creativecity.example", DAY)

    assert fields(text) == [
        ["Contact", "mailto:security@creativecity.example"],
        ["Expires", "2027-11-25T23:59:59+07:00"],
        ["Preferred-Languages", "th, en"],
        ["Canonical", f"{SITE}/.well-known/security.txt"],
        ["Policy", f"{SITE}/th/about/security/"],
        ["Policy", f"{SITE}/en/about/security/"],
    ]


def test_without_an_address_the_policy_says_whom():
    text = security_txt.written(SITE, "", DAY)

    assert fields(text)[0] == ["Contact", f"{SITE}/th/about/security/#report"]


def test_it_expires_within_a_year_of_the_release():
    [_name, expires] = fields(security_txt.written(SITE, "", DAY))[1]

    moment = datetime.fromisoformat(expires)
    released = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC)
    assert moment - released < timedelta(days=365)


def test_the_operator_may_say_the_day_of_the_release(settings):
    settings.RELEASED_ON = DAY

    assert security_txt.released_on() == DAY


def test_else_it_is_the_day_of_the_newest_file(settings):
    settings.RELEASED_ON = None

    assert date(2026, 1, 1) < security_txt.released_on() <= today()


@pytest.mark.parametrize("email", ["", "security@creativecity.example"])
def test_it_is_served_as_text_to_everybody(email, client, db, settings):
    settings.CONTACT_EMAIL = email
    settings.RELEASED_ON = DAY

    answer = client.get("/.well-known/security.txt", secure=True)

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    site = "https://testserver"
    assert answer.content.decode() == security_txt.written(site, email, DAY)


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_it_leads_to_is_there(language, facts, client):
    page = client.get(f"/{language}/about/security/").content.decode()

    assert 'id="report"' in page
    assert "/.well-known/security.txt" in page
