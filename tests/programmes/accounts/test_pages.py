"""The pages of accounts: invited, taken up, changed, closed; each in its own words."""

import logging
import re
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cities.models import Assignment
from creativecity.ledger import verbs
from creativecity.ledger.models import LogEntry
from programmes.accounts.inviting import withdraw
from programmes.models import AccountInvitation
from tests.factories import make_account_invitation, make_user
from tests.ledger.test_admin import filled_in
from tests.visible import visible_text

INVITED = {
    "post": "officer-nan",
    "name": "มานี มีนา",
    "email": "manee@example.org",
    "language": "en",
}
SAID = {
    "username": "manee",
    "password1": "ถ้อยคำที่ยาวพอ 2569",
    "password2": "ถ้อยคำที่ยาวพอ 2569",
}
NOWHERE = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def url(name, *args):
    with translation.override("en"):
        return reverse(f"staff:{name}", args=args)


def accept_url(token):
    with translation.override("en"):
        return reverse("programmes:accept_invitation", args=[token])


def address_in(letter):
    """The path of the page that a letter leads to."""
    return re.search(r"http://localhost:8000(/\S+)", letter.body)[1]


def test_an_invited_person_becomes_an_officer(secretary, client):
    sent = secretary.post(url("invite_account"), INVITED, follow=True)
    [letter] = mail.outbox
    asked = client.get(address_in(letter))
    done = client.post(address_in(letter), SAID, follow=True)

    user = get_user_model().objects.get(username="manee")
    assert "The invitation is on its way to manee@example.org." in visible_text(sent)
    assert letter.to == ["manee@example.org"]
    assert "City officer: Nan" in visible_text(asked)
    assert done.redirect_chain[-1][0] == "/en/accounts/login/"
    assert "Your account is there. Sign in with it." in visible_text(done)
    assert [city.slug for city in user.cities.all()] == ["nan"]
    assert client.get(address_in(letter)).status_code == 410


def test_the_letter_says_what_it_offers_in_its_language_and_holds_the_secret_alone(
    secretary,
):
    secretary.post(url("invite_account"), INVITED)

    [letter] = mail.outbox
    [(html, _kind)] = letter.alternatives
    for text in (letter.body, html):
        assert "City officer: Nan" in text
        assert address_in(letter) in text
        assert "The address works once, until" in text
    row = AccountInvitation.objects.get()
    assert row.secret_hash not in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("name", ["name", "email", "post"])
def test_what_is_missing_is_asked_for(name, secretary):
    response = secretary.post(url("invite_account"), {**INVITED, name: ""})

    assert response.status_code == 200
    assert visible_text(response).count("Error:") == 0
    assert "<title>Error:" in response.content.decode()
    assert list(response.context["form"].errors) == [name]
    assert not AccountInvitation.objects.exists()


def test_an_address_that_was_invited_is_told_at_its_field(secretary):
    make_account_invitation("manee@example.org")

    response = secretary.post(url("invite_account"), INVITED)

    assert "Send that invitation anew." in visible_text(response)
    assert AccountInvitation.objects.count() == 1


def test_the_secretary_offers_no_role_like_their_own(secretary):
    secretary.post(url("invite_account"), {**INVITED, "post": "secretary"})

    assert not AccountInvitation.objects.exists()


def test_the_administrator_offers_that_of_the_secretary(cast):
    client = signed_in(make_user("root", is_superuser=True))

    client.post(url("invite_account"), {**INVITED, "post": "secretary"})

    assert AccountInvitation.objects.get().role == "secretary"


def signed_in(user):
    """As people sign in: what asks once more has just been answered."""
    client = Client()
    given = {"login": user.username, "password": "a long enough password"}
    client.post(reverse("account_login"), given)
    return client


def test_a_letter_that_does_not_go_out_is_told_and_the_invitation_stands(
    secretary, settings
):
    settings.SITE_URL = ""

    response = secretary.post(url("invite_account"), INVITED, follow=True)

    assert "its letter did not go out: SITE_URL is not set" in visible_text(response)
    assert AccountInvitation.objects.open().count() == 1


def test_a_mail_server_that_is_down_is_told_without_the_address(secretary, settings):
    settings.MAILERS = {
        "default": {**NOWHERE["default"], "OPTIONS": {"host": "localhost", "port": 1}}
    }

    response = secretary.post(url("invite_account"), INVITED, follow=True)

    assert "ConnectionRefusedError" in visible_text(response)


def test_an_invitation_is_sent_anew_and_withdrawn(secretary, client):
    row, before = make_account_invitation("manee@example.org", language="en")
    path = url("account_invitation", row.pk)

    assert "manee@example.org" in visible_text(secretary.get(path))
    secretary.post(path, {"step": "anew"})
    [letter] = mail.outbox
    assert client.get(accept_url(before)).status_code == 404
    assert client.get(address_in(letter)).status_code == 200

    done = secretary.post(path, {"step": "withdraw"}, follow=True)

    assert "The invitation is withdrawn." in visible_text(done)
    gone = client.get(address_in(letter))
    assert gone.status_code == 410
    assert "This invitation has come to its end" in visible_text(gone)
    assert 'href="/en/about/contact/#accounts"' in gone.content.decode()
    assert secretary.get(path).status_code == 404


def test_an_invitation_that_a_letter_cannot_be_written_for_is_told(secretary):
    row, _token = make_account_invitation("mana@example.org")
    make_user("mana", email="mana@example.org")

    path = url("account_invitation", row.pk)
    response = secretary.post(path, {"step": "anew"}, follow=True)

    assert "An account with this address is there already." in visible_text(response)


def test_the_invitation_of_a_secretary_is_not_the_secretarys(secretary):
    row, _token = make_account_invitation(role="secretary")

    assert secretary.get(url("account_invitation", row.pk)).status_code == 404


@pytest.mark.each
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "cea"}, "username"),
        ({"username": "CEA"}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": "сea"}, "username"),  # Cyrillic
        ({"username": "ｃea"}, "username"),  # full width
        ({"username": "mana@example.org"}, "username"),
        ({"username": "Erased-7"}, "username"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "", "password2": ""}, "password1"),
        ({"password2": "another long password"}, "password2"),
        ({"password1": "password1234", "password2": "password1234"}, "password1"),
    ],
)
def test_a_weak_password_or_a_name_that_is_taken_is_refused(
    changed, field, cast, client
):
    _row, token = make_account_invitation()

    response = client.post(accept_url(token), {**SAID, **changed})

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not get_user_model().objects.filter(username="manee").exists()


def test_the_own_address_may_be_the_user_name(client, cast):
    _row, token = make_account_invitation("manee@example.org")

    client.post(accept_url(token), {**SAID, "username": "manee@example.org"})

    assert get_user_model().objects.filter(username="manee@example.org").exists()


def test_a_made_up_address_is_a_404(db, client):
    assert client.get(accept_url("no-such-token")).status_code == 404


def test_somebody_signed_in_is_asked_to_sign_out_first(sign_in):
    _row, token = make_account_invitation()

    for method in ("get", "post"):
        response = getattr(sign_in("cea"), method)(accept_url(token), SAID)
        assert "This browser is signed in as cea." in visible_text(response)

    assert AccountInvitation.objects.open().count() == 1


def test_what_is_refused_meanwhile_is_told_on_the_page(client, cast):
    _row, token = make_account_invitation("mana@example.org")
    make_user("mana", email="mana@example.org")

    response = client.post(accept_url(token), SAID)

    assert "An account with this address is there already." in visible_text(response)


def test_the_page_is_kept_by_no_browser_and_no_search_engine(client, db):
    _row, token = make_account_invitation()

    response = client.get(accept_url(token))

    assert "no-store" in response["Cache-Control"]
    assert 'content="noindex"' in response.content.decode()


def test_list_shows_who_has_an_account_and_who_is_invited(secretary):
    make_account_invitation("manee@example.org")
    make_account_invitation(role="secretary")

    shown = visible_text(secretary.get(url("accounts")))

    assert "2 invitations wait" in shown
    assert "manee@example.org" in shown
    assert "officer.nan" in shown
    assert "no second factor" in shown


def test_auditor_reads_and_has_no_addresses_and_no_buttons(sign_in, cast):
    cast["cea"].email = "canary@example.org"
    verbs.edit(cast["cea"], by=None, is_public=False, personal=("email",))
    make_account_invitation("canary2@example.org")
    auditor = sign_in("auditor")

    pages = [
        visible_text(auditor.get(path))
        for path in (url("accounts"), url("account", cast["cea"].pk))
    ]

    assert [("canary" in page, "Invite somebody" in page) for page in pages] == [
        (False, False)
    ] * 2
    assert "Close the account" not in pages[1]


def test_filters_live_in_the_address_and_can_be_taken_out(secretary):
    chosen = secretary.get(url("accounts"), {"role": "agency", "state": "new"})
    empty = secretary.get(url("accounts"), {"q": "nobody has this name"})

    assert "2 accounts" in visible_text(chosen)
    assert "?state=new" in chosen.content.decode()
    assert "No account fits what was chosen" in visible_text(empty)


def test_an_account_is_closed_and_reopened_with_its_reasons(secretary, cast):
    pk = cast["cea"].pk
    closed = secretary.post(url("close_account", pk), {"reason": "ย้ายงาน"}, follow=True)
    again = secretary.post(url("reopen_account", pk), {"reason": "กลับมา"}, follow=True)

    assert "The account is closed." in visible_text(closed)
    shown = visible_text(again)
    assert "The account is open again." in shown
    assert shown.index("Reopened secretary กลับมา") < shown.index(
        "Closed secretary ย้ายงาน"
    )


def test_an_account_is_signed_out_and_stays_open(secretary, cast):
    officer = signed_in(cast["cea"])

    path = url("sign_account_out", cast["cea"].pk)
    done = secretary.post(path, {"reason": "เครื่องหาย"}, follow=True)

    assert officer.get(reverse("staff:desk")).status_code == 302
    assert "Signed out everywhere secretary เครื่องหาย" in visible_text(done)
    assert get_user_model().objects.get(username="cea").is_active


def test_other_work_is_told_by_letter(secretary, cast):
    cast["cea"].email = "cea@example.org"
    verbs.edit(cast["cea"], by=None, is_public=False, personal=("email",))
    path = url("give_work", cast["cea"].pk)

    asked = secretary.get(path)
    done = secretary.post(path, {"post": "officer-nan"}, follow=True)

    [letter] = mail.outbox
    assert "Other work for cea" in visible_text(asked)
    assert "Role given secretary city officer" in visible_text(done)
    assert letter.to == ["cea@example.org"]
    assert "น่าน" in letter.body


def test_an_expert_somebody_else_got_meanwhile_is_told_on_the_form(secretary, cast):
    path = url("give_work", cast["cea"].pk)

    response = secretary.post(path, {"post": "expert-999"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["post"]


def test_a_lost_factor_needs_to_be_said_how_it_was_made_sure(secretary, cast, settings):
    settings.CONTACT_EMAIL = "help@example.org"
    Authenticator.objects.create(user=cast["cea"], type="totp", data={})
    path = url("reset_factor", cast["cea"].pk)

    unsure = secretary.post(path, {"identified": "โทรกลับ"})
    unsaid = secretary.post(path, {"is_sure": "on", "identified": " "})
    assert Authenticator.objects.count() == 1
    sure = {"is_sure": "on", "identified": "โทรกลับ"}
    done = secretary.post(path, sure, follow=True)

    errors = [list(each.context["form"].errors) for each in (unsure, unsaid)]
    assert errors == [["is_sure"], ["identified"]]
    assert not Authenticator.objects.exists()
    shown = visible_text(done)
    assert "Second factor taken away secretary โทรกลับ" in shown
    # The account of the cast has no address: who acted tells the person.
    assert "Tell them yourself, the letter did not go out" in shown


@pytest.mark.each
@pytest.mark.parametrize(
    "name",
    [
        "give_work",
        "close_account",
        "reopen_account",
        "reset_factor",
        "sign_account_out",
    ],
)
def test_nobody_does_it_to_themselves_or_to_the_administrator(name, secretary, cast):
    root = make_user("root", is_superuser=True)
    second = make_user("second", role="secretary")
    before = LogEntry.objects.count()

    answers = {
        secretary.post(
            url(name, user.pk), {"reason": "x", "post": "auditor"}
        ).status_code
        for user in (cast["secretary"], root, second)
    }

    assert answers == {404}
    assert LogEntry.objects.count() == before


def test_pages_say_whose_account_somebody_else_looks_after(secretary, cast):
    root = make_user("root", is_superuser=True)

    own = visible_text(secretary.get(url("account", cast["secretary"].pk)))
    other = visible_text(secretary.get(url("account", root.pk)))

    assert "This is your own account" in own
    assert "The technical administrator looks after this account." in other


def test_an_expert_whose_assignment_is_over_is_told_of(secretary, cast):
    Assignment.objects.all().update(ends_on=date(2025, 9, 30))

    shown = visible_text(secretary.get(url("account", cast["expert"].pk)))

    assert "The last assignment of this expert ended on 30 September 2025" in shown
    assert "assignment over" in visible_text(secretary.get(url("accounts")))


def test_rights_given_in_the_admin_are_told(cast, caplog):
    caplog.set_level(logging.INFO, "creativecity.security")
    root = signed_in(make_user("root", is_staff=True, is_superuser=True))
    path = reverse("admin:auth_user_change", args=[cast["cea"].pk])

    root.post(path, {**filled_in(root.get(path)), "first_name": "ฟ้า"})
    root.post(path, {**filled_in(root.get(path)), "is_superuser": "on"})

    told = [record.what for record in caplog.records if record.msg == "role changed"]
    assert told == [{"of": cast["cea"].pk, "changed": ["is_superuser"]}]


def test_list_is_empty_of_invitations_once_all_are_ended(secretary, cast):
    row, _token = make_account_invitation()
    withdraw(row, by=cast["secretary"])

    assert "invitation" not in visible_text(secretary.get(url("accounts"))).lower()
