"""Yearly figures of a city: where it began, what it aims for, what came of it."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import PartialDate, Precision, today

from .city import City
from .evidence import Evidence
from .measure import Measure
from .source import SourceCodesField

UNSOURCED = _("Say where the figure comes from: a source, its code or evidence.")


def why_not_yet(kind, period, on):
    """Why a figure of a year cannot be said on a day; an empty text means it can."""
    if kind == Outcome.Kind.ACTUAL and period.last_day >= on:
        return _("The year had not ended on that day: its actual figure was not known.")
    return ""


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
        constraints = [
            models.CheckConstraint(
                condition=~Q(source_text="")
                | ~Q(source_codes=[])
                | Q(evidence__isnull=False),
                name="outcome_sourced",
                violation_error_message=UNSOURCED,
            )
        ]

    def __str__(self):
        return f"{self.city} {self.measure} {self.period_on}"

    def period(self):
        return PartialDate(self.period_on, Precision(self.precision))

    def says_as(self, other):
        """Whether it adds nothing to what `other` says already."""
        said = ("value", "source_text", "source_codes", "evidence_id", "note")
        is_same = all(getattr(self, name) == getattr(other, name) for name in said)
        return is_same and self.effective_on >= other.effective_on

    def place(self):
        """What was ever said of this city, measure, year and kind."""
        return Outcome.objects.filter(
            city=self.city,
            measure=self.measure,
            kind=self.kind,
            period_on=self.period_on,
        )

    @transaction.atomic
    def record(self, *, by):
        """Add the figure, in place of the one said before; returns the one that stands.

        The same said twice is there once. ValidationError for the actual of a year that
        had not ended, and for a figure without any source.
        """
        lock()
        self.precision = self.measure.year
        self.period_on = self.period().last_day
        if words := why_not_yet(self.kind, self.period(), self.effective_on):
            raise ValidationError(words, code="not-ended")
        if not (self.source_text or self.source_codes or self.evidence_id):
            raise ValidationError(UNSOURCED, code="unsourced")
        twin = self.place().latest(on=self.effective_on).first()
        if twin is not None and self.says_as(twin):
            return twin
        return verbs.add(self, by=by, verb="record", about=self.city.key())

    def is_standing(self):
        return Outcome.objects.standing().filter(pk=self.pk).exists()

    @transaction.atomic
    def withdraw(self, *, by, reason):
        """Take the figure back; what was said before it stands again."""
        lock()
        if not self.is_standing():
            raise ValidationError(_("This figure was withdrawn."), code="withdrawn")
        return verbs.withdraw(self, by=by, reason=reason, about=self.city.key())
