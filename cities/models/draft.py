"""What somebody has typed and not yet recorded: theirs alone, and no ledger row."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DraftQuerySet(models.QuerySet):
    def of(self, user, about):
        """Key to draft, for what `user` has typed about one thing."""
        return {draft.key: draft for draft in self.filter(user=user, about=about)}

    def in_grid(self, user, progress):
        """Code to draft, for the indicators that a city is asked about now."""
        drafts = self.of(user, progress.city.key())
        codes = [cell.indicator.code for cell in progress.cells]
        return {code: drafts[code] for code in codes if code in drafts}

    def seen_since(self, moment, about):
        """Drafts of anybody about one thing that were kept after a moment."""
        rows = self.filter(about=about, saved_at__gte=moment)
        return rows.select_related("user").order_by("user")

    def keep(self, user, about, key, values):
        """Remember what was typed last; the one row a user and key have."""
        return self.keep_all(user, about, {key: values})[key]

    def keep_all(self, user, about, typed):
        """As `keep`, of several keys in one statement: key to values, and to draft."""
        now = timezone.now()
        drafts = [
            self.model(user=user, about=about, key=key, values=values, saved_at=now)
            for key, values in sorted(typed.items())  # two at once wait in one order
        ]
        self.bulk_create(
            drafts,
            update_conflicts=True,
            unique_fields=["user", "about", "key"],
            update_fields=["values", "saved_at"],
        )
        return {draft.key: draft for draft in drafts}

    @transaction.atomic(savepoint=False)
    def discard(self, user, about, keys):
        rows = self.filter(user=user, about=about, key__in=keys)
        if len(keys) > 1:  # as in `keep_all`: two at once wait in one order
            list(rows.order_by("key").select_for_update().values_list("pk"))
        rows.delete()


class Draft(models.Model):
    """Values as they were typed, understood or not: a draft may be anything.

    The one table that is written beside the ledger's verbs (with sessions): nobody but
    its owner ever sees what it holds.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts"
    )
    about = models.CharField(_("about"), max_length=120)
    key = models.CharField(_("which part"), max_length=40)
    values = models.JSONField(_("as typed"))
    saved_at = models.DateTimeField(_("saved at"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "about", "key"], name="draft_once")
        ]

    def __str__(self):
        return f"{self.about} {self.key}"
