"""All that a user owes, row by row: what the desk counts, as far as it has a day.

What the desk counts without a day is left to it: a first reading of every indicator is
a plan, and a draft is its writer's own. A row that two lines of the desk count is told
once, under the first.
"""

from datetime import date

from .agreement_things import of_agreement
from .city_things import of_cities
from .privacy_things import of_privacy
from .thing import Thing

#: Lines of the desk of which letters are silent, for they have no day of their own.
UNTOLD = frozenset(
    {
        "unread",
        "carried",
        "draft",
        "step-plan",
        "no-plan",
        "no-officer",
        "duty-none",
        "action-upcoming",
        "privacy-waiting",
    }
)


def counted(user, on: date) -> list[Thing]:
    """What this user owes on a day, as often as lines of the desk count it."""
    return [*of_cities(user, on), *of_agreement(user, on), *of_privacy(user, on)]


def owed_things(user, on: date) -> list[Thing]:
    """Each thing once; what is due longest, or waits longest, first."""
    found = {}
    for thing in counted(user, on):
        found.setdefault(thing.about, thing)
    return sorted(found.values(), key=lambda thing: (not thing.is_due, thing.day))
