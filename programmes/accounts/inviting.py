"""An account is offered, offered anew, taken back, or taken up: each tells the ledger.

The secret that opens an invitation is given back once, for the letter, and kept as its
hash alone. It is signed, so that what somebody makes up is refused before it is looked
for. The address and the name are kept until the invitation has come to an end.
"""

import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creativecity.accounts import PERSONAL
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.digest import sha256

from ..models import AccountInvitation, LetterChoice
from .giving import give_post
from .posts import Post, find_post, roles_given_by

#: So long an invitation can be taken up.
OPEN_FOR = timedelta(days=7)
#: A full stop between secret and signature: it needs no quoting in an address.
SIGNER = Signer(salt="programmes.accounts.invitation", sep=".")
PRIVATE = {"is_public": False, "personal": AccountInvitation.personal}


@transaction.atomic
def offer(invitation: AccountInvitation, *, by) -> str:
    """Offer the account; returns the token of its address."""
    lock()
    _judge_address(invitation.email)
    secret = _renew(invitation)
    invitation.invited_by, invitation.invited_at = by, timezone.now()
    verbs.create(invitation, by=by, verb="invite", **PRIVATE)
    return SIGNER.sign(secret)


@transaction.atomic
def offer_anew(invitation: AccountInvitation, *, by) -> str:
    """A new token and as many days once more; the token before opens nothing now."""
    lock()
    judge_waiting(invitation)
    _judge_account(invitation.email)
    secret = _renew(invitation)
    invitation.invited_by = by
    verbs.edit(invitation, by=by, verb="invite_anew", **PRIVATE)
    return SIGNER.sign(secret)


@transaction.atomic
def withdraw(invitation: AccountInvitation, *, by):
    lock()
    judge_waiting(invitation)
    invitation.withdrawn_at = timezone.now()
    _forget_person(invitation)
    verbs.edit(invitation, by=by, verb="withdraw_invitation", **PRIVATE)


@transaction.atomic
def accept(invitation: AccountInvitation, *, username: str, password: str):
    """The account that the invited person makes of it; ValidationError if too late."""
    lock()
    invitation.refresh_from_db()
    if not can_be_taken_up(invitation):
        words = _("This invitation cannot be taken up any more.")
        raise ValidationError(words, code="gone")
    _judge_account(invitation.email)
    user = get_user_model()(
        username=username,
        email=invitation.email,
        first_name=invitation.name,
    )
    user.set_password(password)
    verbs.create(user, by=None, verb="accept", is_public=False, personal=PERSONAL)
    give_post(user, post_of(invitation), by=invitation.invited_by)
    invitation.account, invitation.accepted_at = user, timezone.now()
    _forget_person(invitation)
    verbs.edit(invitation, by=user, verb="accept", **PRIVATE)
    LetterChoice.objects.choose(user, language=invitation.language)
    return user


@transaction.atomic
def forget(invitation: AccountInvitation):
    """Take address and name out of one that has come to an end or run out."""
    _forget_person(invitation)
    verbs.edit(invitation, by=None, verb="forget", **PRIVATE)


def find(token: str) -> AccountInvitation | None:
    """The invitation of an address, in whatever state it is."""
    try:
        secret = SIGNER.unsign(token)
    except BadSignature:
        return None
    return AccountInvitation.objects.of_secret(secret)


def can_be_taken_up(invitation: AccountInvitation) -> bool:
    """Open, and who gave it may give it still: a closed account gives none."""
    by = invitation.invited_by
    may_give = by is None or (by.is_active and invitation.role in roles_given_by(by))
    return invitation.state() == "offered" and may_give


def post_of(invitation: AccountInvitation) -> Post:
    """What it is for, as it stands now: the expert may have an account since then."""
    told = Post(AccountInvitation.Role(invitation.role), invitation.thing())
    return find_post(told.key())


def judge_waiting(invitation: AccountInvitation):
    if not AccountInvitation.objects.waiting().filter(pk=invitation.pk).exists():
        words = _("The invitation was taken up or withdrawn meanwhile.")
        raise ValidationError(words, code="ended")


def _renew(invitation):
    secret = secrets.token_urlsafe(32)
    invitation.secret_hash = sha256(secret)
    invitation.expires_at = timezone.now() + OPEN_FOR
    return secret


def _forget_person(invitation):
    """A domain that nobody can ever have (RFC 2606) stands where the address was."""
    invitation.email, invitation.name = f"{invitation.pk}@forgotten.invalid", "-"


def _judge_address(email):
    _judge_account(email)
    if AccountInvitation.objects.waiting().filter(email__iexact=email).exists():
        words = _("This address was invited already. Send that invitation anew.")
        raise ValidationError({"email": ValidationError(words, code="invited")})


def _judge_account(email):
    if get_user_model().objects.filter(email__iexact=email).exists():
        words = _("An account with this address is there already.")
        raise ValidationError(words, code="taken")
