"""One source of public changes: its entries in the ledger, and the words for a row.

Told is what accounts recorded here. What was loaded from the facts file is left out: it
speaks of days long past and came in all at once, so that it is no news; the pages of
the cities tell it under the days that it speaks of.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import AppendOnly, LogEntry
from creativecity.thai_calendar import PartialDate


class Kind(models.TextChoices):
    """What a change is about; the value stands in addresses, feeds and files."""

    READING = "reading", _("readings verified")
    DATE = "date", _("dates agreed and moved")
    MILESTONE = "milestone", _("milestones completed")
    STAGE = "stage", _("stages of bids")
    MEMBERSHIP = "membership", _("memberships")
    DECISION = "decision", _("decisions and amendments")
    REPORT = "report", _("reports sealed, and errata")
    DUTY = "duty", _("duties under the agreement")
    DISTRICT = "district", _("creative districts")
    OUTCOME = "outcome", _("outcomes")
    SUGGESTION = "suggestion", _("suggestions answered")
    EVENT = "event", _("events")
    ARTICLE = "article", _("news and knowledge")


@dataclass(frozen=True)
class Told:
    """A change in words of the reader's language; `on` is the day it speaks of.

    `kind` where it is not its source's alone; `is_sample` of what it belongs to.
    """

    title: str
    text: str
    path: str
    on: PartialDate
    city: Any = None
    kind: Kind | None = None
    is_sample: bool = False


def number_of(reference: str) -> str:
    """A decision's number without its agreement: "mou-2563 3/2569" is "3/2569"."""
    return reference.rpartition(" ")[2]


def _any(on: date) -> Q:
    return Q()


def _same(rows: Sequence) -> Sequence:
    return rows


def _own(row: Any) -> tuple[int, ...]:
    return (row.sequence,)


@dataclass(frozen=True)
class Source:
    """`shown` is what else an entry must fulfil on a day for the public to be told.

    `prepare` gives rows what their words need, in as many queries for one as for all.
    `stands_on` names the rows whose withdrawal takes this one back; of a source that
    is `only_taken_back` nothing but that is told. `is_shown_later`: an entry may have
    been written before the public was to know of it, and `shown` says since when it is.
    """

    kind: Kind
    model: type[models.Model]
    verbs: tuple[str, ...]
    tell: Callable[[Any], Told]
    related: tuple[str, ...] = ()
    shown: Callable[[date], Q] = _any
    prepare: Callable[[Sequence], Sequence] = _same
    stands_on: Callable[[Any], tuple[int, ...]] = _own
    only_taken_back: bool = False
    is_shown_later: bool = False

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def is_of(self, entry: LogEntry) -> bool:
        return entry.subject == self.label and entry.verb in self.verbs

    def entries(self, on: date) -> Q:
        """The condition on entries of the ledger that this source tells."""
        told = Q(subject=self.label, verb__in=self.verbs, by__isnull=False)
        if not self.is_shown_later:
            told &= Q(is_public=True)
        return told & self.shown(on)

    def can_be_withdrawn(self) -> bool:
        return issubclass(self.model, AppendOnly)

    def rows(self, entries: Iterable[LogEntry]) -> dict[int, Any]:
        """Sequence of each entry to the row that it brought, or to its thing."""
        entries = list(entries)
        rows = self.model.objects.select_related(*(self.related or [None]))
        if self.can_be_withdrawn():
            found = rows.filter(sequence__in=[entry.sequence for entry in entries])
            return {row.sequence: row for row in self.prepare(list(found))}
        found = rows.in_bulk([int(entry.subject_id) for entry in entries])
        self.prepare(list(found.values()))
        return {entry.sequence: found[int(entry.subject_id)] for entry in entries}
