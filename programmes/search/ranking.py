"""Which of the rows that were found come first: rules alone, no database.

1. The title over the text, and the whole phrase over its words; what was typed over
   what was forgiven (tone marks left out, the year in the other era).
2. Among equals what people look for: a city before a page of fine print.
3. Then the newest, and those without a day last.
"""

from datetime import date
from typing import NamedTuple

#: Kinds of rows in the order in which they are looked for.
ORDER = (
    "city",
    "district",
    "article",
    "decision",
    "event",
    "milestone",
    "candidacy",
    "review",
    "partner",
    "call",
    "duty",
    "page",
    "evidence",
)
_PLACE = {kind: place for place, kind in enumerate(ORDER)}


class Hit(NamedTuple):
    """A row that was found. Places count from 1 in its key; 0 is not in it.

    `starts` is as much of the title as the phrase is long, and a letter more;
    `ends` and `bare_ends` are where the title's lines end. `words` has the places of
    each word: as it was typed, and as it is forgiven (without marks, in the other
    era), which is 0 too where nothing is forgiven.
    """

    pk: int
    kind: str
    city: int | None
    day: date | None
    starts: str
    phrase: int
    ends: int
    bare_ends: int
    words: tuple[tuple[int, int], ...]


def tier(hit: Hit, phrase: str) -> int:
    """0 is the best: the title is what was typed. See the rules above."""
    if hit.starts == f"{phrase}\n":
        return 0
    if hit.starts.startswith(phrase):
        return 1
    if 0 < hit.phrase < hit.ends:
        return 2
    if all(0 < typed < hit.ends for typed, _ in hit.words):
        return 3
    if hit.phrase:
        return 4
    if all(typed for typed, _ in hit.words):
        return 5
    if all(_is_in_title(hit, *places) for places in hit.words):
        return 6
    return 7


def _is_in_title(hit: Hit, typed: int, forgiven: int) -> bool:
    return 0 < typed < hit.ends or 0 < forgiven < hit.bare_ends


def found_words(hit: Hit) -> int:
    """How many of the words are in the row."""
    return sum(1 for typed, forgiven in hit.words if typed or forgiven)


def rank(hit: Hit, phrase: str) -> tuple[int, int, int, int, int]:
    """What to sort by, the best first."""
    newest = -hit.day.toordinal() if hit.day else 0
    return -found_words(hit), tier(hit, phrase), _PLACE[hit.kind], newest, hit.pk


def most(hits: list[Hit]) -> list[Hit]:
    """Of rows that have some of the words, those that have more than half of them."""
    return [hit for hit in hits if 2 * found_words(hit) > len(hit.words)]
