"""What becomes of an account: its post, its end, its way back, a lost second factor."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import Agency, City, Expert
from cities.offices import is_of_secretary, is_office
from creativecity.accounts import PERSONAL
from creativecity.accounts.factors import remove_factors
from creativecity.accounts.sessions import end_sessions
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

from ..models import Partner
from ..roles import ROLES
from .posts import OPENS_ADMIN, Post, Role

#: Role to where it stands who holds it.
TIES = {
    Role.OFFICER: (City, "officers"),
    Role.AGENCY: (Agency, "staff"),
    Role.PARTNER: (Partner, "staff"),
}
PRIVATE = {"is_public": False, "personal": PERSONAL}


@transaction.atomic
def give_post(user, post: Post, *, by):
    """The one post that the account holds from now on, in place of any before it.

    Groups that are no role of ours stay.
    """
    lock()
    held = list(user.groups.all())
    given = Group.objects.get(name=post.role)
    groups = [*(group for group in held if group.name not in ROLES), given]
    told = {"verb": "give_role", "is_public": is_of_secretary([*held, given])}
    verbs.relate(user, "groups", groups, by=by, **told)
    for role, (model, relation) in TIES.items():
        _tie(user, post.thing if post.role == role else None, model, relation, by)
    _tie_expert(user, post.thing if post.role == Role.EXPERT else None, by)
    user.is_staff = post.role in OPENS_ADMIN
    verbs.edit(user, by=by, verb="give_role", fields=["is_staff"], **PRIVATE)


@transaction.atomic
def close(user, *, by, reason):
    """Nobody signs in by it any more, and who is signed in is signed out."""
    lock()
    if _switch(user, False, by, "close_account", reason):
        end_sessions(user)


@transaction.atomic
def reopen(user, *, by, reason):
    lock()
    _switch(user, True, by, "reopen_account", reason)


@transaction.atomic
def sign_out(user, *, by, reason):
    """End every session of an account that goes on: as when a computer was stolen."""
    lock()
    verbs.note(user, verb="sign_out", by=by, payload={"reason": reason})
    end_sessions(user)


@transaction.atomic
def reset_factor(user, *, by, identified):
    """Take all second factors away: their owner sets up a new one at the next sign-in.

    `identified` says how it was made sure who asks. Nobody does this for themselves:
    two pairs of eyes see that a factor is gone.
    """
    lock()
    if by.pk == user.pk:
        raise ValidationError(_("Somebody else does this for you."), code="own")
    remove_factors(user)
    told = {"identified": identified}
    verbs.note(user, verb="reset_factor", by=by, payload=told)
    end_sessions(user)


def _switch(user, is_active, by, verb, reason):
    """Whether it changed anything; the reason is told beside it."""
    stored = get_user_model().objects.get(pk=user.pk)
    if stored.is_active == is_active:
        return False
    user.is_active = is_active
    verbs.edit(user, by=by, verb=verb, fields=["is_active"], **PRIVATE)
    verbs.note(user, verb="say_why", by=by, payload={"reason": reason})
    return True


def _tie(user, thing, model, relation, by):
    held = set(model.objects.filter(**{relation: user}))
    for row in held - {thing}:
        people = getattr(row, relation).exclude(pk=user.pk)
        _relate(row, relation, people, by, "untie_account")
    if thing and thing not in held:
        people = [*getattr(thing, relation).all(), user]
        _relate(thing, relation, people, by, "tie_account")


def _relate(thing, relation, people, by, verb):
    told = {"by": by, "verb": verb, "is_public": is_office(thing)}
    verbs.relate(thing, relation, people, **told)


def _tie_expert(user, expert, by):
    for row in Expert.objects.filter(user=user).exclude(pk=getattr(expert, "pk", None)):
        row.user = None
        row.edit(by=by, fields=["user"])
    if expert and expert.user_id != user.pk:
        expert.user = user
        expert.edit(by=by, fields=["user"])
