"""Whoever helps a city: the signing agencies and DASTA's designated areas."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual
from creativecity.constraints import both_or_neither
from creativecity.partial_days import settle
from creativecity.thai_calendar import Precision

from .source import SourceCodesField


class Agency(models.Model):
    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    short_th = models.CharField(_("short name in Thai"), max_length=20)
    short_en = models.CharField(_("short name in English"), max_length=20)
    website = models.URLField(_("website"), blank=True)
    staff = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="agencies",
        verbose_name=_("staff"),
    )

    name = Bilingual()
    short = Bilingual()

    class Meta:
        ordering = ["code"]
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")

    def __str__(self):
        return self.short

    def key(self):
        return f"cities.agency/{self.code}"


class Area(models.Model):
    #: Who changes one of these has seen the other.
    judged_with = {
        "designated_on": ["designated_precision"],
        "designated_precision": ["designated_on"],
    }

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    office_th = models.CharField(
        pgettext_lazy("area", "office in Thai"), max_length=200, blank=True
    )
    office_en = models.CharField(
        pgettext_lazy("area", "office in English"), max_length=200, blank=True
    )
    designated_on = models.DateField(_("designated on"), null=True, blank=True)
    designated_precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision, blank=True
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()
    office = Bilingual()

    class Meta:
        ordering = ["code"]
        verbose_name = _("designated area")
        verbose_name_plural = _("designated areas")
        constraints = [
            both_or_neither("designated_on", "designated_precision", name="area_day")
        ]

    def __str__(self):
        return self.name

    def clean(self):
        settle(self, ("designated_on", "designated_precision"))
