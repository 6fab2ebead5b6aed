"""Experts, and the cities to which they are sent: the days decide what they see."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.constraints import in_order
from creativecity.thai_calendar import today

from .people import Agency


class Expert(models.Model):
    """Named to the public only since the day of their consent; to staff always."""

    #: Fields of which the ledger says only that they changed.
    personal = ("name_th", "name_en", "speciality_th", "speciality_en")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expert",
        verbose_name=_("account"),
        help_text=_("May come later: who has none can be assigned, and signs in then."),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name=_("sent by"),
    )
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    speciality_th = models.CharField(_("speciality in Thai"), max_length=120)
    speciality_en = models.CharField(_("speciality in English"), max_length=120)
    consented_on = models.DateField(
        _("consented to be named in public on"),
        null=True,
        blank=True,
        help_text=_("Left empty, the public does not read the name."),
    )

    name = Bilingual()
    speciality = Bilingual()

    class Meta:
        ordering = ["name_th", "pk"]
        verbose_name = _("expert")
        verbose_name_plural = _("experts")

    def __str__(self):
        return self.name


class AssignmentQuerySet(models.QuerySet):
    def running(self, on=None):
        """Those that hold the day, first and last day included."""
        on = on or today()
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on
        )

    def held_by(self, user, on=None):
        """What this account's expert is assigned to on the day."""
        return self.running(on).filter(expert__user=user)


class Assignment(models.Model):
    expert = models.ForeignKey(
        Expert,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("expert"),
    )
    city = models.ForeignKey(
        "cities.City",
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("city"),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Left empty, the assignment runs on."),
    )
    note = models.TextField(_("internal note"), blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = _("assignment of an expert")
        verbose_name_plural = _("assignments of experts")
        constraints = [
            in_order(
                "starts_on",
                "ends_on",
                name="assignment_days",
                words=_("The assignment would end before it begins."),
            )
        ]

    def __str__(self):
        return f"{self.expert}, {self.city}"

    def key(self):
        return self.city.key()
