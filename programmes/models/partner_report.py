"""What a partner says of its own part; staff read it, agencies may cite it."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cities.models import City
from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import today

from .commitment import Commitment
from .paper import Paper
from .partner import Partner


class PartnerReportQuerySet(AppendOnlyQuerySet):
    def told_by(self, user):
        """Those of the bodies for which this account reports."""
        return self.filter(partner__in=Partner.objects.reporting_for(user))

    def visible_to(self, user):
        """All to overseers; to an officer what is about their city or its partners."""
        if user.has_perm("cities.view_reading"):
            return self
        partners = Partner.objects.visible_to(user)
        return self.filter(
            models.Q(city__in=City.objects.editable_by(user))
            | models.Q(city=None, partner__in=partners)
        )


class PartnerReport(AppendOnly):
    """What was done, by the body itself; nothing of it is public."""

    free_text = ("text_th", "text_en")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="reports")
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partner_reports",
        verbose_name=_("city"),
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partner_reports",
        verbose_name=_("part of which duty"),
    )
    text_th = models.TextField(_("what was done, in Thai"), max_length=4000)
    text_en = models.TextField(
        _("what was done, in English"), max_length=4000, blank=True
    )
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partner_reports",
        verbose_name=_("paper"),
    )
    effective_on = models.DateField(_("as of"), default=today)

    objects = PartnerReportQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("report of a partner")
        verbose_name_plural = _("reports of partners")

    def __str__(self):
        return f"{self.partner_id} {self.effective_on}"

    @transaction.atomic
    def add(self, *, by):
        """Add the report; the same said twice is there once."""
        lock()
        if twin := self._twin():
            return twin
        about = self.partner.key()
        return verbs.add(self, by=by, about=about, is_public=False)

    def _twin(self):
        said = ("city", "commitment", "text_th", "text_en", "paper", "effective_on")
        same = {name: getattr(self, name) for name in said}
        return self.partner.reports.standing().filter(**same).first()

    @transaction.atomic
    def withdraw(self, *, by, reason):
        lock()
        if not PartnerReport.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("It was withdrawn already."), code="withdrawn")
        about = self.partner.key()
        return verbs.withdraw(self, by=by, reason=reason, about=about, is_public=False)
