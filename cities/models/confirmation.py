"""“Still true”: a level that was looked at again and stands as it was; append only."""

from django.db import models
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

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
