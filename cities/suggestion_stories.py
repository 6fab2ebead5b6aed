"""What came in for cities, and what became of each: its words and its steps.

The number of queries does not depend on the number of suggestions.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .models import Moderation, Suggestion, SuggestionStep
from .models.suggestion_rows import RECEIVED, UNREAD

ENDS = (SuggestionStep.Kind.ADOPTED, SuggestionStep.Kind.DECLINED)


@dataclass(frozen=True)
class Words:
    """A text and the language it is written in; `is_ours`: we wrote it anew."""

    text: str
    language: str
    is_ours: bool


@dataclass(frozen=True)
class Story:
    """A suggestion, what was said of it in turn, and whether the public reads it."""

    row: Suggestion
    steps: tuple[SuggestionStep, ...]
    moderation: Moderation | None

    def newest(self) -> SuggestionStep | None:
        return self.steps[-1] if self.steps else None

    def state(self) -> str:
        """The CSS hook: `received` while nobody said anything of it."""
        return self.steps[-1].kind if self.steps else RECEIVED

    def state_words(self) -> str:
        return self.steps[-1].get_kind_display() if self.steps else _("received")

    def is_waiting(self) -> bool:
        return self.state() not in ENDS

    def verdict(self) -> str:
        """`shown`, `withheld`, or `unread` while nobody has looked at the text."""
        return self.moderation.verdict if self.moderation else UNREAD

    def words(self) -> Words | None:
        """What the public reads, in the reader's language where it is there."""
        if self.moderation is None or not self.moderation.is_shown():
            return None
        text, language = self.moderation.text_in(get_language())
        return Words(text, language, language != self.row.language)


def stories(rows, on: date | None = None) -> list[Story]:
    """The story of each of the rows, in their order; steps up to the day `on`."""
    rows = list(rows)
    steps = SuggestionStep.objects.standing().filter(suggestion__in=rows)
    if on:
        steps = steps.filter(effective_on__lte=on)
    said = defaultdict(list)
    for step in steps.order_by("sequence"):
        said[step.suggestion_id].append(step)
    by_pk = {row.pk: row for row in rows}
    verdicts = Moderation.objects.standing().filter(suggestion__in=rows)
    newest = {}
    for verdict in verdicts.order_by("sequence"):
        verdict.suggestion = by_pk[verdict.suggestion_id]
        newest[verdict.suggestion_id] = verdict
    return [Story(row, tuple(said[row.pk]), newest.get(row.pk)) for row in rows]


def told(cities, on: date, shown: int | None = None) -> dict[int, list[Story]]:
    """City pk to the stories of what came in for it by the day, the newest first.

    `shown` is how many of each city at most.
    """
    rows = Suggestion.objects.standing().filter(city__in=cities, effective_on__lte=on)
    if shown is not None:
        rows = rows.newest_of_each_city(shown)
    grouped = defaultdict(list)
    for story in stories(rows.select_related("city"), on):
        grouped[story.row.city_id].append(story)
    return grouped


@dataclass(frozen=True)
class Figures:
    """How many came in, how many were answered, and in how many days half of those."""

    received: int
    answered: int
    days: int | None


def figures(rows=None) -> Figures:
    """Of all suggestions that stand, or of `rows`; no text is fetched."""
    rows = (Suggestion.objects.all() if rows is None else rows).standing()
    came = dict(rows.values_list("pk", "effective_on"))
    ends = SuggestionStep.objects.standing().filter(kind__in=ENDS, suggestion__in=rows)
    ended = dict(ends.values_list("suggestion", "effective_on"))
    days = [(day - came[pk]).days for pk, day in ended.items()]
    return Figures(len(came), len(ended), round(median(days)) if days else None)
