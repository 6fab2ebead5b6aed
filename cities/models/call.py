"""UNESCO's calls for applications, every two years; what is unknown stays empty."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.constraints import both_or_neither, in_order
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision


class CreativeField(models.TextChoices):
    CRAFTS = "crafts-folk-art", _("Crafts and Folk Art")
    DESIGN = "design", _("Design")
    FILM = "film", _("Film")
    GASTRONOMY = "gastronomy", _("Gastronomy")
    LITERATURE = "literature", _("Literature")
    MEDIA_ARTS = "media-arts", _("Media Arts")
    MUSIC = "music", _("Music")
    ARCHITECTURE = "architecture", _("Architecture")


class Call(models.Model):
    year = models.PositiveSmallIntegerField(_("year (C.E.)"), unique=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    opened_precision = models.CharField(
        _("how exactly the opening is known"),
        max_length=12,
        choices=Precision,
        blank=True,
    )
    deadline_on = models.DateField(_("deadline"), null=True, blank=True)
    deadline_precision = models.CharField(
        _("how exactly the deadline is known"),
        max_length=12,
        choices=Precision,
        blank=True,
    )
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    announced_precision = models.CharField(
        _("how exactly the announcement is known"),
        max_length=12,
        choices=Precision,
        blank=True,
    )
    new_cities = models.PositiveSmallIntegerField(
        _("new member cities"), null=True, blank=True
    )
    total_after = models.PositiveSmallIntegerField(
        _("members after the call"), null=True, blank=True
    )
    field_count = models.PositiveSmallIntegerField(
        _("creative fields open"), null=True, blank=True
    )

    class Meta:
        ordering = ["year"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            both_or_neither("opened_on", "opened_precision", name="call_opened"),
            both_or_neither("deadline_on", "deadline_precision", name="call_deadline"),
            both_or_neither(
                "announced_on", "announced_precision", name="call_announced"
            ),
            in_order("opened_on", "deadline_on", name="call_opens_before_deadline"),
            in_order("deadline_on", "announced_on", name="call_deadline_before_result"),
        ]

    def __str__(self):
        return str(self.year)

    def clean(self):
        settle(
            self,
            ("opened_on", "opened_precision"),
            ("deadline_on", "deadline_precision"),
            ("announced_on", "announced_precision"),
        )

    def key(self):
        return f"cities.call/{self.year}"

    def deadline(self):
        return PartialDate.of(self.deadline_on, self.deadline_precision)

    def opened(self):
        return PartialDate.of(self.opened_on, self.opened_precision)

    def announced(self):
        return PartialDate.of(self.announced_on, self.announced_precision)
