"""The lock, the sequence and the hash: how an entry joins the chain."""

from django.utils import timezone

from .digest import entry_hash
from .models import Head, LogEntry


def lock():
    """The head of the chain, held until the transaction ends; others wait.

    Must be called inside `transaction.atomic()`. On SQLite the transaction itself is
    the lock (`transaction_mode` IMMEDIATE).
    """
    return Head.objects.select_for_update().get(pk=1)


def extend(head, *, verb, subject, payload, by, about, is_public, is_sample):
    """Append one entry behind a locked head."""
    entry = LogEntry(
        sequence=head.sequence + 1,
        previous_hash=head.hash,
        verb=verb,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        about=about,
        payload=payload,
        by=by,
        at=timezone.now(),
        is_public=is_public,
        is_sample=is_sample,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    if is_public:
        head.public_sequence = entry.sequence
    head.save(update_fields=["sequence", "hash", "public_sequence"])
    return entry


def latest():
    """The sequence of the newest entry: what "as known now" means."""
    return Head.objects.values_list("sequence", flat=True).get(pk=1)


def version():
    """The public version: the newest entry that could change a public page."""
    return Head.objects.values_list("public_sequence", flat=True).get(pk=1)


#: The verb of an account made for trying out.
DEMO = "demo"


def holds_demo_accounts():
    """Whether `manage.py demo` made accounts here, whose password was printed."""
    return LogEntry.objects.filter(verb=DEMO).exists()


def holds_sample_data(known_at=None):
    """Whether any row was made up for trying out, by that point of the ledger."""
    entries = LogEntry.objects.filter(is_sample=True)
    if known_at is not None:
        entries = entries.filter(sequence__lte=known_at)
    return entries.exists()
