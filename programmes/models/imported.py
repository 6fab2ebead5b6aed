"""A file of rows that was taken in: what it did, so that it can be taken back whole."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import LogEntry

#: What the ledger says of an import only that it is there: it tells each row itself.
UNCOPIED = ("effects",)
WITHDRAWAL = ["withdrawn_at", "withdrawn_by", "withdrawn_reason", "effects"]


def thing_of(effect):
    """What an effect was done to, as the ledger's entries name it."""
    return effect["subject"], str(effect["id"])


class ImportQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def with_effects(self):
        """Those of which it is still kept what each row did."""
        return self.exclude(effects=[])

    def of_file(self, kind, sha256):
        """The newest standing import of this very file, or None."""
        return self.standing().filter(kind=kind, sha256=sha256).first()

    def take_in(self, *, by, **values):
        """Put on record what a file did; the caller did it in the same transaction."""
        row = self.model(taken_in_at=timezone.now(), taken_in_by=by, **values)
        return verbs.create(row, by=by, is_public=False, personal=UNCOPIED)


class Import(models.Model):
    """What a file changed, row by row; the file itself is not kept.

    `effects` is a list, in the order of the rows, of `{"row": number in the file,
    "verb": "added" or "changed", "subject": label of the model, "id": its pk,
    "before": {field: value}, "after": {field: value}}`.
    """

    class Kind(models.TextChoices):
        ARTICLES = "articles", _("news and knowledge")
        EVENTS = "events", _("events")
        EXPERTS = "experts", _("experts")
        MILESTONES = "milestones", _("milestones")
        OUTCOMES = "outcomes", _("outcomes")
        PARTNERS = "partners", _("partners")
        READINGS = "readings", _("readings")

    kind = models.CharField(_("what it brings"), max_length=12, choices=Kind)
    file_name = models.CharField(_("name of the file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    is_whole = models.BooleanField(_("all its rows were good"))
    added = models.PositiveIntegerField(_("rows added"))
    changed = models.PositiveIntegerField(_("rows changed"))
    unchanged = models.PositiveIntegerField(_("rows as on record"))
    refused = models.PositiveIntegerField(_("rows with a mistake"))
    effects = models.JSONField(_("what each row did"), default=list, blank=True)
    taken_in_at = models.DateTimeField(_("taken in at"))
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_reason = models.TextField(
        _("why it was withdrawn"), max_length=1000, blank=True
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_in_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
                name="import_withdrawn_reason",
                violation_error_message=_("Say why the import is withdrawn."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.file_name}"

    def get_absolute_url(self):
        return reverse("staff:import", args=[self.pk])

    def is_emptied(self):
        """Whether what it did is kept no more row by row, its time being over."""
        return not self.effects and self.added + self.changed > 0

    @transaction.atomic
    def empty(self):
        """Forget what each row did: it can be taken back no more, the counts stay."""
        lock()
        self.effects = []
        return verbs.edit(
            self,
            by=None,
            verb="empty",
            is_public=False,
            personal=UNCOPIED,
            fields=["effects"],
        )

    def left(self):
        """The effects that were left as they are when it was withdrawn."""
        return [effect for effect in self.effects if effect.get("left")]

    @transaction.atomic
    def withdraw(self, *, by, reason, undo):
        """Take back whatever it did, all in one transaction.

        `undo(effects, since)` takes them back: for each, in their order, "" or why it
        was left, which is kept with it. `since` maps `thing_of(effect)` to the fields
        of that thing that were changed after.
        """
        lock()
        stored = Import.objects.get(pk=self.pk)
        if stored.withdrawn_at:
            words = _("The import was withdrawn already.")
            raise ValidationError(words, code="withdrawn")
        if stored.is_emptied():
            words = _("What it did is kept no more: it can be withdrawn no more.")
            raise ValidationError(words, code="emptied")
        left = undo(stored.effects, stored.changed_since())
        for effect, why in zip(stored.effects, left, strict=True):
            effect["left"] = why
        self.effects, self.withdrawn_by = stored.effects, by
        self.withdrawn_at, self.withdrawn_reason = timezone.now(), reason
        return verbs.edit(
            self,
            by=by,
            verb="withdraw",
            is_public=False,
            personal=UNCOPIED,
            fields=WITHDRAWAL,
        )

    def changed_since(self):
        """(model, key) to the names of fields that were changed after the import."""
        own = LogEntry.objects.filter(
            subject=self._meta.label_lower, subject_id=str(self.pk), verb="create"
        ).get()
        found = {}
        later = LogEntry.objects.filter(
            sequence__gt=own.sequence,
            subject__in={effect["subject"] for effect in self.effects},
        )
        for entry in later.order_by("sequence"):
            told = {*entry.payload.get("after", {}), *entry.payload.get("personal", ())}
            key = entry.subject, entry.subject_id
            found[key] = found.get(key, set()) | (told or {entry.verb})
        return found
