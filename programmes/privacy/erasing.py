"""Erasure (PDPA section 33): a number stays of an account or an expert, no person.

What they recorded in their office is a record of the agreement and stays, by the
number. Gone are names, addresses, secrets, and all that was theirs alone. What others
wrote in free text is not found by a rule: it is redacted by hand.
"""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from cities.models import Expert
from cities.offices import is_of_secretary, is_office
from creativecity.accounts import PERSONAL
from creativecity.accounts.sessions import end_sessions
from creativecity.ledger import verbs
from creativecity.ledger.about import about_of
from creativecity.ledger.chain import lock

from ..accounts.inviting import forget
from ..accounts.register import PSEUDONYM, manageable_by
from ..models import AccountInvitation, Partner
from .private_rows import drop_private_rows

#: What stands where a text may not be empty.
NOTHING = "–"
LEFT = "left"  # why it is erased, where nobody asked: its holder works here no more


def is_erased(user: AbstractUser) -> bool:
    return user.username == f"{PSEUDONYM}{user.pk}"


def is_expert_erased(expert: Expert) -> bool:
    return expert.name_en == _name_of(expert)["name_en"]


@transaction.atomic
def erase_account(
    user: AbstractUser, *, by: AbstractUser | None, on: date, why: str = LEFT
) -> None:
    """Nobody signs in by it any more; `why` is a request's reference, LEFT or such.

    ValidationError where it is erased already, or is not for `by` to change.
    """
    lock()
    _judge(user, by)
    end_sessions(user)
    _untie(user, by)
    for expert in Expert.objects.filter(user=user):
        erase_expert(expert, by=by, why=why)
    _erase_elsewhere(user, by, on)
    drop_private_rows(user)
    _edit(user, _account_of(user), by, PERSONAL)
    verbs.note(user, verb="say_why", by=by, payload={"reason": why})


@transaction.atomic
def erase_expert(expert: Expert, *, by: AbstractUser | None, why: str = LEFT) -> None:
    """Where they were sent stays on record; public pages name nobody at once."""
    lock()
    if is_expert_erased(expert):
        raise ValidationError(_("It was erased already."), code="erased")
    values = {
        **_name_of(expert),
        "speciality_th": NOTHING,
        "speciality_en": NOTHING,
        "user": None,
        "consented_on": None,
        "retired_reason": NOTHING if expert.retired_on else "",
    }
    personal = (*Expert.personal, "retired_reason")
    _edit(expert, values, by, personal, is_public=True)
    verbs.note(expert, verb="say_why", by=by, payload={"reason": why})


def _judge(user, by):
    if is_erased(user):
        raise ValidationError(_("It was erased already."), code="erased")
    if by and not manageable_by(by).filter(pk=user.pk).exists():
        words = _(
            "Nobody erases their own account, nor one that is not theirs to give."
        )
        raise ValidationError(words, code="not-theirs")


def _account_of(user):
    user.set_unusable_password()
    return {
        "username": f"{PSEUDONYM}{user.pk}",
        "password": user.password,
        "first_name": "",
        "last_name": "",
        "email": "",
        "last_login": None,
        "is_active": False,
        "is_staff": False,
        "is_superuser": False,
    }


def _name_of(expert):
    """In both languages, whatever the reader's: it is what is stored."""
    return {
        "name_th": f"ผู้เชี่ยวชาญ (ลบข้อมูลแล้ว) {expert.pk}",
        "name_en": f"Expert (erased) {expert.pk}",
    }


def _untie(user, by):
    """It holds no role and works for nothing any more."""
    is_public = is_of_secretary(user.groups.all())
    verbs.relate(user, "groups", [], by=by, verb="give_role", is_public=is_public)
    verbs.relate(user, "user_permissions", [], by=by, verb="give_role")
    for relation in user._meta.get_fields():
        if relation.auto_created and relation.many_to_many:
            for row in list(getattr(user, relation.get_accessor_name()).all()):
                others = getattr(row, relation.field.name).exclude(pk=user.pk)
                told = {"verb": "untie_account", "is_public": is_office(row)}
                verbs.relate(row, relation.field.name, others, by=by, **told)


def _erase_elsewhere(user, by, on):
    """Where the same person stands a second time: as invited, as contact, as asker."""
    for row in AccountInvitation.objects.filter(account=user):
        forget(row)
    contacts = Partner.objects.filter(contact_email__iexact=user.email)
    for row in contacts if user.email else ():
        _edit(row, dict.fromkeys(Partner.personal, ""), by, Partner.personal)
    for row in user.privacy_requests.answered().filter(emptied_on=None):
        row.empty(by=by, on=on)


def _edit(row: Model, values, by, personal, is_public=False):
    for name, value in values.items():
        setattr(row, name, value)
    verbs.edit(
        row,
        by=by,
        verb="erase",
        about=about_of(row),
        is_public=is_public,
        personal=personal,
        fields=[*values],
    )
