"""T17: whose account is closed works on for not one page, and not after it reopens."""

from django.test import Client
from django.urls import reverse

from tests.addresses import address
from tests.factories import make_user
from tests.ledger.test_admin import filled_in
from tests.signing_in import signed_in

PASSWORD = "a long enough password"
OFFICER = "officer.nan"
READING = {"R2.1-base": "", "R2.1-choice": "2", "R2.1-note": "เปรียบเทียบแล้ว"}


def close(secretary, user):
    path = reverse("staff:close_account", args=[user.pk])
    assert secretary.post(path, {"reason": "ย้ายงาน"}).status_code == 302


def is_in(client):
    return client.get(reverse("staff:desk")).status_code == 200


def test_t17_the_next_page_of_a_closed_account_is_the_door(sign_in, cast):
    officer = sign_in(OFFICER)
    before = is_in(officer)

    close(sign_in("secretary"), cast[OFFICER])
    sent = officer.post(address("staff:cities:indicator"), READING)

    assert (before, is_in(officer)) == (True, False)
    assert sent["Location"].startswith(reverse("account_login"))
    assert not cast[OFFICER].cities.get().readings.exists()


def test_t17_the_password_opens_nothing_any_more(sign_in, cast):
    close(sign_in("secretary"), cast[OFFICER])

    typed = {"login": OFFICER, "password": PASSWORD}
    response = Client().post(reverse("account_login"), typed)

    assert response.status_code == 200


def test_t17_an_old_session_does_not_come_back_with_the_account(sign_in, cast):
    officer, secretary = sign_in(OFFICER), sign_in("secretary")
    close(secretary, cast[OFFICER])

    path = reverse("staff:reopen_account", args=[cast[OFFICER].pk])
    secretary.post(path, {"reason": "กลับมา"})

    cast[OFFICER].refresh_from_db()
    assert cast[OFFICER].is_active
    assert not is_in(officer)


def test_t17_closing_an_account_in_the_admin_ends_its_sessions_too(cast):
    root = make_user("root", is_staff=True, is_superuser=True)
    owner, officer = signed_in(root), signed_in(cast[OFFICER])
    path = reverse("admin:auth_user_change", args=[cast[OFFICER].pk])
    sent = filled_in(owner.get(path))
    del sent["is_active"]

    response = owner.post(path, sent)

    cast[OFFICER].refresh_from_db()
    assert (response.status_code, cast[OFFICER].is_active) == (302, False)
    assert officer.session.get("_auth_user_id") is None
