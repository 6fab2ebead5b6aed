"""Whether somebody has yet to begin: asked of the ledger, never stored."""

from datetime import date

from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import bangkok_day

#: Who may do none of these only reads.
RECORDS = ("programmes.add_actionstep", "cities.add_opinion")
#: Days for which an account that only reads counts as new.
MONTH = 30
#: What is told of an account itself: its sign-in, its role, its name.
ACCOUNT = "auth.user"


def is_beginner(user, on: date) -> bool:
    """Nothing on record of theirs but that they took up and keep their account."""
    if not any(map(user.has_perm, RECORDS)):
        return (on - bangkok_day(user.date_joined)).days < MONTH
    own = LogEntry.objects.filter(by=user).exclude(subject=ACCOUNT)
    return not own.exclude(verb="accept").exists()
