"""What is measured of every city, year by year."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import Precision, today

#: What its figures were said in: it stays as it is once there are any.
FIXED = ("unit_th", "unit_en", "better", "year")
MOST_DECIMALS = 4


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
    decimals = models.PositiveSmallIntegerField(
        _("decimals"), default=0, validators=[MaxValueValidator(MOST_DECIMALS)]
    )
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

    def is_used(self, on=None):
        """Whether new figures are asked for on the day."""
        return self.retired_on is None or self.retired_on > (on or today())

    def has_figures(self):
        """Whether any figure was ever said, one that was withdrawn too."""
        return self.outcomes.exists()

    @transaction.atomic
    def add(self, *, by):
        """Put a new measure behind those that are there."""
        lock()
        last = Measure.objects.aggregate(last=models.Max("position"))["last"]
        self.position = 0 if last is None else last + 1
        return verbs.create(self, by=by)

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Save the named fields; ValidationError where figures rest on one of them."""
        lock()
        if set(FIXED) & set(fields) and self.has_figures():
            words = _("Figures were said in this unit, direction and kind of year.")
            raise ValidationError(words, code="has-figures")
        return verbs.edit(self, by=by, fields=fields, base=base)
