"""An agency's verdict on a reading; append only, one standing verdict a reading."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .people import Agency


class VerificationQuerySet(AppendOnlyQuerySet):
    def given(self, known_at=None):
        """Standing verdicts, newest first.

        A verdict speaks of the day that its reading speaks of, however much later it
        is given: that is what lets a year be verified after it has ended. What had not
        been said by then is left out by `known_at`, never by a day.
        """
        return self.standing(known_at).order_by("-sequence")

    def by_reading(self, readings, verdict, known_at=None):
        """Reading pk to the verdict of that kind on it, for those that have one."""
        verdicts = self.given(known_at).filter(
            reading__in=[reading.pk for reading in readings], verdict=verdict
        )
        return {v.reading_id: v for v in verdicts.select_related("agency")}

    def withdrawable_by(self, user):
        """Those of the user's own agency, on readings that they may judge: whoever
        recorded one, or works for its city, has no say in what was said of it.
        """
        if not user.has_perm("cities.add_verification"):
            return self.none()
        of_agency = self.filter(agency__in=user.agencies.all())
        of_others = of_agency.exclude(reading__recorded_by=user)
        return of_others.exclude(reading__city__in=user.cities.all())


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
    effective_on = models.DateField(
        pgettext_lazy("verification", "given on"), default=today
    )

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        indexes = [
            models.Index(
                fields=["reading", "-effective_on"], name="verification_latest"
            ),
            models.Index(fields=["verdict", "reading"], name="verification_verdict"),
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

    def why_not_withdrawable(self):
        """Why nobody can take it back now; an empty text means it can be."""
        if not Verification.objects.standing().filter(pk=self.pk).exists():
            return _("This verdict was withdrawn.")
        readings = type(self.reading).objects.standing()
        if not readings.filter(pk=self.reading_id).exists():
            return _("This reading was withdrawn.")
        return ""

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take it back: its reading waits again. ValidationError where it cannot be."""
        lock()
        if not Verification.objects.withdrawable_by(by).filter(pk=self.pk).exists():
            words = _("Only the staff of the agency that gave a verdict withdraw it.")
            raise ValidationError(words, code="of-another")
        if words := self.why_not_withdrawable():
            raise ValidationError(words, code="withdrawn")
        about = self.reading.city.key()
        return verbs.withdraw(self, by=by, reason=reason, about=about)
