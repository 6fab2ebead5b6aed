"""T15: a code that was used once opens nothing again, wherever it is typed."""

import pytest
from django.test import Client
from django.urls import reverse

from creativecity.accounts.second_factor.rows import set_app
from tests.accounts.test_factor_pages import add_passkey, options_on
from tests.second_factors import (
    Device,
    code_of,
    give_password,
    make_app,
    step_now,
)
from tests.signing_in import signed_in

DESK, SECOND = reverse("staff:desk"), reverse("mfa_authenticate")
AGAIN = reverse("mfa_reauthenticate")


@pytest.fixture(autouse=True)
def _unbounded(settings):
    settings.ACCOUNT_RATE_LIMITS = False


def enter(name, code):
    """Whether password and code let a new browser in."""
    client = Client()
    give_password(client, name)
    client.post(SECOND, {"code": code})
    return client.get(DESK).status_code == 200


def test_t15_code_of_an_app_lets_in_once(cast):
    code = code_of(make_app(cast["cea"]))

    assert [enter("cea", code), enter("cea", code)] == [True, False]


def test_t15_code_overheard_before_the_last_one_lets_nobody_in(cast):
    secret, step = make_app(cast["cea"]), step_now()

    assert enter("cea", code_of(secret, step))
    assert not enter("cea", code_of(secret, step - 1))


def test_t15_code_used_to_sign_in_confirms_nothing(cast):
    code = code_of(make_app(cast["cea"]))
    enter("cea", code)

    page = signed_in(cast["cea"]).post(AGAIN, {"code": code})

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"code"}


def test_t15_code_that_set_the_app_up_does_not_let_in(cast):
    step = step_now()
    code = code_of(make_app(cast["cea"], step), step)

    assert not enter("cea", code)


def test_t15_recovery_code_lets_in_once(cast):
    _app, codes = set_app(cast["cea"], "JBSWY3DPEHPK3PXP", 1)

    assert [enter("cea", codes[2]), enter("cea", codes[2])] == [True, False]


def test_t15_recovery_code_that_was_replaced_lets_nobody_in(cast):
    _app, codes = set_app(cast["cea"], "JBSWY3DPEHPK3PXP", 1)
    client = signed_in(cast["cea"])

    client.post(reverse("mfa_generate_recovery_codes"))

    assert not enter("cea", codes[0])


def test_t15_what_a_passkey_said_once_counts_once(cast, client):
    device = Device()
    add_passkey(signed_in(cast["cea"]), device)
    give_password(client, "cea")
    said = device.get(options_on(client.get(SECOND)))
    client.post(SECOND, {"credential": said})

    thief = Client()
    give_password(thief, "cea")
    thief.get(SECOND)
    thief.post(SECOND, {"credential": said})

    assert client.get(DESK).status_code == 200
    assert thief.get(DESK).status_code == 302
