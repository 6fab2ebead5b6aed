"""What a decision made of a target: another day, other words."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision, today

from .decision import Decision
from .target import Target


class TargetChange(AppendOnly):
    """What a decision made of a target; what it said before stays on record."""

    free_text = ("words_th", "words_en")

    target = models.ForeignKey(Target, models.PROTECT, related_name="changes")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="target_changes"
    )
    due_on = models.DateField(_("due"))
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision
    )
    words_th = models.TextField(_("new words, in Thai"), max_length=1000)
    words_en = models.TextField(_("new words, in English"), max_length=1000)
    effective_on = models.DateField(_("changed on"), default=today)

    words = Bilingual()

    class Meta:
        ordering = ["target", "effective_on", "sequence"]
        verbose_name = _("change of a target")
        verbose_name_plural = _("changes of targets")

    def __str__(self):
        return f"{self.target_id} {self.due_on}"

    def due(self):
        return PartialDate(self.due_on, Precision(self.precision))

    def clean(self):
        settle(self, ("due_on", "precision"))

    @transaction.atomic
    def add(self, *, by):
        """Change the target from the day of the decision on.

        ValidationError with the reason where that cannot be; nothing is written then.
        """
        lock()
        self.clean()
        self._judge()
        return verbs.add(self, by=by, verb="change_target", about=self.target.about())

    def _judge(self):
        target, programme = self.target, self.target.programme
        if self.decision.programme_id != programme.pk:
            raise ValidationError(_("The decision is one of another agreement."))
        standing = programme.targets.filter(pk=target.pk).as_of(self.effective_on)
        if not standing or self.effective_on < programme.signed_on:
            raise ValidationError(_("Nothing was promised of this city by that day."))
        later = target.changes.standing().filter(effective_on__gt=self.effective_on)
        if later.exists():
            raise ValidationError(_("The target was changed again after that day."))
        [now] = standing
        if (now.due(), now.words_th) == (self.due(), self.words_th):
            raise ValidationError(_("That is what the target says already."))
