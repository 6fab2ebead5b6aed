"""Looking the words of a question up among the rows, from strict to forgiving.

SQL picks the rows that have the words and says where; ranking.py decides what comes
first. One query an attempt, whatever the number of rows.
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import and_, or_

from django.db.models import Q, Value
from django.db.models.functions import Greatest, StrIndex, Substr
from django.db.models.lookups import GreaterThan

from ..models.search import SearchRow
from .query import Query
from .ranking import Hit, most, rank
from .vocabulary import vocabulary

FEWEST = 3  # words of which most are fewer than all


@dataclass(frozen=True)
class Found:
    """The best first. `is_partial`: rows that have most of the words, not all."""

    query: Query
    hits: tuple[Hit, ...] = ()
    is_partial: bool = False

    @cached_property
    def kinds(self):
        return Counter(hit.kind for hit in self.hits)

    @cached_property
    def cities(self):
        return Counter(hit.city for hit in self.hits if hit.city)

    def of(self, *, kind="", city=None):
        """Those of a kind and of a city, where one is chosen."""
        hits = self.hits
        if kind:
            hits = (hit for hit in hits if hit.kind == kind)
        if city:
            hits = (hit for hit in hits if hit.city == city)
        return replace(self, hits=tuple(hits))


def find(query, language, on):
    """What the public may read on a day and fits the question, all of it ranked.

    First the words as they stand; then, a Thai question being often one unspaced word,
    what it can be split into; then whatever their tone marks; then most of the words.
    """
    if not query:
        return Found(query)
    for attempt in _attempts(query, language, on):
        if hits := _look_up(attempt, language, on, and_):
            return Found(attempt, _ranked(hits, attempt))
    if len(attempt.words) < FEWEST:
        return Found(query)
    hits = most(_look_up(attempt, language, on, or_))
    return Found(attempt, _ranked(hits, attempt), is_partial=bool(hits))


def _ranked(hits, query):
    return tuple(sorted(hits, key=lambda hit: rank(hit, query.phrase)))


def _attempts(query, language, on):
    """The question in fewer and fewer of its own words; each once."""
    yield query
    split = vocabulary(language, on).split(query)
    if split != query:
        yield split
    if split.loosened() != split:
        yield split.loosened()


def is_found(query, language, on):
    """Whether any row has all of the words."""
    return _rows(query, language, on, and_).exists()


def _rows(query, language, on, join):
    """The rows that have all of the words (`join` is and_), or any (or_)."""
    rows = SearchRow.objects.shown(language, on)
    return rows.filter(reduce(join, map(_has, query.words)))


def _look_up(query, language, on, join):
    """Where the words are in those rows."""
    places = [expression for word in query.words for expression in _places(word)]
    found = _rows(query, language, on, join).values_list(
        "pk",
        "kind",
        "city",
        "shown_from",
        Substr("key", 2, len(query.phrase) + 1),
        StrIndex("key", Value(query.phrase)),
        StrIndex("key", Value("\n\n")),
        StrIndex("bare", Value("\n\n")),
        *places,
    )
    return [
        Hit(*row[:8], tuple(zip(row[8::2], row[9::2], strict=True))) for row in found
    ]


def _has(word):
    """The condition that a row has the word."""
    return reduce(or_, (_contains(*pair) for pair in _spellings(word)))


def _contains(column, text):
    return Q(GreaterThan(StrIndex(column, Value(text)), 0))


def _spellings(word):
    """(column, text) of each way to find the word."""
    yield ("bare", word.bare) if word.forgives() else ("key", word.key)
    for other in word.others:
        yield "key", other


def _places(word):
    """Where the word is as typed, and as forgiven."""
    forgiven = [word.bare] if word.forgives() else []
    texts = [*forgiven, *word.others]
    indexes = [StrIndex("bare", Value(text)) for text in texts]
    typed = StrIndex("key", Value(word.key))
    if not indexes:
        return typed, Value(0)
    return typed, Greatest(*indexes) if len(indexes) > 1 else indexes[0]
