"""What is owed of requests about personal data, row by row, by their references."""

from collections.abc import Iterator
from datetime import date

from ..desk_privacy import ANSWERS, privacy_owed
from .thing import Thing, name_of


def of_privacy(user, on: date) -> Iterator[Thing]:
    """Nobody who asks is named in a letter: that is read on the page."""
    for kind, rows in privacy_owed(on) if user.has_perm(ANSWERS) else ():
        for row in rows if kind != "privacy-waiting" else ():
            yield Thing(
                kind=kind,
                about=name_of(kind, row),
                day=row.due_on,
                words=row.reference,
                url=row.get_absolute_url(),
                is_due=True,
            )
