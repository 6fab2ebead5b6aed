"""“Still true”: a level that was looked at again and stands as it was; append only."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .among import Among


class ConfirmationQuerySet(AppendOnlyQuerySet):
    def newest_by_reading(self, readings, on, known_at=None):
        """Reading pk to the last day on which it was said to be true still.

        Of these readings alone: what was said of those before them counts no more.
        """
        asked = Among(reading.pk for reading in readings)
        said = self.standing(known_at).filter(reading__in=asked, effective_on__lte=on)
        days = said.order_by().values("reading").annotate(day=Max("effective_on"))
        return {row["reading"]: row["day"] for row in days}

    def withdrawable_by(self, user):
        """What a city said, any officer of it takes back."""
        if not user.has_perm("cities.add_reading"):
            return self.none()
        return self.filter(reading__city__in=user.cities.all())


class Confirmation(AppendOnly):
    """Keeps an indicator fresh without a made-up edit; its level stays as it was."""

    reading = models.ForeignKey(
        "cities.Reading", models.PROTECT, related_name="confirmations"
    )
    effective_on = models.DateField(_("still true on"), default=today)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [
            models.Index(fields=["reading", "effective_on"], name="confirmation_day")
        ]

    def __str__(self):
        return f"{self.reading_id} {self.effective_on}"

    def is_standing(self):
        return Confirmation.objects.standing().filter(pk=self.pk).exists()

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take it back; ValidationError if it is of another city, or was withdrawn."""
        lock()
        if not Confirmation.objects.withdrawable_by(by).filter(pk=self.pk).exists():
            words = _("Only an officer of the city withdraws what it confirmed.")
            raise ValidationError(words, code="of-another")
        if not self.is_standing():
            words = _("This confirmation was withdrawn.")
            raise ValidationError(words, code="withdrawn")
        about = self.reading.city.key()
        return verbs.withdraw(self, by=by, reason=reason, about=about)
