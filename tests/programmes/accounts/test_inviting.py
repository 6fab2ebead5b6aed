"""Invitations: offered once, taken up once, for some days, by who has the letter."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from cities.models import Agency, City, Expert
from creativecity.accounts.factors import with_factors
from creativecity.ledger.digest import sha256
from creativecity.ledger.models import LogEntry
from programmes.accounts.giving import close, give_post
from programmes.accounts.inviting import (
    OPEN_FOR,
    accept,
    can_be_taken_up,
    find,
    forget,
    offer,
    offer_anew,
    withdraw,
)
from programmes.accounts.posts import Post, Role, find_post, post_choices, posts_of
from programmes.models import AccountInvitation, LetterChoice, Partner
from tests.factories import make_account_invitation, make_expert, make_user

SAID = {"username": "manee", "password": "ถ้อยคำที่ยาวพอ 2569"}


def entries_of(row):
    return LogEntry.objects.filter(
        subject=row._meta.label_lower, subject_id=str(row.pk)
    ).order_by("sequence")


def run_out(invitation):
    """As if its days were over."""
    past = timezone.now() - timedelta(seconds=1)
    AccountInvitation.objects.filter(pk=invitation.pk).update(expires_at=past)
    invitation.refresh_from_db()


def test_invitation_keeps_the_hash_of_its_secret_and_no_secret(cast):
    row, token = make_account_invitation(by=cast["secretary"])

    secret, _stroke, _signature = token.rpartition(".")
    row.refresh_from_db()
    assert row.secret_hash == sha256(secret)
    assert row.expires_at - row.invited_at < OPEN_FOR + timedelta(minutes=1)
    assert find(token) == row
    assert [token in str(vars(row)), secret in str(vars(row))] == [False, False]


def test_the_ledger_tells_of_an_invitation_and_not_whose(cast):
    row, _token = make_account_invitation("canary@example.org", by=cast["secretary"])

    [entry] = entries_of(row)
    assert (entry.verb, entry.by, entry.is_public) == (
        "invite",
        cast["secretary"],
        False,
    )
    assert set(AccountInvitation.personal) == set(entry.payload["personal"])
    assert "canary" not in str(entry.payload)


@pytest.mark.parametrize("token", ["", "x", "x.y", "secret.AAAA", "ก.ข"])
def test_a_made_up_token_finds_nothing(token, db):
    assert find(token) is None


def test_a_token_that_was_changed_finds_nothing(db):
    _row, token = make_account_invitation()

    assert find(f"x{token}") is None


@pytest.mark.parametrize(
    ("key", "things"),
    [
        ("officer-nan", {"cities": ["nan"]}),
        ("agency-cea", {"agencies": ["cea"]}),
        ("partner-nan-municipality", {"partners": ["nan-municipality"]}),
        ("auditor", {}),
        ("secretary", {}),
    ],
)
def test_accepted_invitation_is_an_account_for_that_work(key, things, cast):
    post = find_post(key)
    row, _token = make_account_invitation(role=post.role, **post.scope())

    user = accept(row, **SAID)

    assert posts_of(user) == [post]
    assert authenticate(username="manee", password=SAID["password"]) == user
    assert (user.first_name, user.email) == ("มานี มีนา", "invited1@example.org")
    assert user.is_staff == (key in {"auditor", "secretary"})
    assert not user.is_superuser
    assert not with_factors(get_user_model().objects).get(pk=user.pk).has_factor
    names = {"cities": "slug", "agencies": "code", "partners": "slug"}
    held = {
        relation: list(getattr(user, relation).values_list(name, flat=True))
        for relation, name in names.items()
    }
    assert held == {"cities": [], "agencies": [], "partners": [], **things}


def test_an_invited_expert_gets_the_entry_that_is_in_the_register(cast):
    expert = make_expert(name_en="Somchai")
    row, _token = make_account_invitation(role="expert", expert=expert)

    user = accept(row, **SAID)

    expert.refresh_from_db()
    assert expert.user == user
    assert posts_of(user) == [Post(Role.EXPERT, expert)]


def test_accepted_invitation_forgets_whom_it_was_for(cast):
    row, _token = make_account_invitation("canary@example.org", language="en")

    user = accept(row, **SAID)

    row.refresh_from_db()
    assert (row.state(), row.account) == ("accepted", user)
    assert (row.email, row.name) == (f"{row.pk}@forgotten.invalid", "-")
    assert LetterChoice.objects.of(user).language == "en"
    assert [entry.verb for entry in entries_of(row)] == ["invite", "accept"]
    told = [entry.verb for entry in entries_of(user)]
    assert told == ["accept", "give_role", "give_role"]


def test_the_role_is_given_by_who_invited(cast):
    row, _token = make_account_invitation(role="auditor", by=cast["secretary"])

    user = accept(row, **SAID)

    given = entries_of(user).filter(verb="give_role")
    assert {entry.by for entry in given} == {cast["secretary"]}


def test_an_invitation_is_taken_up_once(cast):
    row, token = make_account_invitation()
    same = find(token)
    accept(row, **SAID)

    with pytest.raises(ValidationError) as refused:
        accept(same, username="other", password=SAID["password"])

    assert refused.value.code == "gone"
    assert get_user_model().objects.filter(username="other").count() == 0


def test_an_invitation_that_ran_out_is_not_taken_up_and_can_be_sent_anew(cast):
    row, token = make_account_invitation()
    run_out(row)

    assert row.state() == "run-out"
    assert not can_be_taken_up(row)
    assert not AccountInvitation.objects.open().exists()

    again = offer_anew(row, by=cast["secretary"])

    assert can_be_taken_up(find(again))
    assert find(token) is None  # the letter before opens nothing
    assert row.invited_by == cast["secretary"]


def test_a_withdrawn_invitation_opens_nothing_and_is_forgotten(cast):
    row, token = make_account_invitation("canary@example.org")

    withdraw(row, by=cast["secretary"])

    row.refresh_from_db()
    assert row.state() == "taken-back"
    assert "canary" not in row.email
    assert not can_be_taken_up(find(token))
    for act in (withdraw, offer_anew):
        with pytest.raises(ValidationError) as refused:
            act(row, by=cast["secretary"])
        assert refused.value.code == "ended"


def test_nobody_is_invited_whose_invitation_or_account_is_there(cast):
    make_account_invitation("Manee@example.org")
    make_user("mana", email="mana@example.org")

    with pytest.raises(ValidationError) as twice:
        make_account_invitation("manee@EXAMPLE.org")
    with pytest.raises(ValidationError) as known:
        make_account_invitation("MANA@example.org")

    assert "email" in twice.value.message_dict
    assert known.value.code == "taken"


def test_an_account_made_meanwhile_is_not_made_again(cast):
    row, _token = make_account_invitation("mana@example.org")
    make_user("mana", email="mana@example.org")

    for act in (
        lambda: accept(row, **SAID),
        lambda: offer_anew(row, by=cast["secretary"]),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.code == "taken"


def test_an_expert_who_got_an_account_meanwhile_gets_no_other(cast):
    expert = make_expert(name_en="Somchai")
    row, _token = make_account_invitation(role="expert", expert=expert)
    expert.user = make_user("somchai")
    expert.edit(by=None, fields=["user"])

    with pytest.raises(ValidationError) as refused:
        accept(row, **SAID)

    assert refused.value.code == "gone"
    assert not get_user_model().objects.filter(username="manee").exists()


def test_who_may_give_no_accounts_any_more_gave_none(cast):
    """As after somebody else sat at the secretary's desk: the account is closed."""
    _row, token = make_account_invitation(by=cast["secretary"])
    close(cast["secretary"], by=None, reason="ถูกสวมสิทธิ์")

    assert not can_be_taken_up(find(token))


def test_a_secretary_of_other_work_gave_none(cast):
    _row, token = make_account_invitation(by=cast["secretary"])
    give_post(cast["secretary"], Post(Role.AUDITOR), by=None)

    assert not can_be_taken_up(find(token))


def test_an_invitation_that_came_to_nothing_is_forgotten(cast):
    row, _token = make_account_invitation("canary@example.org")
    run_out(row)

    forget(row)

    row.refresh_from_db()
    assert (row.email, row.name) == (f"{row.pk}@forgotten.invalid", "-")


@pytest.mark.parametrize(
    ("giver", "headings"),
    [
        ("secretary", ["auditor"]),
        ("root", ["auditor", "secretary"]),
        ("auditor", None),
    ],
)
def test_nobody_offers_a_role_like_their_own(giver, headings, cast):
    cast["root"] = make_user("root", is_superuser=True)

    keys = [key for _heading, rows in post_choices(cast[giver]) for key, _words in rows]

    whole = {"auditor", "secretary"}
    assert [key for key in keys if key in whole] == (headings or [])
    assert ("officer-nan" in keys) == bool(headings)


def test_posts_are_offered_of_all_that_one_can_work_for(cast):
    free = make_expert(name_en="Somchai")
    expert = Expert.objects.get(user=cast["expert"])

    keys = [k for _heading, rows in post_choices(cast["secretary"]) for k, _w in rows]
    own = post_choices(cast["secretary"], cast["expert"])

    offered = {f"officer-{city.slug}" for city in City.objects.all()}
    offered |= {f"agency-{agency.code}" for agency in Agency.objects.all()}
    offered |= {f"partner-{row.slug}" for row in Partner.objects.working()}
    assert set(keys) == offered | {f"expert-{free.pk}", "auditor"}
    assert f"expert-{expert.pk}" in [key for _h, rows in own for key, _w in rows]


@pytest.mark.parametrize("key", ["officer-atlantis", "expert-x", "expert-0"])
def test_a_post_that_is_no_longer_there_is_refused(key, cast):
    with pytest.raises(ValidationError):
        find_post(key)


def test_two_invitations_have_two_secrets(db):
    (one, first), (two, second) = (make_account_invitation() for _each in range(2))

    assert first != second
    assert (find(first), find(second)) == (one, two)
    assert offer(AccountInvitation(role="auditor", email="x@y.zz", name="x"), by=None)


def test_invitation_is_named_by_its_role_and_number_and_by_no_person(db):
    invitation, _token = make_account_invitation()

    assert str(invitation) == f"ผู้ตรวจสอบ {invitation.pk}"
