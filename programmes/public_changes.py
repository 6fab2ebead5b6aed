"""What changed in public, newest first: read by the feeds, the page and the API alike.

A change is an entry of the ledger that one of `change_sources` tells. Its place is the
entry's sequence, and by it a page goes backwards: the ledger is read from there down,
and only as far as the page is long. What was taken back stays, and says so; that it was
taken back is a change of its own. Nothing of it names a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from cities.models import City
from cities.offices import Offices, offices_of
from creativecity.ledger.models import LogEntry, Withdrawal
from creativecity.thai_calendar import PartialDate, bangkok_day, today

from .calendar_file.event import in_words
from .change_sources import SOURCES
from .change_sources.source import Kind, Source
from .told_entries import WITHDRAWAL, told_entries


@dataclass(frozen=True)
class PublicChange:
    """`at` is when it was recorded, `on` the day it speaks of, `office` who said it.

    `taken_back_at` is when it was withdrawn since; `is_withdrawal`: it tells that an
    earlier change was, and `spoken_on` is the day that the earlier one speaks of (of
    any other change its own). `sequence` never changes, and no other change has it.
    """

    sequence: int
    kind: Kind
    city: City | None
    at: datetime
    on: PartialDate
    title: str
    text: str
    path: str
    office: str
    is_sample: bool
    is_withdrawal: bool = False
    taken_back_at: datetime | None = None
    spoken_on: PartialDate | None = None

    def updated_at(self) -> datetime:
        """When what is said here last changed."""
        return self.taken_back_at or self.at


def public_changes(
    *,
    city: City | None = None,
    before: int | None = None,
    limit: int,
    kinds: Iterable[str] | None = None,
    on: date | None = None,
) -> list[PublicChange]:
    """At most `limit` changes behind the ledger's point `before`, newest first."""
    entries = told_entries(on or today(), city=city, kinds=kinds)
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    return tell(entries[:limit])


def tell(entries: Iterable[LogEntry]) -> list[PublicChange]:
    """The changes that some of `told_entries` tell, in their order."""
    entries = list(entries)
    batch = gather(entries)
    return [batch.change(entry) for entry in entries]


def gather(entries: list[LogEntry], known_at: int | None = None) -> "Batch":
    """What the words of some of `told_entries` rest on, in whatever language.

    What was taken back counts as known at a point of the ledger. The number of queries
    depends on how many kinds there are among them, never on how many entries.
    """
    withdrawn = _withdrawn_by(entries)
    said = [entry for entry in entries if entry.subject != WITHDRAWAL]
    rows = _rows([*said, *withdrawn.values()])
    return Batch(withdrawn, rows, _gone(rows.values(), known_at), offices_of(entries))


def _withdrawn_by(entries: list[LogEntry]) -> dict[int, LogEntry]:
    """Sequence of a withdrawal to the entry of what it took back."""
    sequences = [each.sequence for each in entries if each.subject == WITHDRAWAL]
    pairs = Withdrawal.objects.filter(sequence__in=sequences)
    pairs = dict(pairs.values_list("sequence", "withdrawn"))
    behind = LogEntry.objects.in_bulk(list(pairs.values()))
    return {sequence: behind[withdrawn] for sequence, withdrawn in pairs.items()}


def _rows(entries: list[LogEntry]) -> dict[int, tuple[Source, Any]]:
    """Sequence of each entry to its source and its row."""
    found = {}
    for source in SOURCES:
        own = [e for e in entries if e.sequence not in found and source.is_of(e)]
        if own:
            rows = source.rows(own)
            found |= {sequence: (source, row) for sequence, row in rows.items()}
    return found


def _gone(
    rows: Iterable[tuple[Source, Any]], known_at: int | None
) -> dict[int, datetime]:
    """Sequence of what was taken back to when, of all that these rows stand on."""
    rows = [(s, row) for s, row in rows if s.can_be_withdrawn()]
    behind = {sequence for source, row in rows for sequence in source.stands_on(row)}
    found = Withdrawal.objects.known_at(known_at).filter(withdrawn__in=behind)
    return dict(found.values_list("withdrawn", "recorded_at"))


@dataclass(frozen=True)
class Batch:
    """What the words of some entries rest on."""

    withdrawn: dict[int, LogEntry]
    rows: dict[int, tuple[Source, Any]]
    gone: dict[int, datetime]
    offices: Offices

    def change(self, entry: LogEntry) -> PublicChange:
        behind = self.withdrawn.get(entry.sequence)
        source, row = self.rows[(behind or entry).sequence]
        told = source.tell(row)
        title, text, on = told.title, told.text, told.on
        if behind:
            title = _("Taken back: %(title)s") % {"title": title}
            on = PartialDate(bangkok_day(entry.at))
            said = {"day": in_words(on), "text": text}
            text = _("Taken back on %(day)s; until then it was said: %(text)s") % said
        return PublicChange(
            sequence=entry.sequence,
            kind=told.kind or source.kind,
            city=told.city,
            at=entry.at,
            on=on,
            title=title,
            text=text,
            path=told.path,
            office=self.offices.words(entry, told.city),
            is_sample=entry.is_sample or told.is_sample,
            is_withdrawal=behind is not None,
            taken_back_at=None if behind else self._gone_at(source, row),
            spoken_on=told.on,
        )

    def _gone_at(self, source: Source, row: Any) -> datetime | None:
        if not source.can_be_withdrawn():
            return None
        moments = [self.gone.get(sequence) for sequence in source.stands_on(row)]
        return min(filter(None, moments), default=None)
