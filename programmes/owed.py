"""One line of a desk: so many things of a kind, and where they are listed."""

from collections.abc import Iterator
from dataclasses import dataclass

from cities.models import City

from .owed_words import WORDS


@dataclass(frozen=True)
class Owed:
    """`count` things of a kind; `days` since the oldest waits, `overdue` days past due.

    `left` are the days until the nearest is due. `places` are the lines of each city,
    where one stands for all and has no list of its own. `kind` names the words.
    """

    kind: str
    count: int
    url: str
    city: City | None = None
    days: int | None = None
    overdue: int = 0
    left: int | None = None
    places: tuple["Owed", ...] = ()

    def words(self):
        return WORDS[self.kind]


def in_one(rows: list[Owed]) -> Iterator[Owed]:
    """Lines of one kind, each of a city, as one that names the cities."""
    if len(rows) < 2:
        yield from rows
        return
    yield Owed(
        rows[0].kind,
        sum(row.count for row in rows),
        url="",
        days=max(row.days or 0 for row in rows),
        places=tuple(rows),
    )
