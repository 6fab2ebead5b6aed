"""A numbered change of the agreement: longer term, added city or changed clause."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from cities.models import City
from creativecity.bilingual import Bilingual
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet, Withdrawal
from creativecity.thai_calendar import PartialDate, Precision, today

from ..term import Extension
from .agreement import Programme
from .commitment import Commitment
from .decision import Decision
from .paper import Paper


class AmendmentQuerySet(AppendOnlyQuerySet):
    def next_number(self):
        """The first number after those that stand: one taken back is given again."""
        return (self.standing().aggregate(last=Max("number"))["last"] or 0) + 1

    def with_withdrawal(self):
        """Each with `withdrawn`: where the ledger has its withdrawal, or None."""
        withdrawals = Withdrawal.objects.filter(withdrawn=OuterRef("sequence"))
        return self.annotate(withdrawn=Subquery(withdrawals.values("sequence")[:1]))

    def with_all(self):
        """With what a list of them names: what each changed and what it rests on."""
        named = ("decision__programme", "paper__programme", "city", "commitment")
        return self.with_withdrawal().select_related(*named, "recorded_by")

    def extensions(self):
        """Those of the term alone, also those taken back."""
        return self.with_withdrawal().filter(kind=self.model.Kind.EXTENSION)


class Amendment(AppendOnly):
    class Kind(models.TextChoices):
        EXTENSION = "extension", _("longer term")
        CITY = "city", _("added city")
        CLAUSE = "clause", _("changed clause")

    free_text = ("text_th", "text_en")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)]
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    text_th = models.TextField(_("text in Thai"), max_length=4000)
    text_en = models.TextField(_("text in English"), max_length=4000)
    effective_on = models.DateField(_("signed on"), default=today)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("decision"),
    )
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("signed file"),
    )
    #: Of a longer term its new end; of an added city the day of its target.
    due_on = models.DateField(_("until"), null=True, blank=True)
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision, blank=True
    )
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("city"),
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        verbose_name=_("clause"),
    )
    #: Of a changed clause its words until then.
    was_th = models.TextField(_("words until then, in Thai"), blank=True)
    was_en = models.TextField(_("words until then, in English"), blank=True)

    objects = AmendmentQuerySet.as_manager()
    text = Bilingual()
    was = Bilingual()

    class Meta:
        ordering = ["programme", "number"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="extension", city=None, commitment=None)
                & Q(due_on__isnull=False)
                | Q(kind="city", city__isnull=False, commitment=None)
                & Q(due_on__isnull=False)
                | Q(kind="clause", city=None, commitment__isnull=False)
                & Q(due_on__isnull=True),
                name="amendment_kind",
                violation_error_message=_("Give what this kind of amendment changes."),
            ),
        ]

    def __str__(self):
        return str(self.number)

    def due(self):
        return PartialDate.of(self.due_on, self.precision)

    def extension(self):
        """A longer term as the rule of the term takes it (term.py)."""
        return Extension(self.effective_on, self.due(), self.sequence, self.withdrawn)

    def is_standing(self):
        return not Withdrawal.objects.filter(withdrawn=self.sequence).exists()
