import pytest
from django.urls import reverse

from tests.second_factors import Device, code_of, make_app
from tests.signing_in import proved

from .test_factor_pages import APP, OVERVIEW, add_passkey, options_on

OFFICER = "officer.nan"
DESK, SET_UP = reverse("staff:desk"), reverse("account_set_up_factor")
PROVE, PROVE_BY_KEY = (
    reverse("mfa_reauthenticate"),
    reverse("mfa_reauthenticate_webauthn"),
)


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("path", [DESK, OVERVIEW, "/admin/", "/th/staff/letters/"])
def test_account_without_a_factor_is_led_to_set_one_up(path, sign_in):
    assert sign_in("secretary").get(path)["Location"] == SET_UP


@pytest.mark.parametrize(
    "name", ["account_set_up_factor", "mfa_activate_totp", "mfa_add_webauthn"]
)
def test_pages_that_set_one_up_are_open_to_it(name, sign_in):
    assert sign_in(OFFICER).get(reverse(name)).status_code == 200


def test_account_may_leave_and_change_its_password(sign_in):
    client = sign_in(OFFICER)

    pages = [client.get(reverse("account_change_password")), client.get(SET_UP)]
    left = client.post(reverse("account_logout"))

    assert [page.status_code for page in pages] == [200, 200]
    assert left.status_code == 302


def test_public_page_takes_it_for_a_visitor(sign_in):
    page = sign_in(OFFICER).get(reverse("programmes:home"))

    assert page.status_code == 200
    assert DESK not in page.content.decode()


def test_visitor_is_sent_to_sign_in(client, db):
    assert client.get(DESK)["Location"].startswith(reverse("account_login"))


def test_pages_open_once_one_is_set_up(sign_in):
    client = sign_in(OFFICER)
    secret = client.get(APP).context["form"].secret

    client.post(APP, {"code": code_of(secret)})

    assert client.get(DESK).status_code == 200


def test_session_that_did_not_prove_the_factor_is_led_to(sign_in, cast):
    make_app(cast[OFFICER])
    client = sign_in(OFFICER)

    assert client.get(DESK)["Location"] == f"{PROVE}?next={DESK.replace('/', '%2F')}"
    assert client.post(DESK)["Location"] == PROVE


def test_holder_of_a_factor_sets_up_no_other_before_proving_it(sign_in, cast):
    make_app(cast[OFFICER])
    client = sign_in(OFFICER)
    names = ["mfa_activate_totp", "mfa_add_webauthn", "account_change_password"]

    answers = [client.get(reverse(name))["Location"] for name in names]

    assert [answer.split("?")[0] for answer in answers] == [PROVE] * 3


def test_password_said_again_proves_no_second_factor(sign_in, cast):
    make_app(cast[OFFICER])
    client = sign_in(OFFICER)
    proved(client, cast[OFFICER], "password")

    page = client.get(PROVE)

    assert reverse("account_reauthenticate") not in page.content.decode()
    assert client.get(DESK).status_code == 302


def test_code_proves_it_and_leads_on(sign_in, cast):
    secret = make_app(cast[OFFICER])
    client = sign_in(OFFICER)

    wrong = client.post(PROVE, {"code": "12", "next": DESK})
    right = client.post(PROVE, {"code": code_of(secret), "next": DESK})

    assert (wrong.status_code, right["Location"]) == (200, DESK)
    assert client.get(DESK).status_code == 200


def test_passkey_proves_it_and_leads_on(sign_in, cast, settings):
    device = Device()
    add_passkey(sign_in(OFFICER), device)
    client = sign_in(OFFICER)
    page = client.get(f"{PROVE_BY_KEY}?next={DESK}")

    data = {"credential": device.get(options_on(page)), "next": DESK}
    response = client.post(PROVE_BY_KEY, data)

    assert response["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_what_another_account_proved_counts_for_nothing(sign_in, cast):
    client = sign_in(OFFICER)
    proved(client, cast["cea"], "mfa")

    assert client.get(DESK)["Location"] == SET_UP


def test_nothing_is_asked_where_none_is_required(sign_in, settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert sign_in(OFFICER).get(DESK).status_code == 200
