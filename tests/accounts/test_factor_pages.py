import json
import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.translation import gettext

from creativecity.accounts.second_factor import rows
from creativecity.ledger.models import LogEntry
from programmes.accounts.posts import posts_of
from tests.second_factors import Device, code_of, give_password, make_app
from tests.signing_in import proved, signed_in

OFFICER = "officer.nan"
APP, PASSKEY = reverse("mfa_activate_totp"), reverse("mfa_add_webauthn")
CODES, OVERVIEW = reverse("mfa_view_recovery_codes"), reverse("account_overview")
OPTIONS = re.compile(r'<script id="passkey-options" type="application/json">(.*?)</sc')


def key_on(page):
    """The key of an app, as it is typed by hand."""
    shown = re.search(r'class="groups"><code>(.*?)</code>', page.content.decode())
    return re.sub("<.*?>| ", "", shown[1])


def options_on(page):
    return json.loads(OPTIONS.search(page.content.decode())[1])


def add_passkey(client, device, name="phone"):
    credential = device.create(options_on(client.get(PASSKEY)))
    return client.post(PASSKEY, {"name": name, "credential": credential})


def test_app_is_set_up_with_its_first_code(sign_in, cast):
    client = sign_in(OFFICER)
    secret = key_on(client.get(APP))

    response = client.post(APP, {"code": code_of(secret)})

    assert response["Location"] == CODES
    assert rows.has_factor(cast[OFFICER])
    assert code_of(secret) not in client.get(OVERVIEW).content.decode()


def test_wrong_code_sets_up_nothing_and_the_key_stays(sign_in, cast):
    client = sign_in(OFFICER)
    secret = key_on(client.get(APP))

    page = client.post(APP, {"code": "12"})

    assert key_on(page) == secret
    assert page.context["form"].errors.keys() == {"code"}
    assert not rows.has_factor(cast[OFFICER])


def test_page_of_the_key_asks_first_who_wants_to_see_it(sign_in, cast):
    client = sign_in(OFFICER)
    proved(client, cast[OFFICER], "password", ago=3600)

    responses = [client.get(path) for path in (APP, PASSKEY)]

    again = reverse("account_reauthenticate")
    assert [response["Location"].split("?")[0] for response in responses] == [again] * 2


def test_recovery_codes_are_shown_once(sign_in, cast):
    client = sign_in(OFFICER)
    client.post(APP, {"code": code_of(key_on(client.get(APP)))})

    first, second = client.get(CODES), client.get(CODES)

    assert len(first.context["codes"]) == 10
    assert all(code in first.content.decode() for code in first.context["codes"])
    assert second.context["codes"] == []
    assert "no-store" in first["Cache-Control"]
    assert rows.use_code(cast[OFFICER], first.context["codes"][0])


def test_page_of_recovery_codes_leads_away_who_never_had_any(sign_in):
    client = sign_in(OFFICER)

    pages = [client.get(CODES), client.get(reverse("mfa_generate_recovery_codes"))]

    assert [page["Location"] for page in pages] == [OVERVIEW, OVERVIEW]


def test_recovery_codes_are_made_anew(sign_in, cast):
    client = sign_in(OFFICER)
    make_app(cast[OFFICER])
    path = reverse("mfa_generate_recovery_codes")

    asked, made = client.get(path), client.post(path)

    assert asked.context["left"] == 10
    assert made["Location"] == CODES
    assert len(client.get(CODES).context["codes"]) == 10


def test_passkey_is_added_and_named(sign_in, cast):
    client = sign_in(OFFICER)

    response = add_passkey(client, Device())

    assert response["Location"] == CODES
    assert str(rows.factors_of(cast[OFFICER]).passkeys[0]) == "phone"


def test_passkey_without_a_name_is_given_one(sign_in, cast):
    client = sign_in(OFFICER)
    add_passkey(client, Device(), name="")

    assert str(passkey_of(cast)) == gettext("Passkey %(number)d") % {"number": 1}


def test_passkey_of_another_place_is_refused(sign_in, cast):
    client = sign_in(OFFICER)

    page = add_passkey(client, Device("https://elsewhere.example"))

    assert page.status_code == 200
    assert not rows.has_factor(cast[OFFICER])


JUNK = ["", "{}", "no json", "[]", "7", '{"id": 1}', "[" * 19_000, '{"a":' * 3_000]
JUNK += ['{"id": "eA", "rawId": "eA", "response": {"userHandle": 7}}', "x" * 20_001]


@pytest.mark.each
@pytest.mark.parametrize("credential", JUNK)
def test_what_is_no_passkey_is_refused(credential, sign_in, cast):
    client = sign_in(OFFICER)
    client.get(PASSKEY)

    page = client.post(PASSKEY, {"name": "x", "credential": credential})

    assert page.status_code == 200
    assert not rows.has_factor(cast[OFFICER])


@pytest.mark.each
@pytest.mark.parametrize("credential", JUNK)
def test_what_is_no_passkey_lets_nobody_in(credential, client, cast, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "1000/m/ip"}
    add_passkey(signed_in(cast[OFFICER]), Device())
    alone, second = reverse("mfa_login_webauthn"), reverse("mfa_authenticate")
    client.get(alone, headers={"Accept": "application/json"})

    answer = client.post(alone, {"credential": credential})
    give_password(client, OFFICER)
    page = client.post(second, {"credential": credential})

    assert answer["Location"] == reverse("account_login")
    assert page.context["webauthn_form"].errors.keys() == {"credential"}
    assert client.get(reverse("staff:desk")).status_code == 302


def test_passkey_alone_signs_in(client, cast):
    device = Device()
    add_passkey(signed_in(cast[OFFICER]), device)
    path = reverse("mfa_login_webauthn")
    asked = client.get(path, headers={"Accept": "application/json"}).json()

    response = client.post(path, {"credential": device.get(asked["request_options"])})

    assert response["Location"] == reverse("staff:desk")
    assert client.get(reverse("staff:desk")).status_code == 200


def test_passkey_that_does_not_ask_who_holds_it_signs_nobody_in_alone(client, cast):
    device = Device()
    add_passkey(signed_in(cast[OFFICER]), device)
    device.is_sure = False
    path = reverse("mfa_login_webauthn")
    asked = client.get(path, headers={"Accept": "application/json"}).json()

    response = client.post(path, {"credential": device.get(asked["request_options"])})

    assert response["Location"] == reverse("account_login")


def test_question_of_another_page_lets_no_such_passkey_in_alone(client, cast, settings):
    """Found stolen without a PIN, by somebody with an account of their own."""
    device = Device()
    add_passkey(signed_in(cast["secretary"]), device)
    device.is_sure, settings.SECOND_FACTOR_REQUIRED = False, True
    give_password(client, OFFICER)
    asked = options_on(client.get(PASSKEY))

    said = {"credential": device.get(asked)}
    response = client.post(reverse("mfa_login_webauthn"), said)

    assert response["Location"] == reverse("account_login")
    assert client.session["_auth_user_id"] == str(cast[OFFICER].pk)


def test_passkey_is_the_second_step_after_a_password(client, cast):
    device = Device(is_sure=False)
    add_passkey(signed_in(cast[OFFICER]), device)
    give_password(client, OFFICER)
    page = client.get(reverse("mfa_authenticate"))

    said = {"credential": device.get(options_on(page))}
    response = client.post(reverse("mfa_authenticate"), said)

    assert response["Location"] == reverse("staff:desk")


def test_setting_one_up_ends_all_other_sessions(sign_in, cast):
    other, client = sign_in(OFFICER), sign_in(OFFICER)

    client.post(APP, {"code": code_of(key_on(client.get(APP)))})

    assert other.get(OVERVIEW).status_code == 302
    assert client.get(OVERVIEW).status_code == 200


def test_passkey_is_renamed_by_its_owner(sign_in, cast):
    client = sign_in(OFFICER)
    add_passkey(client, Device())
    path = reverse("mfa_edit_webauthn", args=[passkey_of(cast).pk])

    empty = client.post(path, {"name": " "})
    client.post(path, {"name": "คอมพิวเตอร์ที่ทำงาน"})

    assert empty.context["form"].errors.keys() == {"name"}
    assert str(passkey_of(cast)) == "คอมพิวเตอร์ที่ทำงาน"


def passkey_of(cast):
    return rows.factors_of(cast[OFFICER]).passkeys[0]


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_passkey_of_somebody_else_is_not_there(name, sign_in, cast):
    add_passkey(sign_in(OFFICER), Device())
    path = reverse(name, args=[passkey_of(cast).pk])

    stranger = sign_in("officer.sukhothai")

    answers = [stranger.get(path), stranger.post(path, {"name": "x"})]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert str(passkey_of(cast)) == "phone"


def test_app_and_passkey_are_removed(sign_in, cast):
    client = sign_in(OFFICER)
    make_app(cast[OFFICER])
    add_passkey(client, Device())
    paths = [
        reverse("mfa_remove_webauthn", args=[passkey_of(cast).pk]),
        reverse("mfa_deactivate_totp"),
    ]

    shown = [client.get(path).context["may_remove"] for path in paths]
    removed = [client.post(path)["Location"] for path in paths]

    assert (shown, removed) == ([True, True], [OVERVIEW, OVERVIEW])
    assert not rows.has_factor(cast[OFFICER])
    assert client.get(paths[1]).status_code == 404


def test_only_factor_stays_where_one_is_required(sign_in, cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = sign_in(OFFICER)
    client.post(APP, {"code": code_of(key_on(client.get(APP)))})
    path = reverse("mfa_deactivate_totp")

    page, answer = client.get(path), client.post(path)

    assert (page.context["may_remove"], answer.status_code) == (False, 200)
    assert reverse("mfa_add_webauthn") in page.content.decode()
    assert rows.has_factor(cast[OFFICER])


def test_another_app_takes_the_place_of_the_first(sign_in, cast):
    client = sign_in(OFFICER)
    old = make_app(cast[OFFICER])
    page = client.get(APP)
    new = key_on(page)

    response = client.post(APP, {"code": code_of(new)})

    assert response["Location"] == OVERVIEW
    assert (page.context["factors"].app is not None, old != new) == (True, True)
    assert rows.use_code(cast[OFFICER], code_of(old)) is None


def test_each_step_is_told_to_the_ledger_without_a_secret(sign_in, cast):
    client = sign_in(OFFICER)
    before = LogEntry.objects.count()
    secret = key_on(client.get(APP))
    client.post(APP, {"code": code_of(secret)})

    entries = LogEntry.objects.filter(sequence__gt=before)

    told = [(e.verb, e.by_id, e.subject_id, e.is_public, e.payload) for e in entries]
    pk = cast[OFFICER].pk
    assert told == [
        ("set_app", pk, str(pk), False, {}),
        ("make_recovery_codes", pk, str(pk), False, {}),
    ]


def test_overview_shows_whose_account_it_is(sign_in, cast):
    client = sign_in(OFFICER)
    bare = client.get(OVERVIEW).content.decode()
    make_app(cast[OFFICER])
    add_passkey(client, Device())

    page = client.get(OVERVIEW)

    assert page.context["posts"] == posts_of(cast[OFFICER])
    link = f'"{reverse("account_set_up_factor")}"'
    assert (link in bare, link in page.content.decode()) == (True, False)
    assert "phone" in page.content.decode()


def test_overview_of_an_account_without_a_role_opens(sign_in):
    page = sign_in("nobody").get(OVERVIEW)

    assert (page.status_code, page.context["posts"]) == (200, [])
    assert reverse("staff:letters") not in page.content.decode().split("<main")[1]


def test_set_up_page_says_whether_it_has_to_be(sign_in, settings, cast):
    client, path = sign_in(OFFICER), reverse("account_set_up_factor")

    free = client.get(path)
    settings.SECOND_FACTOR_REQUIRED = True
    bound = client.get(path)

    assert [page.context["is_awaited"] for page in (free, bound)] == [False, True]


def test_wrong_codes_are_bounded(sign_in, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    client = sign_in(OFFICER)
    secret = key_on(client.get(APP))

    for _ in range(3):
        client.post(APP, {"code": "1"})
    page = client.post(APP, {"code": code_of(secret)})

    assert page.status_code == 200
    assert not rows.has_factor(cast[OFFICER])


def test_where_programs_look_there_is_the_way_to_a_new_password(client, db):
    response = client.get("/.well-known/change-password")

    assert response["Location"] == reverse("account_change_password")
    assert client.head("/.well-known/change-password").status_code == 302


def test_nothing_is_said_twice(sign_in):
    client = sign_in(OFFICER)
    response = client.post(APP, {"code": code_of(key_on(client.get(APP)))})

    assert len(list(get_messages(response.wsgi_request))) == 1
