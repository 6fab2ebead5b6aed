"""One line of a desk: so many things of a kind, and where they are listed."""

from dataclasses import dataclass

from cities.models import City


@dataclass(frozen=True)
class Owed:
    """`count` things of a kind; `days` since the oldest waits, `overdue` days past due.

    `left` are the days until the nearest is due. `kind` names the words
    (programmes/staff/_owed.html).
    """

    kind: str
    count: int
    url: str
    city: City | None = None
    days: int | None = None
    overdue: int = 0
    left: int | None = None
