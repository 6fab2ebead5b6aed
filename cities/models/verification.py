"""An agency's verdict on a reading; append only, one standing verdict a reading."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .people import Agency


class VerificationQuerySet(AppendOnlyQuerySet):
    def given(self, on, known_at=None):
        return (
            self.standing(known_at)
            .filter(effective_on__lte=on)
            .order_by("-effective_on", "-sequence")
        )

    def by_reading(self, readings, verdict, on, known_at=None):
        """Reading pk to the verdict of that kind on it, for those that have one."""
        verdicts = self.given(on, known_at).filter(
            reading__in=[reading.pk for reading in readings], verdict=verdict
        )
        return {v.reading_id: v for v in verdicts.select_related("agency")}


class Verification(AppendOnly):
    class Verdict(models.TextChoices):
        VERIFIED = "verified", _("verified")
        RETURNED = "returned", _("returned for correction")

    free_text = ("reason",)

    reading = models.ForeignKey(
        "cities.Reading", models.PROTECT, related_name="verifications"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="verifications")
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    effective_on = models.DateField(_("on"), default=today)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        indexes = [
            models.Index(
                fields=["reading", "-effective_on"], name="verification_latest"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(reason=""),
                name="verification_return_reason",
                violation_error_message=_("Say what should be corrected."),
            )
        ]

    def __str__(self):
        return f"{self.reading_id} {self.verdict}"
