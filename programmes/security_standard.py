"""What this portal can show for OWASP ASVS 5.0, level 2, item by item.

data/asvs.json holds a sentence of ours for each item, which says what is so here and
never repeats the standard, and where that is proved: a test, a setting, a document, or
what its operator has to see to. A test holds each of these against what there is.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual

DATA = Path(__file__).parent / "data" / "asvs.json"

#: What an item is answered by; the value is also a hook in CSS.
KINDS = {
    "test": _("by a test"),
    "setting": _("by a setting"),
    "document": _("by a document"),
    "operator": _("by whoever runs the portal"),
    "none": pgettext_lazy("security standard", "does not apply"),
}
#: What fits none of the portal's parts is not counted among what it answers.
NOT_APPLICABLE = "none"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the standard: `code` is "V1" and so on."""

    code: str
    name_th: str
    name_en: str

    name = Bilingual()


@dataclass(frozen=True)
class Item:
    """`kind` is a key of KINDS, `level` 1 or 2.

    `where` names tests as `tests/x.py::test_y`, settings as `NAME`, documents and what
    the operator sees to as `docs/x.md#part`; it is empty for what does not apply.
    """

    number: str
    level: int
    kind: str
    says_th: str
    says_en: str
    where: tuple[str, ...]

    says = Bilingual()

    def chapter(self) -> str:
        return self.number.split(".")[0]

    def kind_words(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class Standard:
    gathered_on: date
    chapters: tuple[Chapter, ...]
    items: tuple[Item, ...]

    def applicable(self) -> int:
        return sum(item.kind != NOT_APPLICABLE for item in self.items)

    def counts(self) -> list[tuple[str, str, int]]:
        """(kind, its words, how many items), of every kind."""
        found = [item.kind for item in self.items]
        return [(kind, words, found.count(kind)) for kind, words in KINDS.items()]


@cache
def standard() -> Standard:
    """As the file says; KeyError where a part lacks a field."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return Standard(
        date.fromisoformat(data["gathered_on"]),
        tuple(Chapter(**row) for row in data["chapters"]),
        tuple(Item(**{**row, "where": tuple(row["where"])}) for row in data["items"]),
    )


def chosen_items(chapter: str = "", kind: str = "", level: str = "") -> list[Item]:
    """The items that were chosen, in the standard's order; "" is every one."""
    return [
        item
        for item in standard().items
        if (not chapter or item.chapter() == chapter)
        and (not kind or item.kind == kind)
        and (not level or str(item.level) == level)
    ]


def by_chapter(items) -> list[tuple[Chapter, list[Item]]]:
    """(chapter, those of the items that are in it), without chapters of none."""
    groups = [
        (chapter, [item for item in items if item.chapter() == chapter.code])
        for chapter in standard().chapters
    ]
    return [(chapter, found) for chapter, found in groups if found]
