"""What a letter says of a thing: when it is due or since when it waits, and why now."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from creativecity.thai_dates import format_date

from ..owed_words import WORDS
from .changed import MOST
from .stages import Stage
from .thing import Thing

#: Kinds of things that a subject names; the others are counted alone.
NAMED = 2


def when(thing: Thing, on: date) -> str:
    days = thing.days(on)
    told = {"day": format_date(thing.day, get_language()), "n": abs(days)}
    if not thing.is_due:
        words = ngettext(
            "waits since %(day)s, %(n)s day", "waits since %(day)s, %(n)s days", days
        )
    elif days < 0:
        words = ngettext(
            "due %(day)s, in %(n)s day", "due %(day)s, in %(n)s days", -days
        )
    elif days == 0:
        words = _("due today, %(day)s")
    else:
        words = ngettext(
            "was due %(day)s, %(n)s day ago", "was due %(day)s, %(n)s days ago", days
        )
    return words % told


def why(stage: Stage, *, is_due: bool) -> str:
    """Why it is said at this stage."""
    days = stage.days
    if not is_due:
        words = ngettext(
            "said once it has waited %(n)s day",
            "said once it has waited %(n)s days",
            days,
        )
    elif days < 0:
        words = ngettext(
            "said from %(n)s day before its day on",
            "said from %(n)s days before its day on",
            -days,
        )
    elif days == 0:
        words = _("said on its day")
    else:
        words = ngettext(
            "said once it is %(n)s day late", "said once it is %(n)s days late", days
        )
    return words % {"n": abs(days)}


def subject_of(kinds: list[tuple[str, int]], changes: int) -> str:
    """What a letter is about and how many; `kinds` of things, each with its number."""
    total = sum(count for _kind, count in kinds)
    parts = []
    if changes:
        words = ngettext(
            "%(n)s change in what you follow",
            "%(n)s changes in what you follow",
            changes,
        )
        parts.append(words % {"n": f"{changes}+" if changes == MOST else changes})
    if total:
        words = ngettext(
            "%(n)s thing waits for you", "%(n)s things wait for you", total
        )
        parts.append(words % {"n": total})
    subject = "; ".join(parts)
    named = ", ".join(f"{WORDS[kind]} ({n})" for kind, n in kinds[:NAMED])
    if changes or not named:
        return subject
    more = ", …" if len(kinds) > NAMED else ""
    return f"{subject}: {named}{more}"
