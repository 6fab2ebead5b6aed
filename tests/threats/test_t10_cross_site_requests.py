"""T10: another site's page makes no browser act here, and signs nobody out."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    OFFICER,
    PUBLIC_FORMS,
    STAFF_PAGES,
)
from tests.addresses import address
from tests.signing_in import signed_in

#: By which mail programs stop letters: its address is the secret (RFC 8058).
WITHOUT_A_TOKEN = {"programmes:stop_letters"}
TAKING = {*STAFF_PAGES, *ACCOUNTS_OPEN, *ACCOUNTS_SIGNED_IN, *PUBLIC_FORMS}


@pytest.fixture
def officer(cast):
    return signed_in(cast[OFFICER], Client(enforce_csrf_checks=True))


def test_t10_no_address_takes_what_bears_no_token(officer):
    """Refused before anything is looked for: rows need not be there."""
    taken = {name for name in TAKING if officer.post(address(name)).status_code != 403}

    assert taken == WITHOUT_A_TOKEN


def test_t10_nor_what_scripts_of_others_send(officer):
    path = reverse("staff:letters")
    headers = [
        {"hx-request": "true"},
        {"x-csrftoken": "a" * 64},
        {"origin": "https://evil.example"},
    ]

    answers = [officer.post(path, {"language": "en"}, headers=sent) for sent in headers]
    answers.append(officer.post(path, "language=en", content_type="text/plain"))

    assert [answer.status_code for answer in answers] == [403] * 4


def test_t10_a_right_token_from_another_site_is_refused(officer):
    officer.get(reverse("staff:letters"))
    token = officer.cookies["csrftoken"].value
    sent = {"language": "en", "csrfmiddlewaretoken": token}
    path = reverse("staff:letters")

    foreign = officer.post(path, sent, headers={"origin": "https://evil.example"})
    own = officer.post(path, sent)

    assert (foreign.status_code, own.status_code) == (403, 302)


def test_t10_an_address_that_is_only_opened_signs_nobody_out(officer):
    officer.get(reverse("account_logout"))
    officer.get("/admin/logout/")

    assert officer.get(reverse("staff:desk")).status_code == 200


def test_t10_cookies_do_not_travel_with_what_other_sites_send():
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_HTTPONLY
