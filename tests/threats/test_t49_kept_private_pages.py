"""T49: what one person saw is shown to no other by a browser or a proxy."""

import pytest
from django.urls import reverse

from cities.models import City
from tests.access_matrix import (
    ACCOUNTS_OPEN,
    ACCOUNTS_SIGNED_IN,
    OFFICER,
    PUBLIC,
    STAFF_PAGES,
)
from tests.addresses import address, rows_of
from tests.factories import make_file, make_reading
from tests.test_access import read


@pytest.fixture
def reading(cast):
    nan = City.objects.get(slug="nan")
    return make_reading(nan, by=cast[OFFICER], evidence=[make_file(nan, cast["cea"])])


def may_be_kept(answer):
    if answer.status_code == 404:
        return False  # nothing is told
    said = answer.get("Cache-Control", "")
    return not ("no-store" in said and "private" in said)


@pytest.mark.audit  # test_headers.py looks at the same answers in each gate
def test_t49_no_answer_to_staff_is_kept(sign_in, reading):
    clients = {}
    kept = set()
    for name, (allowed, _strangers) in STAFF_PAGES.items():
        role = min(allowed)
        client = clients[role] = clients.get(role) or sign_in(role)
        answer = read(client.get(address(name, **rows_of(name, reading))))
        if answer.status_code == 200 and may_be_kept(answer):
            kept.add(name)

    assert kept == set()


def test_t49_no_page_of_an_account_is_kept(sign_in, client):
    officer = sign_in(OFFICER)

    own = {name: officer.get(address(name)) for name in ACCOUNTS_SIGNED_IN}
    kept = {name for name, answer in own.items() if may_be_kept(answer)}
    kept |= {
        name
        for name in ACCOUNTS_OPEN - {"account_inactive", "account_reset_password_done"}
        if may_be_kept(client.get(address(name)))
    }

    assert kept == set()


@pytest.mark.look
def test_t49_public_pages_of_somebody_signed_in_are_theirs(sign_in, client, reading):
    officer, shared = sign_in(OFFICER), set()
    for name in PUBLIC:
        answer = read(officer.get(address(name, **rows_of(name, reading))))
        is_own = answer.status_code == 200 and OFFICER in _text(answer)
        if is_own and may_be_kept(answer):
            shared.add(name)

    assert shared == set()


def _text(answer):
    return "" if answer.streaming else answer.content.decode(errors="replace")


def test_t49_signing_out_makes_the_browser_forget(sign_in):
    officer = sign_in(OFFICER)

    response = officer.post(reverse("account_logout"))
    from_admin = sign_in("secretary").post("/admin/logout/")

    for answer in (response, from_admin):
        assert answer["Clear-Site-Data"] == '"cache", "storage"'
        assert not may_be_kept(answer)


def test_t49_after_signing_out_every_page_is_the_door(sign_in):
    officer = sign_in(OFFICER)
    officer.post(reverse("account_logout"))

    back = officer.get(reverse("staff:desk"))

    assert back["Location"].startswith(reverse("account_login"))
