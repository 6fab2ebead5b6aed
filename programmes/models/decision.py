"""What the two agencies decided together: numbered, append only, and it acts."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import ReforecastRequest
from creativecity.bilingual import Bilingual
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import FiscalYear, today

from .agreement import Programme


class Decision(AppendOnly):
    """Numbered per agreement and Buddhist year: "3/2569"."""

    class Kind(models.TextChoices):
        CIRCULATION = "circulation", _("by circulation")

    free_text = ("text_th", "text_en")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)]
    )
    year = models.PositiveSmallIntegerField(_("year (B.E.)"))
    kind = models.CharField(_("taken"), max_length=12, choices=Kind)
    text_th = models.TextField(_("text in Thai"), max_length=4000)
    text_en = models.TextField(_("text in English"), max_length=4000)
    effective_on = models.DateField(_("decided on"), default=today)

    text = Bilingual()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year", "number"],
                name="decision_number",
                violation_error_message=_("A decision has this number already."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    year__gte=FiscalYear.FIRST, year__lte=FiscalYear.LAST
                ),
                name="decision_year",
                violation_error_message=_("Give the year in the Buddhist era."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"

    def reference(self):
        """Its number with its agreement, as the rows that it acts on carry it."""
        return f"{self.programme.slug} {self}"


class Effect(AppendOnly):
    """What a decision did: the request of a later date that it approved or refused."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="effects")
    request = models.OneToOneField(
        ReforecastRequest, models.PROTECT, related_name="effect"
    )

    class Meta:
        verbose_name = _("effect of a decision")
        verbose_name_plural = _("effects of decisions")

    def __str__(self):
        return f"{self.decision_id} {self.request_id}"
