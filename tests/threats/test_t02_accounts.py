"""T2, of accounts: no field that is posted gives a right that a page does not give."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from programmes.accounts.posts import find_post, posts_of
from programmes.models import AccountInvitation
from tests.access_matrix import OFFICER, ROLES
from tests.factories import make_account_invitation

PASSWORD = "ถ้อยคำที่ยาวพอ 2569"
SAID = {"username": "manee", "password1": PASSWORD, "password2": PASSWORD}
INVITED = {
    "post": "officer-nan",
    "name": "มานี มีนา",
    "email": "manee@example.org",
    "language": "th",
}
PAGES = ["give_work", "close_account", "reopen_account", "reset_factor"]


@pytest.fixture
def forged(cast):
    """Every field of an account and of an invitation, as somebody would like them."""
    return {
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "on",
        "groups": [str(group.pk) for group in Group.objects.all()],
        "user_permissions": [str(Permission.objects.first().pk)],
        "pk": str(cast["secretary"].pk),
        "id": str(cast["secretary"].pk),
        "role": "secretary",
        "agency": "1",
        "account": str(cast["secretary"].pk),
        "invited_by": str(cast["secretary"].pk),
        "accepted_at": "2026-01-01",
        "expires_at": "2099-01-01",
        "secret_hash": "0" * 64,
    }


def rights(user):
    user = get_user_model().objects.get(pk=user.pk)
    return posts_of(user), user.is_superuser, user.is_staff


def test_who_accepts_an_invitation_gets_what_was_offered(forged, client):
    post = find_post("officer-nan")
    row, token = make_account_invitation(role=post.role, **post.scope())

    forged["email"], forged["first_name"] = "other@example.org", "x"
    path = reverse("programmes:accept_invitation", args=[token])
    client.post(path, {**forged, **SAID})

    user = get_user_model().objects.get(username="manee")
    assert rights(user) == ([post], False, False)
    assert user.user_permissions.count() == 0
    assert (user.email, user.first_name) == ("invited1@example.org", "มานี มีนา")
    assert AccountInvitation.objects.get(pk=row.pk).account == user


def test_who_invites_says_nothing_but_what_the_form_asks(forged, sign_in, cast):
    sign_in("secretary").post(reverse("staff:invite_account"), {**forged, **INVITED})

    row = AccountInvitation.objects.get()
    assert (row.role, row.thing().slug, row.agency) == ("officer", "nan", None)
    assert (row.account, row.accepted_at) == (None, None)
    assert row.secret_hash != forged["secret_hash"]
    assert row.expires_at.year != 2099


def test_other_work_gives_that_work_alone(forged, sign_in, cast):
    path = reverse("staff:give_work", args=[cast[OFFICER].pk])

    sign_in("secretary").post(path, {**forged, "post": "agency-cea"})

    assert rights(cast[OFFICER]) == ([find_post("agency-cea")], False, False)


@pytest.mark.parametrize("post", ["secretary", "officer-nan-x", "superuser", "choir"])
def test_no_work_is_given_that_was_not_offered(post, sign_in, cast):
    path = reverse("staff:give_work", args=[cast["cea"].pk])

    sign_in("secretary").post(path, {"post": post})

    assert rights(cast["cea"]) == ([find_post("agency-cea")], False, False)


def test_a_new_password_gives_no_rights(forged, sign_in, cast):
    before = rights(cast[OFFICER])
    said = {"oldpassword": "a long enough password", **SAID}

    sign_in(OFFICER).post(reverse("account_change_password"), {**forged, **said})

    assert rights(cast[OFFICER]) == before
    user = get_user_model().objects.get(pk=cast[OFFICER].pk)
    assert (user.check_password(PASSWORD), user.username) == (True, OFFICER)


@pytest.mark.parametrize("role", sorted(ROLES - {"secretary"}))
def test_nobody_else_gives_or_takes_accounts(role, sign_in, cast):
    client, before = sign_in(role), rights(cast["nobody"])
    said = {"post": "auditor", "reason": "x", "identified": "x", "is_sure": "on"}
    paths = [reverse(f"staff:{page}", args=[cast["nobody"].pk]) for page in PAGES]
    paths.append(reverse("staff:invite_account"))

    answers = {client.post(path, {**INVITED, **said}).status_code for path in paths}

    assert answers == {403}
    assert rights(cast["nobody"]) == before
    assert not AccountInvitation.objects.exists()
