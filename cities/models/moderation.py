"""Whether the public may read a suggestion, and in which words; append only."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import today

from .suggestion import Suggestion


class Moderation(AppendOnly):
    """The newest that stands counts; without one nobody outside reads the text.

    `shown_text` is what the public reads: the suggestion's own words, with what would
    tell of a person taken out; `other_text` the same in the other language, by us.
    """

    class Verdict(models.TextChoices):
        SHOWN = "shown", _("may be shown")
        WITHHELD = "withheld", _("is not shown")

    free_text = ("shown_text", "other_text", "reason")

    suggestion = models.ForeignKey(
        Suggestion, models.PROTECT, related_name="moderations"
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    shown_text = models.TextField(
        _("what the public reads"), max_length=4000, blank=True
    )
    other_text = models.TextField(
        _("the same in the other language"), max_length=4000, blank=True
    )
    reason = models.TextField(_("why it is not shown"), max_length=1000, blank=True)
    effective_on = models.DateField(_("looked at on"), default=today)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("moderation of a suggestion")
        verbose_name_plural = _("moderations of suggestions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="shown") | ~Q(shown_text="") & Q(reason=""),
                name="moderation_shown_text",
                violation_error_message=_("Say what the public is to read."),
            ),
            models.CheckConstraint(
                condition=~Q(verdict="withheld") | ~Q(reason=""),
                name="moderation_reason",
                violation_error_message=_("Say why it is not shown."),
            ),
        ]

    def __str__(self):
        return f"{self.suggestion_id} {self.verdict}"
