"""What a bid was told, and what it lacked: kept, and carried into the next one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import PartialDate, Precision, today

from .candidacy import Candidacy
from .source import SourceCodesField


class Feedback(AppendOnly):
    """What a body said of a bid; shown to the public only where it is published."""

    free_text = ("text_th", "text_en")

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="feedback")
    said_by = models.CharField(_("said by"), max_length=200)
    text_th = models.TextField(_("in Thai"), max_length=4000)
    text_en = models.TextField(_("in English"), max_length=4000, blank=True)
    effective_on = models.DateField(_("said on"), default=today)
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=12,
        choices=Precision,
        default=Precision.DAY,
    )
    is_public = models.BooleanField(_("the public may read it"), default=False)
    source_codes = SourceCodesField()

    text = Bilingual()

    class Meta:
        ordering = ["effective_on", "sequence"]
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")

    def __str__(self):
        return f"{self.candidacy_id} {self.said_by}"

    def day(self):
        return PartialDate(self.effective_on, Precision(self.precision))


class Gap(models.Model):
    """What a bid lacked; `carried_from` is the same gap in an earlier one."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="gaps")
    text_th = models.CharField(_("gap in Thai"), max_length=300)
    text_en = models.CharField(_("gap in English"), max_length=300, blank=True)
    indicator_code = models.CharField(_("indicator"), max_length=12, blank=True)
    found_on = models.DateField(_("found on"), default=today)
    carried_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("carried from"),
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_how = models.TextField(_("how it was closed"), max_length=1000, blank=True)
    is_public = models.BooleanField(_("the public may read it"), default=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    text = Bilingual()

    class Meta:
        ordering = ["candidacy", "found_on", "pk"]
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_how="")
                | Q(closed_on__isnull=False) & ~Q(closed_how=""),
                name="gap_closed_how",
                violation_error_message=_("Say how the gap was closed."),
            ),
            models.UniqueConstraint(
                fields=["candidacy", "carried_from"],
                name="gap_carried_once",
                violation_error_message=_("This gap was carried over already."),
            ),
        ]

    def __str__(self):
        return self.text

    def is_open(self, on=None):
        return self.closed_on is None or self.closed_on > (on or today())

    def carry(self, candidacy, *, by, on=None):
        """The same gap in a later candidacy; once carried, the one that is there."""
        if twin := candidacy.gaps.filter(carried_from=self).first():
            return twin
        carried = Gap(
            candidacy=candidacy,
            text_th=self.text_th,
            text_en=self.text_en,
            indicator_code=self.indicator_code,
            found_on=on or today(),
            carried_from=self,
            is_public=self.is_public,
            is_sample=self.is_sample,
        )
        about = candidacy.city.key()
        return verbs.create(carried, by=by, verb="carry", about=about)
