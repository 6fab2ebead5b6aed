"""The lock, the sequence and the hash: how an entry joins the chain."""

from django.db import Error, connections, router
from django.utils import timezone

from .digest import entry_hash
from .models import Head, LogEntry

#: So many entries are written with one statement.
BATCH = 500
VERSION = "SELECT public_sequence FROM ledger_head WHERE id = 1"
MARK = "SELECT public_sequence, public_hash FROM ledger_head WHERE id = 1"


def lock():
    """The head of the chain, held until the transaction ends; others wait.

    Must be called inside `transaction.atomic()`. On SQLite the transaction itself is
    the lock (`transaction_mode` IMMEDIATE).
    """
    return Head.objects.select_for_update().get(pk=1)


def extend(head, *, verb, subject, payload, by, about, is_public, is_sample):
    """Append one entry behind a locked head."""
    told = {
        "verb": verb,
        "subject": subject,
        "payload": payload,
        "by": by,
        "about": about,
        "is_public": is_public,
        "is_sample": is_sample,
    }
    [entry] = extend_all(head, [told])
    return entry


def extend_all(head, all_told):
    """Append an entry for each dict of what `extend` takes, behind a locked head."""
    entries = [_next(head, **told) for told in all_told]
    LogEntry.objects.bulk_create(entries, batch_size=BATCH)
    head.save(update_fields=["sequence", "hash", "public_sequence", "public_hash"])
    return entries


def _next(head, *, subject, **told):
    """The next entry, not yet saved; the head moves on to it."""
    entry = LogEntry(
        sequence=head.sequence + 1,
        previous_hash=head.hash,
        subject=subject._meta.label_lower,
        subject_id=str(subject.pk),
        at=timezone.now(),
        form=2,
        **told,
    )
    entry.hash = entry_hash(entry)
    head.sequence, head.hash = entry.sequence, entry.hash
    if entry.is_public:
        head.public_sequence, head.public_hash = entry.sequence, entry.hash
    return entry


def latest():
    """The sequence of the newest entry: what "as known now" means."""
    return Head.objects.values_list("sequence", flat=True).get(pk=1)


def version():
    """The public version: the newest entry that could change a public page."""
    [number] = _asked(VERSION)
    return number


def version_mark():
    """The public version with the hash of its entry: what is kept is kept under it.

    After a backup was restored, or a replica promoted that had not heard all, a number
    comes again with another entry; what was kept of the first must not be told then.
    Asked at every request of a visitor, and so without the third of a millisecond in
    which the ORM puts the question into SQL.
    """
    number, digest = _asked(MARK)
    return f"{number}-{digest[:16]}"


def _asked(sql):
    """One row. The question finds out itself whether a connection of before still
    lives, and needs no other one before it that does nothing else.
    """
    connection = connections[router.db_for_read(Head)]
    is_of_before = bool(connection.connection) and not connection.in_atomic_block
    if is_of_before:
        connection.health_check_done = True
    try:
        return _row(connection, sql)
    except Error:
        if not is_of_before:
            raise
        connection.close()
        return _row(connection, sql)


def _row(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def changed_at():
    """When the newest entry that could change a public page was written; None if no
    such entry is there.
    """
    newest = Head.objects.filter(pk=1).values("public_sequence")
    return (
        LogEntry.objects.filter(sequence__in=newest)
        .values_list("at", flat=True)
        .first()
    )


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
