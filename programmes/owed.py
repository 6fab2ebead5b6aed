"""One line of a desk: so many things of a kind, and where they are listed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cities.models import City
from cities.pages import CITIES_A_PAGE

from .owed_words import WORDS


@dataclass(frozen=True)
class Owed:
    """`count` things of a kind; `days` since the oldest waits, `overdue` days past due.

    `left` are the days until the nearest is due. `places` are the lines of each city,
    where one stands for all and has no list of its own, and `more` so many cities that
    are not named. `kind` names the words.
    """

    kind: str
    count: int
    url: str
    city: City | None = None
    days: int | None = None
    overdue: int = 0
    left: int | None = None
    places: tuple["Owed", ...] = ()
    more: int = 0

    def words(self):
        return WORDS[self.kind]


def bounded(rows: list[Owed]) -> Iterator[Owed]:
    """Of more cities than a page has lines, a kind of thing is told in one line.

    It names the cities where it presses most; the others come up as those are done.
    """
    kinds = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    for lines in kinds.values():
        if len(lines) <= CITIES_A_PAGE:
            yield from lines
            continue
        pressing = sorted(lines, key=_pressing)[:CITIES_A_PAGE]
        [line] = in_one(lines)
        yield replace(
            line,
            overdue=max(row.overdue for row in lines),
            left=min((row.left for row in lines if row.left is not None), default=None),
            places=tuple(place for row in pressing for place in row.places or (row,)),
            more=len(lines) - len(pressing),
        )


def _pressing(row: Owed) -> tuple:
    left = row.left if row.left is not None else 0
    return -row.overdue, left, -(row.days or 0)


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
