"""The yearly review: its meeting, the invitation to it, the word on its minutes.

Its state follows from days and rows alone: opened, invited (an `Invitation`), held
(`held_on`), minutes agreed (a `MinutesAgreement` of each agency to the minutes as they
stand), then frozen, signed and sealed (report.py).
"""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.models import Agency
from creativecity.bilingual import Bilingual
from creativecity.constraints import in_order
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.ledger.overtaken import still_meant
from creativecity.thai_calendar import today

from .agreement import Programme
from .review_rules import HELD, judge_held


class AnnualReview(models.Model):
    """The two agencies' meeting on one year of the term; its words are edited in place.

    What was agreed or frozen of it are rows that are only ever added.
    """

    class Agenda(models.TextChoices):
        FIVE = "five", _("five items")
        SIX = "six", _("six items")

    #: Fields of which the ledger says only that they changed.
    personal = ("recorder_name",)
    #: Who changes one of these has seen the other.
    judged_with = {"begins_at": ["ends_at"], "ends_at": ["begins_at"]}

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("year of the term"))
    opened_on = models.DateField(pgettext_lazy("review", "opened on"), default=today)
    agenda_form = models.CharField(
        _("order of the agenda"), max_length=4, choices=Agenda, default=Agenda.SIX
    )
    meeting_number = models.CharField(
        _("number of the meeting"), max_length=20, blank=True
    )
    meets_on = models.DateField(_("day of the meeting"), null=True, blank=True)
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place_th = models.CharField(_("place, in Thai"), max_length=300, blank=True)
    place_en = models.CharField(_("place, in English"), max_length=300, blank=True)
    chair_name = models.CharField(_("name of the chair"), max_length=120, blank=True)
    chair_office_th = models.CharField(
        _("office of the chair, in Thai"), max_length=160, blank=True
    )
    chair_office_en = models.CharField(
        _("office of the chair, in English"), max_length=160, blank=True
    )
    recorder_name = models.CharField(_("minutes taken by"), max_length=120, blank=True)
    recorder_office = models.CharField(
        _("office of who took them"), max_length=160, blank=True
    )
    held_on = models.DateField(_("held on"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    place = Bilingual()
    chair_office = Bilingual()

    class Meta:
        ordering = ["programme", "year"]
        verbose_name = _("yearly review")
        verbose_name_plural = _("yearly reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "year"],
                name="review_once_a_year",
                violation_error_message=_("The review of this year is open already."),
            ),
            in_order(
                "begins_at",
                "ends_at",
                name="review_times",
                words=_("The meeting would end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.programme.slug} {self.year}"

    def get_absolute_url(self):
        return reverse("programmes:review", args=[self.programme.slug, self.year])

    def get_staff_url(self):
        return reverse("staff:review", args=[self.programme.slug, self.year])

    def key(self):
        return f"{self.programme.key()}/{self.year}"

    def window(self):
        return self.programme.window(self.year)

    def is_sealed(self):
        reports = apps.get_model("programmes", "SealedReport").objects
        return reports.filter(review=self).exists()

    def is_agreed_to(self):
        """Whether some agency's word on the minutes stands: other words void it, the
        old ones bring it back, and the public reads what was decided by that alone.
        """
        return self.agreements.standing().exists()

    def judge_open(self):
        """ValidationError once its report is sealed: then nothing changes any more."""
        if self.is_sealed():
            words = _("The report of this year is sealed: its review stays as it is.")
            raise ValidationError(words, code="sealed")

    def _was_held(self):
        """Asked of the database: somebody may have recorded it since a page opened."""
        return AnnualReview.objects.filter(pk=self.pk, held_on__isnull=False).exists()

    @transaction.atomic
    def change(self, *, by, fields, base=None, verb="edit"):
        """Save the named fields; OvertakenError where somebody changed them since.

        Of a meeting that was held, the day it was held follows the day that it meets.
        """
        lock()
        self.judge_open()
        fields = still_meant(self, fields=fields, base=base)
        if not HELD.keys().isdisjoint(fields) and self._was_held():
            judge_held(self, fields)
            if "meets_on" in fields:
                self.held_on = self.meets_on
                fields = [*fields, "held_on"]
        return verbs.edit(
            self,
            by=by,
            verb=verb,
            about=self.key(),
            personal=self.personal,
            fields=fields,
        )


class Invitation(AppendOnly):
    """The pack as it was sent: frozen values, as known at a point of the ledger."""

    review = models.ForeignKey(AnnualReview, models.PROTECT, related_name="invitations")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    known_at = models.PositiveBigIntegerField(_("point of the ledger"))
    values = models.TextField(_("values"))
    sha256 = models.CharField(_("hash"), max_length=64)
    effective_on = models.DateField(_("sent on"), default=today)

    class Meta:
        ordering = ["review", "number"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="invitation_number"
            )
        ]

    def __str__(self):
        return f"{self.review_id} {self.number}"


class MinutesAgreement(AppendOnly):
    """One agency's word that the minutes of this very wording are right.

    It stands as long as the minutes have this hash: changed words ask for a new one.
    """

    review = models.ForeignKey(AnnualReview, models.PROTECT, related_name="agreements")
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    sha256 = models.CharField(_("hash of the minutes"), max_length=64)
    effective_on = models.DateField(_("agreed on"), default=today)

    class Meta:
        ordering = ["review", "sequence"]
        verbose_name = _("agreement to the minutes")
        verbose_name_plural = _("agreements to the minutes")

    def __str__(self):
        return f"{self.review_id} {self.agency_id}"
