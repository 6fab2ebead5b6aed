"""A new password by a letter: who gets one, what it opens, what it does not."""

import re
import time

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from creativecity.ledger.models import LogEntry
from tests.factories import make_user
from tests.signing_in import signed_in
from tests.visible import visible_text

NEW = "river stones are round 7"
OLD = "a long enough password"


@pytest.fixture
def mali(db):
    return make_user("mali", email="Mali@example.org")


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def ask(client, email="mali@example.org"):
    return client.post(reverse("account_reset_password"), {"email": email}, follow=True)


def way_in(letter):
    """The path of the page to which a letter leads."""
    return re.search(r"http://localhost:8000(/\S+)", letter.body)[1]


def choose(client, path, password=NEW):
    page = client.get(path, follow=True)
    data = {"password1": password, "password2": password}
    return client.post(page.redirect_chain[-1][0], data, follow=True)


def can_sign_in(client, password):
    data = {"login": "mali", "password": password}
    return client.post(reverse("account_login"), data).status_code == 302


def test_the_letter_leads_to_a_new_password(mali, client):
    ask(client)

    response = choose(client, way_in(mail.outbox[0]))

    assert mail.outbox[0].to == ["Mali@example.org"]
    assert response.redirect_chain[-1][0] == reverse("account_login")
    assert "Your new password is saved." in visible_text(response)
    assert (can_sign_in(client, OLD), can_sign_in(client, NEW)) == (False, True)


def test_nobody_is_signed_in_by_it(mali, client):
    ask(client)

    choose(client, way_in(mail.outbox[0]))

    assert client.get(reverse("staff:desk")).status_code == 302


def test_the_ledger_and_the_account_hear_of_it(mali, client):
    ask(client)

    choose(client, way_in(mail.outbox[0]))

    entry = LogEntry.objects.latest("sequence")
    assert (entry.verb, entry.by, entry.payload["personal"]) == (
        "edit",
        mali,
        ["password"],
    )
    assert [letter.to for letter in mail.outbox] == [["Mali@example.org"]] * 2


def test_all_sessions_end(mali, client):
    elsewhere = signed_in(mali)
    ask(client)

    choose(client, way_in(mail.outbox[0]))

    assert elsewhere.session.get("_auth_user_id") is None


def test_a_letter_counts_once(mali, client):
    ask(client)
    path = way_in(mail.outbox[0])
    choose(client, path)

    response = client.get(path)

    assert "This address no longer counts" in visible_text(response)


@pytest.mark.parametrize("key", ["1-abc", "zzzzzzzzzzzzzzzzz-abc", "1-set-password"])
def test_a_made_up_address_opens_nothing(key, mali, client):
    person, secret = key.split("-", 1)
    address = {"uidb36": person, "key": secret}

    response = client.get(reverse("account_reset_password_from_key", kwargs=address))

    assert "This address no longer counts" in visible_text(response)


def test_a_letter_of_before_the_last_sign_in_counts_no_longer(mali, client):
    ask(client)
    can_sign_in(client, OLD)
    client.post(reverse("account_logout"))

    response = client.get(way_in(mail.outbox[0]))

    assert "This address no longer counts" in visible_text(response)


@pytest.mark.parametrize("email", ["nobody@example.org", "gone@example.org"])
def test_who_has_no_account_to_open_is_not_written_to(email, mali, client):
    make_user("gone", email="gone@example.org", is_active=False)

    response = ask(client, email)

    assert mail.outbox == []
    assert response.redirect_chain[-1][0] == reverse("account_reset_password_done")


def test_the_letter_leads_to_the_portals_own_address(mali, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    data = {"email": "mali@example.org"}

    client.post(reverse("account_reset_password"), data, headers={"host": "evil.test"})

    assert "evil.test" not in mail.outbox[0].body
    assert way_in(mail.outbox[0])


def test_a_weak_password_is_refused(mali, client):
    ask(client)

    response = choose(client, way_in(mail.outbox[0]), "Sukhothai2569")

    assert "with a few signs" in visible_text(response)
    assert can_sign_in(client, OLD)


def test_who_locked_themselves_out_comes_in_with_the_new_one(mali, client):
    for _try in range(6):
        can_sign_in(client, "wrong")
    ask(client)

    choose(client, way_in(mail.outbox[0]))

    assert can_sign_in(client, NEW)


def test_one_mailbox_is_not_filled(mali, client):
    answers = [ask(client).status_code for _time in range(6)]

    assert answers == [200] * 5 + [429]
    assert len(mail.outbox) == 5


def test_the_answer_takes_its_time(mali, client, settings):
    settings.PASSWORD_RESET_ANSWER_TAKES = 0.3
    seconds = []
    for email in ("mali@example.org", "nobody@example.org"):
        began = time.monotonic()
        ask(client, email)
        seconds.append(time.monotonic() - began)

    assert min(seconds) >= 0.3


@pytest.mark.parametrize("email", ["no address", "nobody@example.org"])
def test_who_asks_in_vain_holds_nobody_up(email, client, db, settings):
    for _time in range(5):
        ask(client, email)
    settings.PASSWORD_RESET_ANSWER_TAKES = 30
    began = time.monotonic()

    ask(client, email)

    assert time.monotonic() - began < 20
