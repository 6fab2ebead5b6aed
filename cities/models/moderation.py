"""Whether the public may read a suggestion, and in which words; append only."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.judging import refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.ledger.overtaken import OvertakenError
from creativecity.thai_calendar import today

from .milestone_rules import judge_day
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

    def is_shown(self):
        return self.verdict == Moderation.Verdict.SHOWN

    def text_in(self, language):
        """(text, its language): the reader's own where there is one."""
        own = self.suggestion.language
        if language == own or not self.other_text:
            return self.shown_text, own
        return self.other_text, language

    @transaction.atomic
    def say(self, *, by, on=None, base=None):
        """Let the public read the suggestion, or not; in place of what was said before.

        What a withheld one would have shown is not kept. `base` is what the page of
        whoever says it was opened on (base_of).
        """
        lock()
        if not self.suggestion.is_standing():
            raise ValidationError(_("The suggestion was taken back."), code="gone")
        _judge_base(self.suggestion, base)
        judge_day(self, on)
        if self.effective_on < self.suggestion.effective_on:
            words = _("The suggestion was received after that day.")
            raise refusal("effective_on", words, "too-early")
        self._settle()
        about = self.suggestion.city.key()
        return verbs.add(self, by=by, verb=self.verdict, about=about)

    def _settle(self):
        if self.is_shown():
            self.reason = ""
            if not self.shown_text:
                words = _("Say what the public is to read.")
                raise refusal("shown_text", words, "text-missing")
        else:
            self.shown_text = self.other_text = ""
            if not self.reason:
                words = _("Say why it is not shown.")
                raise refusal("reason", words, "reason-missing")

    @transaction.atomic
    def take_back(self, *, by, reason, base=None):
        """Undo it: what was said before it counts again; `base` as with say()."""
        lock()
        if not Moderation.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("It was taken back already."), code="withdrawn")
        _judge_base(self.suggestion, base)
        about = self.suggestion.city.key()
        return verbs.withdraw(self, by=by, reason=reason, about=about)


def base_of(suggestion, newest):
    """What a page is opened on: the newest verdict that stands, else the suggestion."""
    return (newest or suggestion).sequence


def _judge_base(suggestion, base):
    """Refuse what was typed before somebody else said whether the public reads it."""
    newest = suggestion.moderations.standing().order_by("sequence").last()
    if base is not None and base != base_of(suggestion, newest):
        by = newest.recorded_by if newest else None
        raise OvertakenError(newest or suggestion, [], by, [])
