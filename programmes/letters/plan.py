"""Which letter a user would get on a day, and why: what they owe now, what changed.

At most one letter a user and day. On a Monday on which something changed in what they
follow it is the weekly one, and reminds of what it would be time to remind of, too. All
of it is asked of the records as they are: what was done yesterday is no longer owed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import override

from creativecity.thai_calendar import bangkok_day

from ..models import Letter, LetterChoice, LetterLine
from ..public_changes import PublicChange
from .changed import changed_since
from .followed import followed_by
from .stages import Stage, stage_of
from .thing import Thing
from .things import owed_things

MONDAY = 0
#: What the first weekly letter looks back on, and any of them at most.
WEEK, FURTHEST = timedelta(days=7), timedelta(days=31)
STAFF = "programmes.use_staff_pages"


@dataclass(frozen=True)
class Line:
    """A thing that has reached a stage of which nothing was said yet."""

    thing: Thing
    stage: Stage

    def said(self) -> tuple[str, str, date]:
        return self.thing.about, self.stage.code(), self.thing.day


@dataclass(frozen=True)
class Plan:
    """`lines` are what it is time to remind of, among all that is `owed`.

    A weekly letter tells the `changes`, and all that is owed; `since` is the day from
    which it tells them.
    """

    kind: str
    on: date
    language: str
    lines: tuple[Line, ...]
    owed: tuple[Thing, ...]
    changes: tuple[PublicChange, ...] = ()
    since: date | None = None

    def is_digest(self) -> bool:
        return self.kind == Letter.Kind.DIGEST

    def things(self) -> tuple[Thing, ...]:
        """What the letter names: all that is owed, or what it is time for."""
        return self.owed if self.is_digest() else tuple(x.thing for x in self.lines)


def may_be_written(user) -> bool:
    """Whether letters reach this account at all."""
    return bool(user.is_active and user.email and user.has_perm(STAFF))


def plan(user, on: date) -> Plan | None:
    """The letter of the day, in the user's language; None where none is due."""
    choice = LetterChoice.objects.of(user)
    if not may_be_written(user):
        return None
    with override(choice.language):
        owed = tuple(owed_things(user, on))
        lines = due_lines(user, owed, on)
        told = (on, choice.language, lines, owed)
        if on.weekday() == MONDAY and choice.wants(Letter.Kind.DIGEST):
            since = _since(user)
            changes = changed_since(followed_by(user), since, on, but_by=user)
            if changes:
                looks_back = (tuple(changes), bangkok_day(since))
                return Plan(Letter.Kind.DIGEST, *told, *looks_back)
    if lines and choice.wants(Letter.Kind.REMINDER):
        return Plan(Letter.Kind.REMINDER, *told)
    return None


def due_lines(user, owed: Iterable[Thing], on: date) -> tuple[Line, ...]:
    """Of what is owed, what has reached a stage that was not said."""
    said = LetterLine.objects.said_to(user)
    stages = ((t, stage_of(t.day, on, is_due=t.is_due)) for t in owed)
    lines = (Line(thing, stage) for thing, stage in stages if stage)
    return tuple(line for line in lines if line.said() not in said)


def _since(user) -> datetime:
    """When the last weekly letter that reached the user was made."""
    now = timezone.now()
    last = user.letters.filter(kind=Letter.Kind.DIGEST).sent().first()
    return max(last.made_at, now - FURTHEST) if last else now - WEEK
