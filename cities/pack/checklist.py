"""A candidacy's documents against its call's list: what the page and the ZIP show."""

from dataclasses import dataclass
from functools import cached_property

from creativecity.thai_calendar import today

from ..models import PackItem, RequiredDocument
from . import rule
from .parts import find_fault, parts_of
from .told import asked_of, present_of
from .values import MEGABYTE, Finding

Kind = RequiredDocument.Kind


@dataclass(frozen=True)
class Row:
    """A document asked for, how it stands, and the place of each item of it.

    `slots` are (item, what the rule was told, the reasons about it) in order.
    """

    document: RequiredDocument
    finding: Finding
    slots: list

    def reasons(self):
        return self.finding.reasons

    def notes(self):
        return self.finding.notes

    def general(self):
        """The reasons about the document as a whole."""
        return [reason for reason in self.reasons() if reason.number is None]

    def look(self):
        """Its state as badges draw it: none, expired (wrong), reported or live."""
        codes = {reason.code for reason in self.reasons()}
        if codes & {"missing", "too-few"}:
            return "none"
        if codes:
            return "expired"
        return "reported" if self.document.copied_from_id else "live"

    def is_rights_of_photos(self):
        return self.document.kind == Kind.RIGHTS and not self.slots


class Checklist:
    """What a candidacy's pack holds and lacks, as of the call's deadline.

    `on` stands in for a deadline that is not known. `is_deep` reads every file through
    and compares it with its hash, as the download does; a page only looks at its size.
    """

    def __init__(self, candidacy, *, on=None, is_deep=False):
        self.candidacy, self.call = candidacy, candidacy.call
        deadline = self.call.deadline()
        self.deadline = deadline and deadline.last_day
        self.day = self.deadline or on or today()
        self.is_deep = is_deep
        self._faults = {}

    @cached_property
    def documents(self):
        return list(self.call.documents.select_related("copied_from"))

    @cached_property
    def items(self):
        """Document pk to its items that hold something, by their number."""
        found = {}
        rows = self.candidacy.pack.select_related(
            "document", "file__city", "rights__city"
        )
        for item in rows:
            if not item.is_empty():
                found.setdefault(item.document_id, {})[item.number] = item
        return found

    @cached_property
    def rows(self):
        """Each document of the call's list, in its order."""
        return [self._row(document) for document in self.documents]

    def lacks(self):
        """(document, its reasons) of each that has any; None: of the whole."""
        found = [(row.document, row.reasons()) for row in self.rows if row.reasons()]
        return found + ([(None, self.total.reasons)] if self.total.reasons else [])

    def missing(self):
        """(document, reason) of all that is missing or wrong; None: of the whole."""
        found = [(row.document, each) for row in self.rows for each in row.reasons()]
        return found + [(None, reason) for reason in self.total.reasons]

    def notes(self):
        """(document, note) of all that could not be judged."""
        found = [(row.document, each) for row in self.rows for each in row.notes()]
        return found + [(None, note) for note in self.total.notes]

    def copied(self):
        """The documents of an earlier call's list, which nobody confirmed."""
        return [document for document in self.documents if document.copied_from_id]

    def doubts(self):
        """The notes without those about `copied`, which a page says once."""
        return [found for found in self.notes() if found[1].code != "copied-from"]

    def state(self):
        """no-list, gaps, unconfirmed (a list of an earlier call), or complete."""
        if not self.documents:
            return "no-list"
        if self.missing():
            return "gaps"
        return "unconfirmed" if self.copied() else "complete"

    @cached_property
    def parts(self):
        """The files of the documents, as they go into the ZIP."""
        return parts_of(self)

    @property
    def size(self):
        """Bytes of all files of the documents; our own lists do not count."""
        return sum(part.size for part in self.parts)

    @cached_property
    def total(self):
        return rule.check_total(self.size, self.call.max_megabytes)

    @property
    def max_size(self):
        limit = self.call.max_megabytes
        return limit and limit * MEGABYTE

    def numbers(self, document):
        """The places that people fill of a document; none where photos bring it."""
        if document.kind == Kind.RIGHTS and self._photo_documents:
            return range(0)
        return range(1, document.places() + 1)

    def needs_rights(self):
        """Whether the call asks for a cession of rights to photos."""
        return any(document.kind == Kind.RIGHTS for document in self.documents)

    @cached_property
    def _photo_documents(self):
        return [d for d in self.documents if d.kind == Kind.PHOTO]

    def held(self, document):
        """Its items by number; those beyond what the call asks for are no part."""
        held = self.items.get(document.pk, {})
        return {n: held[n] for n in self.numbers(document) if n in held}

    def _row(self, document):
        told = self._told(document)
        photos = [
            photo
            for each in self._photo_documents
            for photo in self._told(each).values()
        ]
        finding = rule.check(
            asked_of(document),
            told.values(),
            day=self.day,
            photos=photos if self._photo_documents else None,
            needs_rights=self.needs_rights(),
        )
        held = self.held(document)
        slots = [
            (held.get(n) or self._place(document, n), told.get(n), _about(finding, n))
            for n in self.numbers(document)
        ]
        return Row(document, finding, slots)

    def _told(self, document):
        held = self.held(document)
        return {n: present_of(item, self.fault) for n, item in held.items()}

    def _place(self, document, number):
        place = {"document": document, "number": number}
        return PackItem(candidacy=self.candidacy, **place)

    def fault(self, piece):
        """Why a piece of the library cannot go into the pack; empty if it can."""
        if piece.pk not in self._faults:
            self._faults[piece.pk] = find_fault(piece, is_deep=self.is_deep)
        return self._faults[piece.pk]


def _about(finding, number):
    return [reason for reason in finding.reasons if reason.number == number]
