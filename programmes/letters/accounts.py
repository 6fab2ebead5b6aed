"""Whom letters would reach today and why, for those who see to it that they do.

Counts and reasons alone: what a letter says is its reader's.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models import Letter, LetterChoice
from ..owed_words import WORDS
from .plan import STAFF, Plan, plan
from .words import why


@dataclass(frozen=True)
class Told:
    """So many things of a kind; of those that it is time for, why, and how many."""

    words: str
    count: int
    whys: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Account:
    """`lacks` says why no letter reaches it, "" where one would."""

    user: object
    choice: LetterChoice
    plan: Plan | None
    lacks: str
    last: Letter | None
    failed: Letter | None

    def told(self) -> list[Told]:
        """What the letter of the day says, where there is one, in counts."""
        whys = defaultdict(Counter)
        for line in self.plan.lines:
            thing = line.thing
            whys[thing.kind][why(line.stage, is_due=thing.is_due)] += 1
        counts = Counter(thing.kind for thing in self.plan.things())
        return [
            Told(capfirst(WORDS[kind]), count, tuple(whys[kind].items()))
            for kind, count in counts.items()
        ]


def staff_accounts():
    """The active accounts that have a role or every right, by their names."""
    users = get_user_model().objects.filter(is_active=True)
    users = users.filter(Q(groups__isnull=False) | Q(is_superuser=True))
    return users.distinct().order_by("username")


def tell(users, on: date) -> list[Account]:
    """Each of these accounts as of a day; the letters are asked for all at once."""
    users = list(users)
    last = _newest(Letter.objects.sent().filter(user__in=users))
    failed = _newest(Letter.objects.failed().filter(user__in=users))
    return [
        Account(
            user=user,
            choice=LetterChoice.objects.of(user),
            plan=plan(user, on),
            lacks=_lacks(user),
            last=last.get(user.pk),
            failed=failed.get(user.pk),
        )
        for user in users
    ]


def _newest(letters):
    rows = letters.order_by("on", "pk").defer("text", "html")
    return {letter.user_id: letter for letter in rows}


def _lacks(user):
    if not user.has_perm(STAFF):
        return _("This account has no role.")
    return "" if user.email else _("No email address is on record.")
