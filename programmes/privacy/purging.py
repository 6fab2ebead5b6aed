"""What is kept for a time alone, and how its time ends: by the register of fields.

Each step finds the things whose time is over on a day and ends them one by one, each in
a transaction of its own, so that a purge that broke off goes on where it was. Rows that
the ledger never knew are deleted; of what it knows the words go by a verb, and the row
stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from cities.models import Draft
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import midnight

from ..accounts.inviting import forget
from ..accounts.register import PSEUDONYM
from ..models import AccountInvitation, Import, Letter, Partner, PrivacyRequest
from .erasing import erase_account
from .register import time_kept


@dataclass(frozen=True)
class Step:
    """`rows(on)` are those whose time is over on a day; `end(row, on)` ends one."""

    purge: str
    name: str
    rows: Callable[[date], QuerySet]
    end: Callable[[Model, date], object]


def run(step: Step, on: date, tell: Callable[[int, int], None]) -> int:
    """End all that a step finds; `tell(done, total)` after each. Returns how many.

    Whatever somebody touched since it was found is left.
    """
    keys, ended = list(step.rows(on).values_list("pk", flat=True)), 0
    for number, key in enumerate(keys, 1):
        if row := step.rows(on).filter(pk=key).first():
            step.end(row, on)
            ended += 1
        tell(number, len(keys))
    return ended


def _day(purge, on):
    """Things of before this day are over."""
    return on - time_kept(purge)


def _moment(purge, on):
    return midnight(_day(purge, on))


def _sessions(on):
    return Session.objects.filter(expire_date__lt=_moment("sessions", on))


def _sign_ins(on):
    return UserSession.objects.filter(last_seen_at__lt=_moment("sign-ins", on))


def _drafts(on):
    return Draft.objects.filter(saved_at__lt=_moment("drafts", on))


def _letters(on):
    return Letter.objects.filter(on__lt=_day("letters", on))


def _jobs(on):
    return DBTaskResult.objects.filter(finished_at__lt=_moment("jobs", on))


def _imports(on):
    return Import.objects.with_effects().filter(taken_in_at__lt=_moment("imports", on))


def _invitations(on):
    rows = AccountInvitation.objects.waiting().exclude(name="-")
    return rows.filter(expires_at__lt=_moment("invitations", on))


def _requests(on):
    return PrivacyRequest.objects.to_be_emptied(_day("requests", on))


def _contacts(on):
    held = Q(*((name, "") for name in Partner.personal))
    return Partner.objects.filter(left_on__lt=_day("contacts", on)).exclude(held)


def _leavers(on):
    """Closed accounts, not erased yet, that nobody changed or signed in by since."""
    moment = _moment("leavers", on)
    own = Cast(OuterRef("pk"), CharField())
    told = LogEntry.objects.filter(subject="auth.user", subject_id=own, at__gte=moment)
    rows = get_user_model().objects.filter(is_active=False, date_joined__lt=moment)
    rows = rows.exclude(username__startswith=PSEUDONYM)
    return rows.exclude(last_login__gte=moment).exclude(Exists(told))


def _delete(row, on):
    row.delete()


def _forget_contact(partner, on):
    for name in Partner.personal:
        setattr(partner, name, "")
    partner.edit(by=None, fields=list(Partner.personal))


STEPS = (
    Step("sessions", _("sessions that ran out"), _sessions, _delete),
    Step("sign-ins", _("sign-ins of long ago"), _sign_ins, _delete),
    Step("drafts", _("drafts that nobody went on with"), _drafts, _delete),
    Step("letters", _("letters of long ago"), _letters, _delete),
    Step("jobs", _("jobs that ended"), _jobs, _delete),
    Step(
        "imports",
        _("what imports changed, row by row"),
        _imports,
        lambda row, on: row.empty(),
    ),
    Step(
        "invitations",
        _("addresses of invitations that ran out"),
        _invitations,
        lambda row, on: forget(row),
    ),
    Step(
        "requests",
        _("words of requests that were answered"),
        _requests,
        lambda row, on: row.empty(by=None, on=on),
    ),
    Step("contacts", _("contacts of partners that left"), _contacts, _forget_contact),
    Step(
        "leavers",
        _("accounts of who left, pseudonymised"),
        _leavers,
        lambda row, on: erase_account(row, by=None, on=on),
    ),
)
