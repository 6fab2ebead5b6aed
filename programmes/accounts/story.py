"""What was done to an account, from the ledger, in the words of those who see to it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.overtaken import entries_of

from .posts import Role

WORDS = {
    "create": _("account made"),
    "accept": _("invitation taken up"),
    "give_role": _("role given"),
    "close_account": _("closed"),
    "reopen_account": _("reopened"),
    "reset_factor": _("second factor taken away"),
    "sign_out": _("signed out everywhere"),
}
WHY = "say_why"


@dataclass(frozen=True)
class Step:
    """`by` is None where a command did it; `note` may have been redacted, "" then."""

    words: str
    at: datetime
    by: object
    note: str


def story_of(user) -> list[Step]:
    """The newest first."""
    groups = Group.objects.filter(name__in=Role.values)
    roles = {group.pk: group.name for group in groups}
    steps, why = [], ""
    for entry in entries_of(user).filter(verb__in=[*WORDS, WHY]):
        if entry.verb == WHY:
            why = entry.payload.get("reason", "")
        elif entry.verb != "give_role" or _roles_in(entry, roles):
            note = _told(entry) or _roles_in(entry, roles) or why
            steps.append(Step(WORDS[entry.verb], entry.at, entry.by, note))
            why = ""
    return steps


def _told(entry):
    return entry.payload.get("identified") or entry.payload.get("reason")


def _roles_in(entry, roles):
    """The roles that it gave, in words; the other fields of a post are passed over."""
    given = entry.payload.get("after", {}).get("groups", ())
    return ", ".join(str(Role(roles[key]).label) for key in given if key in roles)
