"""Taking a text out of the ledger for good: its hash stays, and so does the chain.

For what should never have been written, such as a person's name in a note. A row's text
gives way to a mark that is read in its place on every page; of an entry's payload only
the names of what was changed are left. The triggers let this one UPDATE through.

Only what holds a text can go: who was given which role, what was counted or when, is
history and no slip of the pen.
"""

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from . import verbs
from .chain import lock
from .digest import payload_hash, redacted_payload, sha256
from .models import REDACTED, LogEntry, Redaction
from .triggers import texts_of

#: Under which names a note (verbs.note) keeps what somebody typed.
NOTED = {"reason", "identified"}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def redactable(row):
    """The fields of an append-only row, or of an entry, with a text to take out."""
    return [name for name in texts_of(type(row)) if _holds_text(row, name)]


@transaction.atomic
def redact(row, field, *, by, reason):
    """Take the text of a field out of a row or entry; ValidationError where none is.

    Whatever the row is about may look different now: the public version moves on.
    """
    lock()
    row = type(row)._base_manager.get(pk=row.pk)
    if field not in redactable(row):
        raise ValidationError(_("There is no text here that could be removed."))
    redaction = Redaction(
        subject=row._meta.label_lower,
        redacted=row.sequence,
        field=field,
        digest=_hash_of(getattr(row, field)),
        reason=reason,
        is_sample=row.is_sample,
    )
    about = LogEntry.objects.get(sequence=row.sequence).about
    verbs.add(redaction, by=by, verb="redact", about=about)
    left = _left_of(getattr(row, field))
    type(row)._base_manager.filter(pk=row.pk).update(**{field: left})
    return redaction


def _holds_text(row, name):
    value = getattr(row, name)
    if name != "payload":
        return value not in ("", REDACTED)
    # Entries of the first form are hashed as they are; those of append-only rows hold
    # nothing but a digest.
    if row.form == 1 or value.keys() & {"redacted", "digest"}:
        return False
    told = [*value.get("before", {}).items(), *value.get("after", {}).items()]
    is_text = any(text and _may_be_text(row.subject, each) for each, text in told)
    return is_text or bool(value.keys() & NOTED)


def _may_be_text(label, name):
    """Whether people type what this field holds; of one that is no more it may be."""
    try:
        field = apps.get_model(label)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return not name.endswith("_id")
    return isinstance(field, TEXTS) and not field.choices


def _hash_of(value):
    return payload_hash(value) if isinstance(value, dict) else sha256(value)


def _left_of(value):
    return redacted_payload(value) if isinstance(value, dict) else REDACTED
