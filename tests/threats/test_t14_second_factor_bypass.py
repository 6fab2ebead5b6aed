"""T14: each way in is walked without the second factor; none leads to a staff page."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs
from tests.second_factors import (
    PASSWORD,
    Device,
    code_of,
    give_password,
    make_app,
)
from tests.signing_in import proved, signed_in

DESK, LOGIN = reverse("staff:desk"), reverse("account_login")
SECOND = reverse("mfa_authenticate")


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def secret(cast):
    return make_app(cast["secretary"])


def is_shut(client, path=DESK):
    return client.get(path).status_code in {302, 403}


def test_t14_password_alone_opens_nothing(client, secret):
    response = give_password(client, "secretary")

    assert response["Location"] == SECOND
    assert client.get(DESK)["Location"].startswith(LOGIN)


def test_t14_password_and_code_open_the_desk(client, secret):
    give_password(client, "secretary")

    response = client.post(SECOND, {"code": code_of(secret)})

    assert response["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_t14_second_step_without_the_first_leads_back(client, secret):
    response = client.post(SECOND, {"code": code_of(secret)})

    assert response["Location"] == LOGIN
    assert is_shut(client)


def test_t14_the_admin_has_no_door_of_its_own(client, secret):
    typed = {"username": "secretary", "password": PASSWORD, "next": "/admin/"}

    response = client.post("/admin/login/", typed)

    assert response["Location"].startswith(LOGIN)
    assert is_shut(client, "/admin/")


def test_t14_new_password_by_mail_still_asks_for_the_second_factor(
    client, secret, cast
):
    user = cast["secretary"]
    user.email = "secretary@example.org"
    verbs.edit(user, by=user, is_public=False, personal=PERSONAL)
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://[^/]+(/\S*/password/new/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).request["PATH_INFO"]
    new = "a new and long enough password"
    client.post(form, {"password1": new, "password2": new}, follow=True)

    assert is_shut(client)
    client.post(LOGIN, {"login": "secretary", "password": new})
    assert is_shut(client)


@pytest.mark.slow
def test_t14_no_browser_is_remembered(client, secret):
    client.cookies["mfa_trusted"] = "1"
    give_password(client, "secretary")
    client.post(SECOND, {"code": code_of(secret)})
    client.post(reverse("account_logout"))

    assert give_password(client, "secretary")["Location"] == SECOND
    assert is_shut(client)


@pytest.mark.parametrize(
    "header",
    ["Basic c2VjcmV0YXJ5OmEgbG9uZyBlbm91Z2ggcGFzc3dvcmQ=", "Token x", "Bearer x"],
)
def test_t14_no_header_signs_in(header, secret):
    client = Client(headers={"Authorization": header})

    assert is_shut(client)


def test_t14_session_that_never_saw_the_factor_is_sent_to_prove_it(cast, secret):
    client = signed_in(cast["secretary"])

    paths = [DESK, "/admin/", reverse("mfa_activate_totp")]

    prove = reverse("mfa_reauthenticate")
    assert [client.get(p)["Location"].split("?")[0] for p in paths] == [prove] * 3


def test_t14_password_said_again_is_no_second_factor(cast, secret):
    client = signed_in(cast["secretary"])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    proved(client, cast["secretary"], "password")

    assert is_shut(client)


def test_t14_passkey_of_somebody_else_opens_nothing(client, cast, secret):
    device = Device()
    options = {"publicKey": {"challenge": "eA", "user": {"id": "eA"}}}
    device.create(options)
    give_password(client, "secretary")
    client.get(SECOND)

    page = client.post(SECOND, {"credential": device.get(options)})

    assert page.status_code == 200
    assert is_shut(client)


def test_t14_account_without_one_sees_only_the_page_that_sets_it_up(client, cast):
    give_password(client, "cea")

    paths = [DESK, "/admin/", reverse("account_overview"), reverse("staff:letters")]

    set_up = reverse("account_set_up_factor")
    assert [client.get(path)["Location"] for path in paths] == [set_up] * 4


def test_t14_factor_of_another_account_does_not_fit(client, cast, secret):
    foreign = make_app(cast["cea"])
    give_password(client, "secretary")

    page = client.post(SECOND, {"code": code_of(foreign)})

    assert page.status_code == 200
    assert is_shut(client)
