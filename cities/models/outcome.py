"""Yearly figures of a city: where it began, what it aims for, what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import PartialDate, Precision, today

from .city import City
from .evidence import Evidence
from .source import SourceCodesField


class Measure(models.Model):
    """What is measured, in which unit, and which way is better."""

    class Better(models.TextChoices):
        HIGHER = "higher", _("higher is better")
        LOWER = "lower", _("lower is better")

    class Year(models.TextChoices):
        CALENDAR = Precision.YEAR.value, _("calendar year")
        FISCAL = Precision.FISCAL_YEAR.value, _("fiscal year")

    code = models.SlugField(_("code"), max_length=30, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    unit_th = models.CharField(_("unit in Thai"), max_length=40)
    unit_en = models.CharField(_("unit in English"), max_length=40)
    definition_th = models.TextField(_("how it is counted, in Thai"), blank=True)
    definition_en = models.TextField(_("how it is counted, in English"), blank=True)
    better = models.CharField(
        _("direction"), max_length=6, choices=Better, default=Better.HIGHER
    )
    year = models.CharField(
        _("counted by"), max_length=12, choices=Year, default=Year.FISCAL
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    retired_on = models.DateField(_("no longer used since"), null=True, blank=True)

    name = Bilingual()
    unit = Bilingual()
    definition = Bilingual()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self):
        return self.name


class OutcomeQuerySet(AppendOnlyQuerySet):
    def latest(self, *, on=None, known_at=None):
        """Of each city, measure, year and kind the figure that stands, as known then.

        A figure said later takes the place of the earlier one.
        """
        said = self.standing(known_at).filter(effective_on__lte=on or today())
        newer = said.filter(
            city=models.OuterRef("city"),
            measure=models.OuterRef("measure"),
            kind=models.OuterRef("kind"),
            period_on=models.OuterRef("period_on"),
        ).filter(
            models.Q(effective_on__gt=models.OuterRef("effective_on"))
            | models.Q(
                effective_on=models.OuterRef("effective_on"),
                sequence__gt=models.OuterRef("sequence"),
            )
        )
        return said.exclude(models.Exists(newer))


class Outcome(AppendOnly):
    """One figure of one year; the year is kept as its last day."""

    class Kind(models.TextChoices):
        BASELINE = "baseline", _("baseline")
        TARGET = "target", _("target")
        ACTUAL = "actual", _("actual")

    free_text = ("note",)

    city = models.ForeignKey(City, models.PROTECT, related_name="outcomes")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="outcomes")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    period_on = models.DateField(_("last day of the year"))
    precision = models.CharField(_("kind of year"), max_length=12, choices=Measure.Year)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    source_text = models.CharField(_("source"), max_length=300, blank=True)
    source_codes = SourceCodesField()
    evidence = models.ForeignKey(
        Evidence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
        verbose_name=_("evidence"),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    effective_on = models.DateField(_("said on"), default=today)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["measure", "period_on", "kind"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        indexes = [
            models.Index(
                fields=["city", "measure", "kind", "period_on"], name="outcome_place"
            )
        ]

    def __str__(self):
        return f"{self.city} {self.measure} {self.period_on}"

    def period(self):
        return PartialDate(self.period_on, Precision(self.precision))

    def record(self, *, by):
        """Add the figure; it takes the place of the one said before."""
        return verbs.add(self, by=by, verb="record", about=self.city.key())
