"""Where somebody is signed in, and signing out elsewhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import override

from creativecity.accounts.own_sessions import told
from creativecity.ledger.models import LogEntry
from tests.signing_in import long_ago, signed_in
from tests.visible import visible_text

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "


@pytest.fixture
def page():
    with override("en"):
        return reverse("usersessions_list")


@pytest.fixture
def here(cast):
    return signed_in(cast["officer.nan"])


@pytest.fixture
def there(cast):
    client = signed_in(cast["officer.nan"])
    UserSession.objects.filter(session_key=client.session.session_key).update(
        user_agent="Mozilla/5.0 (iPhone; CPU) AppleWebKit Version/18 Safari/604",
        ip="192.0.2.7",
    )
    return client


def is_in(client):
    return client.get(reverse("staff:desk")).status_code == 200


def test_own_sessions_are_listed_this_one_first(here, there, page):
    words = visible_text(here.get(page))

    assert "Safari, iPhone" in words
    assert "From the address 192.0.2.7" in words
    assert words.index("here and now") < words.index("Safari, iPhone")


def test_sessions_of_others_are_not_listed(here, sign_in, page):
    sign_in("cea")

    assert "Sign out there" not in visible_text(here.get(page))


def test_one_session_is_ended(here, there, page):
    row = UserSession.objects.get(session_key=there.session.session_key)

    response = here.post(page, {"session": row.pk}, follow=True)

    assert "1 session has ended" in visible_text(response)
    assert (is_in(here), is_in(there)) == (True, False)
    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.by.username) == ("end_sessions", "officer.nan")


def test_all_others_are_ended(here, there, cast, page):
    third = signed_in(cast["officer.nan"])

    response = here.post(page, follow=True)

    assert "2 sessions have ended" in visible_text(response)
    assert [is_in(client) for client in (here, there, third)] == [True, False, False]


@pytest.mark.parametrize("session", ["x", "999999", "", "9" * 5000])
def test_what_is_no_session_is_not_found(session, here, page):
    assert here.post(page, {"session": session}).status_code == 404


def test_a_session_of_somebody_else_is_not_found(here, sign_in, page):
    other = sign_in("cea")
    row = UserSession.objects.get(session_key=other.session.session_key)

    response = here.post(page, {"session": row.pk})

    assert response.status_code == 404
    assert is_in(other)


def test_the_one_here_is_ended_by_signing_out(here, page):
    row = UserSession.objects.get(session_key=here.session.session_key)

    assert here.post(page, {"session": row.pk}).status_code == 404
    assert is_in(here)


def test_who_sits_here_is_asked_again_before_others_are_ended(here, there, page):
    response = long_ago(here).post(page)

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    assert is_in(there)


AGENTS = [
    (WINDOWS + "Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Windows"),
    (WINDOWS + "Chrome/150.0 Safari/537.36", "Chrome, Windows"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Firefox/150.0", "Firefox, Linux"),
    ("Mozilla/5.0 (Linux; Android 16) Chrome/150 Mobile Safari", "Chrome, Android"),
    ("Mozilla/5.0 (Linux; Android 16) Line/15.1 Chrome/150 Safari", "LINE, Android"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/19 Safari", "Safari, macOS"),
    ("curl/8", "A program that does not say its name"),
    ("", "A program that does not say its name"),
]


@pytest.mark.parametrize(("agent", "words"), AGENTS)
def test_a_browser_is_told_in_words(agent, words):
    with override("en"):
        assert told(agent) == words
