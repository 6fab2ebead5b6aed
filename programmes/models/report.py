"""The report of a year: frozen whole, signed by its hash, sealed by the second hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import Agency
from creativecity.bilingual import Bilingual
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .review import AnnualReview


class FrozenReport(AppendOnly):
    """The values of a report as canonical JSON, and their SHA-256.

    Of one review the newest counts: freezing anew voids what was signed before.
    """

    review = models.ForeignKey(AnnualReview, models.PROTECT, related_name="frozen")
    number = models.PositiveSmallIntegerField(_("number"))
    known_at = models.PositiveBigIntegerField(_("point of the ledger"))
    values = models.TextField(_("values"))
    sha256 = models.CharField(_("hash"), max_length=64)
    effective_on = models.DateField(_("frozen on"), default=today)

    class Meta:
        ordering = ["review", "number"]
        verbose_name = _("frozen report")
        verbose_name_plural = _("frozen reports")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                name="frozen_number",
                violation_error_message=_("It was frozen anew meanwhile."),
            )
        ]

    def __str__(self):
        return f"{self.review_id} {self.number}"


class Signature(AppendOnly):
    """An agency's name under a hash, in the office held that day."""

    report = models.ForeignKey(FrozenReport, models.PROTECT, related_name="signatures")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    sha256 = models.CharField(_("hash signed"), max_length=64)
    name = models.CharField(_("name"), max_length=120)
    office_th = models.CharField(_("office, in Thai"), max_length=160)
    office_en = models.CharField(_("office, in English"), max_length=160)
    effective_on = models.DateField(_("signed on"), default=today)

    office = Bilingual()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "agency"],
                name="signature_once_an_agency",
                violation_error_message=_("This agency has signed already."),
            )
        ]

    def __str__(self):
        return f"{self.report_id} {self.agency_id}"


class SealedReportQuerySet(AppendOnlyQuerySet):
    def of(self, programme, year):
        """The sealed report on a year, with all that its page shows; None if none."""
        rows = self.filter(review__programme=programme, review__year=year)
        return (
            rows.select_related("review__programme", "report")
            .prefetch_related("report__signatures__agency", "errata")
            .first()
        )


class SealedReport(AppendOnly):
    """The frozen report that both agencies signed: one of a review, for good."""

    review = models.OneToOneField(AnnualReview, models.PROTECT, related_name="sealed")
    report = models.OneToOneField(FrozenReport, models.PROTECT, related_name="sealed")
    sha256 = models.CharField(_("hash"), max_length=64)
    effective_on = models.DateField(_("sealed on"), default=today)

    objects = SealedReportQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("sealed report")
        verbose_name_plural = _("sealed reports")

    def __str__(self):
        return f"{self.review_id} {self.sha256[:12]}"


class Erratum(AppendOnly):
    """What is wrong in a sealed report, said beside it: the report stays as it is."""

    free_text = ("text_th", "text_en")

    sealed = models.ForeignKey(SealedReport, models.PROTECT, related_name="errata")
    number = models.PositiveSmallIntegerField(_("number"))
    text_th = models.TextField(_("text in Thai"), max_length=2000)
    text_en = models.TextField(_("text in English"), max_length=2000)
    effective_on = models.DateField(_("added on"), default=today)

    text = Bilingual()

    class Meta:
        ordering = ["sealed", "number"]
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        constraints = [
            models.UniqueConstraint(fields=["sealed", "number"], name="erratum_number")
        ]

    def __str__(self):
        return f"{self.sealed_id} {self.number}"
