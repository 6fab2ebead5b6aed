"""What a user's own page of letters says: what would be sent, when, and why."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from ..models import Letter
from .drawing import Section, sections, subject_line
from .plan import Plan, due_lines
from .stages import next_stage
from .thing import Thing
from .things import owed_things
from .words import why

#: So many of the things to come are named.
AHEAD = 10


@dataclass(frozen=True)
class Ahead:
    """A thing that a letter will speak of on a day to come, unless it is done."""

    thing: Thing
    on: date
    why: str


@dataclass(frozen=True)
class Outlook:
    """`now` is what it is time to remind of, `ahead` what comes next."""

    subject: str
    now: tuple[Section, ...]
    ahead: tuple[Ahead, ...]
    more: int


def outlook(user, on: date) -> Outlook:
    """In the reader's language; whether letters reach them is asked elsewhere."""
    owed = owed_things(user, on)
    lines = due_lines(user, owed, on)
    plan = Plan(Letter.Kind.REMINDER, on, get_language(), lines, tuple(owed))
    now = {line.thing.about for line in lines}
    ahead = sorted(
        (_ahead(thing, on) for thing in owed if thing.about not in now),
        key=lambda row: (row.on, row.thing.about),
    )
    return Outlook(
        subject=subject_line(plan),
        now=tuple(sections(plan)),
        ahead=tuple(ahead[:AHEAD]),
        more=len(ahead[AHEAD:]),
    )


def _ahead(thing, on):
    stage, day = next_stage(thing.day, on, is_due=thing.is_due)
    return Ahead(thing, day, why(stage, is_due=thing.is_due))
