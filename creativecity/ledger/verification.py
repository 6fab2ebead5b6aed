"""Recompute the chain and hold every append-only row against its digest."""

from itertools import batched

from django.apps import apps
from django.db.models import Exists, OuterRef, Subquery

from .digest import entry_hash, row_digest
from .models import AppendOnly, Head, LogEntry, Redaction
from .triggers import append_only_models

CHUNK = 2000


def first_fault(progress=lambda sequence: None):
    """None, or a sentence naming the first place where ledger and rows disagree.

    What is written while it runs is left for the next run.
    """
    head = Head.objects.get(pk=1)
    previous, count = "", 0
    entries = LogEntry.objects.filter(sequence__lte=head.sequence).order_by("sequence")
    for chunk in batched(entries.iterator(chunk_size=CHUNK), CHUNK, strict=False):
        rows = _rows(chunk)
        told = _redactions(chunk)  # read last: one that comes now is told at least
        for entry in chunk:
            count += 1
            fault = _entry_fault(entry, count, previous)
            fault = (
                fault or _payload_fault(entry, told) or _row_fault(entry, rows, told)
            )
            if fault:
                return fault
            previous = entry.hash
        progress(count)
    return _head_fault(head, count, previous) or _version_fault() or _stray_rows()


def _entry_fault(entry, expected, previous):
    if entry.sequence != expected:
        return f"entry {expected} is missing: entry {entry.sequence} follows"
    if entry.previous_hash != previous:
        return f"entry {entry.sequence} does not follow from the entry before it"
    if entry.hash != entry_hash(entry):
        return f"entry {entry.sequence} was changed: its hash does not fit"
    return None


def _redactions(chunk):
    """(model, sequence) to the hash of each text that was taken out, by its field."""
    found = {}
    sequences = [entry.sequence for entry in chunk]
    within = Redaction.objects.filter(redacted__range=(sequences[0], sequences[-1]))
    for label, redacted, field, digest in within.values_list(
        "subject", "redacted", "field", "digest"
    ):
        found.setdefault((label, redacted), {})[field] = digest
    return found


def _payload_fault(entry, redactions):
    """A payload that was emptied by a redaction, and by nothing else."""
    if "redacted" not in entry.payload:
        return None
    told = redactions.get((LogEntry._meta.label_lower, entry.sequence), {})
    emptied = {"before": {}, "after": {}, "redacted": told.get("payload")}
    left = {name: value for name, value in entry.payload.items() if name != "personal"}
    if left != emptied or not _are_names(entry.payload.get("personal")):
        return f"entry {entry.sequence} was changed: no redaction tells of it"
    if entry.subject in {model._meta.label_lower for model in append_only_models()}:
        return f"entry {entry.sequence} was changed: it held a digest, and no text"
    return None


def _are_names(names):
    """No hash covers them once the values are gone: at least no text stands there."""
    return isinstance(names, list) and all(
        isinstance(name, str) and name.isidentifier() for name in names
    )


def _rows(chunk):
    """The append-only rows that the chunk's entries speak of, a query a model."""
    keys = {}
    for entry in chunk:
        if "digest" in entry.payload:
            keys.setdefault(entry.subject, []).append(entry.subject_id)
    return {
        (label, str(pk)): row
        for label, ids in keys.items()
        for pk, row in apps.get_model(label).objects.in_bulk(ids).items()
    }


def _row_fault(entry, rows, redactions):
    if "digest" not in entry.payload:
        return None
    row = rows.get((entry.subject, entry.subject_id))
    name = f"{entry.subject} {entry.subject_id} (entry {entry.sequence})"
    if row is None:
        return f"{name} is gone"
    redacted = redactions.get((entry.subject, entry.sequence))
    if row_digest(row, redacted) != entry.payload["digest"]:
        return f"{name} was changed: its digest does not fit"
    return None


def _head_fault(head, count, last_hash):
    """The head as it was at the start, and as it is now beside the newest entry."""
    newest = LogEntry.objects.order_by("-sequence").values("sequence")[:1]
    now = Head.objects.annotate(last=Subquery(newest)).get(pk=head.pk)
    last = now.last or 0
    if now.sequence == last and (head.sequence, head.hash) == (count, last_hash):
        return None
    return f"the ledger ends at entry {last}, its head says {now.sequence}"


def _version_fault():
    """What pages are kept by: the newest entry that could change a public one."""
    newest = LogEntry.objects.filter(is_public=True).order_by("-sequence")
    head = Head.objects.annotate(
        public=Subquery(newest.values("sequence")[:1]),
        fits=Subquery(newest.values("hash")[:1]),
    ).get()
    public, said = head.public or 0, head.public_sequence
    if said != public:
        return f"the newest public entry is {public}, the ledger's head says {said}"
    if head.public_hash != (head.fits or ""):
        return f"the hash of the newest public entry, {public}, is not the head's"
    return None


def _stray_rows():
    """A row that came in beside the verbs has no entry that brought it."""
    for model in apps.get_models():
        if not issubclass(model, AppendOnly):
            continue
        label = model._meta.label_lower
        # Each row finds its entry by key: a list of them may outgrow the memory that
        # PostgreSQL gives it, and is then gone through anew for every row.
        brought = LogEntry.objects.filter(sequence=OuterRef("sequence"), subject=label)
        stray = model.objects.exclude(Exists(brought)).order_by("pk").first()
        if stray:
            return f"{label} {stray.pk} has no ledger entry"
    return None
