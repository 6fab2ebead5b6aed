"""What happened with and around a city: meetings, activities, declarations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.constraints import in_order
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision

from .city import City
from .source import PUBLISHED_BASES, Basis, SourceCodesField


class Event(models.Model):
    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        ACTIVITY = "activity", _("activity")
        ANNOUNCEMENT = "announcement", _("announcement")
        PREPARATION = "preparation", _("preparation")
        DECLARATION = "declaration", _("declaration")

    city = models.ForeignKey(
        City, models.PROTECT, related_name="events", verbose_name=_("city")
    )
    code = models.SlugField(_("code"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    starts_on = models.DateField(_("day"))
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()

    class Meta:
        ordering = ["starts_on", "code"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [in_order("starts_on", "ends_on", name="event_days")]

    def __str__(self):
        return self.name

    def clean(self):
        settle(self, ("starts_on", "precision"))

    def day(self):
        return PartialDate(self.starts_on, Precision(self.precision))
