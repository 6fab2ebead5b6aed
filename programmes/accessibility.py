"""The review of the portal by the criteria of WCAG 2.2, levels A and AA.

What was found stands in data/accessibility.json with the day of the review; the page
says how old it is. "Not checked" means that no person has judged it yet, whatever a
machine found.
"""

import json
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual
from creativecity.thai_calendar import today

DATA = Path(__file__).parent / "data" / "accessibility.json"

RESULTS = {
    "pass": _("pass"),
    "fail": _("fail"),
    "not-applicable": pgettext_lazy("WCAG", "not applicable"),
    "not-checked": _("not yet checked by a person"),
}
WAYS = {
    "axe": _("axe found no fault"),
    "test": _("by tests in a browser"),
    "design": _("by reading the program"),
    "none": "",
}


@dataclass(frozen=True)
class Criterion:
    """`result` is a key of RESULTS, `how` one of WAYS; `level` is A or AA."""

    number: str
    level: str
    name_th: str
    name_en: str
    result: str
    how: str
    note_th: str
    note_en: str

    name = Bilingual()
    note = Bilingual()

    def result_words(self) -> str:
        return RESULTS[self.result]

    def how_words(self) -> str:
        return WAYS[self.how]


@dataclass(frozen=True)
class Review:
    reviewed_on: date
    criteria: tuple[Criterion, ...]

    def age(self, on: date | None = None) -> int:
        """Days since the review."""
        return ((on or today()) - self.reviewed_on).days

    def counts(self) -> list[tuple[str, str, int]]:
        """(result, its words, how many), of each result that there is."""
        found = [criterion.result for criterion in self.criteria]
        return [
            (result, words, found.count(result))
            for result, words in RESULTS.items()
            if result in found
        ]


@cache
def review() -> Review:
    """As the file says; KeyError where a criterion lacks a field."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    names = [each.name for each in fields(Criterion)]
    rows = [Criterion(*(row[name] for name in names)) for row in data["criteria"]]
    return Review(date.fromisoformat(data["reviewed_on"]), tuple(rows))
