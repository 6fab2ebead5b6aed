"""Some hits as a page lists them: what they are, and why they were found."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString

from cities.models import Milestone
from cities.standing import Standing
from cities.standing_words import state_words

from ..models.search import SearchRow
from .excerpts import excerpt, marked, pattern
from .words import KINDS

DATED = {SearchRow.Kind.ARTICLE, SearchRow.Kind.DECISION, SearchRow.Kind.EVIDENCE}
_STEP = re.compile(r"#step-(\d+)$")


@dataclass(frozen=True)
class Result:
    row: SearchRow
    title: SafeString
    excerpt: SafeString
    standing: Standing | None = None

    def kind(self):
        return KINDS[self.row.kind]

    def day(self):
        """Of what is dated to the day; of other days the excerpt speaks."""
        return self.row.shown_from if self.row.kind in DATED else None

    def state(self):
        return state_words(self.standing)


def results(hits, query, on):
    """A Result for each hit, in their order; the same few queries for any number.

    How a milestone stands depends on the day, so it is asked here, and not kept.
    """
    rows = SearchRow.objects.select_related("city").in_bulk([hit.pk for hit in hits])
    found = [rows[hit.pk] for hit in hits if hit.pk in rows]
    standings, words = _standings(found, on), pattern(query.words)
    return [
        Result(
            row=row,
            title=marked(row.title, words),
            excerpt=excerpt(row.text, words),
            standing=standings.get(_step(row)),
        )
        for row in found
    ]


def _step(row):
    """The key of the milestone that a row leads to."""
    match = _STEP.search(row.path)
    return int(match[1]) if match else None


def _standings(rows, on):
    steps = Milestone.objects.filter(pk__in=filter(None, map(_step, rows)))
    steps = steps.select_related("city", "candidacy__call", "membership")
    tracks = Milestone.objects.tracks(steps, on)
    return {pk: track.status() for pk, track in tracks.items()}
