"""The ledger: a chain of hashes to which every write adds one entry.

An entry's place is its `sequence`, taken while the chain's head is locked: never a
clock. Rows that are only ever added (`AppendOnly`) carry the sequence of the entry that
brought them, so that anything can be asked "as known at" a point of the ledger.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

#: What stands in the place of a text that was redacted, whatever its language.
REDACTED = "[ลบข้อความแล้ว · text removed]"


class Head(models.Model):
    """The end of the chain, one row: its lock is the ledger's lock."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    #: Of the newest entry that could change a public page: see chain.version_mark.
    public_sequence = models.PositiveBigIntegerField(default=0)
    public_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("head of the ledger")
        verbose_name_plural = _("heads of the ledger")

    def __str__(self):
        return f"{self.sequence} {self.hash[:12]}"


class LogEntry(models.Model):
    sequence = models.PositiveBigIntegerField(_("sequence"), primary_key=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    verb = models.CharField(_("verb"), max_length=40)
    subject = models.CharField(_("kind of thing"), max_length=80)
    subject_id = models.CharField(_("which one"), max_length=80)
    about = models.CharField(_("about"), max_length=120, blank=True)
    payload = models.JSONField(_("content"), encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("written at"))
    is_public = models.BooleanField(_("can change a public page"))
    is_sample = models.BooleanField(_("sample data"))
    #: How the payload enters the hash: 1 as it is, 2 as its own hash, so that it can be
    #: redacted and the chain still be recomputed.
    form = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        permissions = [("read_log", _("Can read who did what when"))]
        indexes = [
            models.Index(fields=["about", "sequence"], name="logentry_about"),
            models.Index(
                fields=["subject", "subject_id", "sequence"], name="logentry_subject"
            ),
            models.Index(fields=["subject", "sequence"], name="logentry_kind"),
            models.Index(
                fields=["sequence"], condition=Q(is_sample=True), name="logentry_sample"
            ),
            models.Index(fields=["at", "sequence"], name="logentry_at"),
        ]

    def __str__(self):
        return f"{self.sequence} {self.verb} {self.subject}/{self.subject_id}"


class AppendOnlyQuerySet(models.QuerySet):
    def known_at(self, sequence):
        """Rows that the ledger held at that point; None is now."""
        return self if sequence is None else self.filter(sequence__lte=sequence)

    def standing(self, known_at=None):
        """Rows known at that point and not withdrawn by then."""
        withdrawals = Withdrawal.objects.known_at(known_at).filter(
            withdrawn=OuterRef("sequence")
        )
        return self.known_at(known_at).exclude(Exists(withdrawals))


class AppendOnly(models.Model):
    """A row that is added once and never changed; triggers in the database see to it.

    What is wrong is answered by a new row: `verbs.withdraw`.
    """

    #: Text that a later redaction may empty: it enters the digest as its own hash.
    free_text = ()

    #: Fields added after the table's first release, each with the value that every
    #: older row got: `{attname: value}`. A row's digest was taken of the fields it had;
    #: leaving such a field out while it has that value keeps the digests of old rows
    #: true, and still finds out whoever changes it.
    added_later = {}

    sequence = models.PositiveBigIntegerField(
        _("sequence"), unique=True, editable=False
    )
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True


class Withdrawal(AppendOnly):
    """Takes back one append-only row, named by its sequence, with a reason."""

    free_text = ("reason",)

    withdrawn = models.PositiveBigIntegerField(_("sequence withdrawn"), unique=True)
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self):
        return str(self.withdrawn)


class Redaction(AppendOnly):
    """Takes free text out of one row for good; the hash that stood for it stays.

    `field` is one of the row's `free_text`, or "payload" of the entry itself.
    """

    free_text = ("reason",)

    subject = models.CharField(_("kind of thing"), max_length=80)
    redacted = models.PositiveBigIntegerField(_("sequence redacted"))
    field = models.CharField(_("which text"), max_length=60)
    digest = models.CharField(_("hash of the text"), max_length=64)
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        constraints = [
            models.UniqueConstraint(fields=["redacted", "field"], name="redacted_once")
        ]

    def __str__(self):
        return f"{self.redacted} {self.field}"
