from django.db import migrations
from django.utils.timezone import localdate

from creativecity.thai_calendar import BANGKOK


def publish_what_was_public(apps, schema_editor):
    """What an officer had marked as public was shown at once: now it says since when.

    The day is that of the ledger's entry, and who published it is who added it.
    """
    Evidence = apps.get_model("cities", "Evidence")
    LogEntry = apps.get_model("ledger", "LogEntry")
    added = LogEntry.objects.filter(subject="cities.evidence", verb="create")
    entries = {entry.subject_id: entry for entry in added}
    for piece in Evidence.objects.all():
        entry = entries.get(str(piece.pk))
        if entry is None:
            continue
        piece.added_on = localdate(entry.at, BANGKOK)
        if piece.is_public and entry.by_id:
            piece.published_on, piece.published_by_id = piece.added_on, entry.by_id
        piece.save()


def reopen_what_is_published(apps, schema_editor):
    """What is retired was taken from the public, and stays so."""
    Evidence = apps.get_model("cities", "Evidence")
    published = Evidence.objects.exclude(published_on=None)
    published.filter(retired_on=None).update(is_public=True)


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0005_hold_evidence_files'),
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(publish_what_was_public, reopen_what_is_published),
    ]
