"""The agreement: who signed what, when, for how long, and who took on which duty."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, Basis
from cities.models.source import PUBLISHED_BASES, SourceCodesField
from creativecity.bilingual import Bilingual
from creativecity.constraints import both_or_neither, in_order
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision, today

from ..term import agreement_state, term_windows


class Programme(models.Model):
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    signed_on = models.DateField(_("signed on"))
    term_years = models.PositiveSmallIntegerField(_("term in years"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    ends_precision = models.CharField(
        _("how exactly the end is known"), max_length=12, choices=Precision, blank=True
    )
    place_th = models.CharField(_("signed at, in Thai"), max_length=300, blank=True)
    place_en = models.CharField(_("signed at, in English"), max_length=300, blank=True)
    frame_th = models.TextField(_("frame in Thai"), blank=True)
    frame_en = models.TextField(_("frame in English"), blank=True)
    tracked_since = models.DateField(_("records are kept here since"))

    name = Bilingual()
    place = Bilingual()
    frame = Bilingual()

    class Meta:
        ordering = ["-signed_on"]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        permissions = [
            ("view_draft_report", _("Can see the draft of a yearly report")),
            ("use_staff_pages", _("Can use the staff pages")),
        ]
        constraints = [
            both_or_neither("ends_on", "ends_precision", name="programme_end"),
            in_order("signed_on", "ends_on", name="programme_term"),
            models.CheckConstraint(
                condition=models.Q(term_years__gte=1, term_years__lte=20),
                name="programme_years",
                violation_error_message=_("A term has 1 to 20 years."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:agreement", args=[self.slug])

    def clean(self):
        settle(self, ("ends_on", "ends_precision"))

    def key(self):
        return f"programmes.programme/{self.slug}"

    def end(self):
        return PartialDate.of(self.ends_on, self.ends_precision)

    def state(self, on=None):
        """In force, ending, ended: it follows from the dates alone (rule 3)."""
        end = self.end()
        return agreement_state(
            signed_on=self.signed_on,
            ends_on=end.last_day if end else None,
            on=on or today(),
        )

    def windows(self):
        """The years of the term, each with its first and last day."""
        return term_windows(self.signed_on, self.term_years)

    def window(self, year):
        """The window of one year of the term; None outside the term."""
        return next((w for w in self.windows() if w.year == year), None)

    def last_review_before(self, on):
        """The last day of the last window that was over by then; None in the first."""
        over = [w.last_day for w in self.windows() if w.last_day < on]
        return max(over, default=None)


class Signatory(models.Model):
    """Who signed for an agency, in the office held that day."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="signatories")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    position_th = models.CharField(_("office in Thai"), max_length=160)
    position_en = models.CharField(_("office in English"), max_length=160)
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    name = Bilingual()
    position = Bilingual()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "agency"], name="signatory_once"
            )
        ]

    def __str__(self):
        return self.name


class Commitment(models.Model):
    class Kind(models.TextChoices):
        PURPOSE = "purpose", _("purpose")
        DUTY = "duty", _("duty")
        GOAL = "goal", _("highest goal")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="commitments")
    code = models.CharField(_("code"), max_length=8)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("agency (empty: both)"),
    )
    text_th = models.TextField(_("text in Thai"))
    text_en = models.TextField(_("text in English"))
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    text = Bilingual()

    class Meta:
        ordering = ["programme", "position"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="commitment_code"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.text}"
