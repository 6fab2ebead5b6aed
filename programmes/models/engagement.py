"""The log of coordination with partners: who of us, how, about what."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, City
from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import FiscalYear, today

from .paper import Paper
from .partner import Partner


class EngagementQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """All to overseers; to an officer what is about their city or its partners."""
        if user.has_perm("cities.view_reading"):
            return self
        partners = Partner.objects.visible_to(user)
        return self.filter(
            models.Q(city__in=City.objects.editable_by(user))
            | models.Q(city=None, partner__in=partners)
        )

    def withdrawable_by(self, user):
        """The secretary takes back any, everybody else what they wrote themselves."""
        if user.has_perm("programmes.change_partner"):
            return self
        return self.visible_to(user).filter(recorded_by=user)

    def of_year(self, year: FiscalYear):
        return self.filter(effective_on__range=(year.starts_on, year.ends_on))


class Engagement(AppendOnly):
    """One step of coordination with a partner; the public reads how many there were."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        VISIT = "visit", _("visit")
        LETTER = "letter", _("letter")
        CALL = "call", _("call or message")
        AGREEMENT = "agreement", _("agreement signed")

    free_text = ("text_th", "text_en")

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="engagements")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("agency (empty: both)"),
    )
    city = models.ForeignKey(
        City,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("city"),
    )
    kind = models.CharField(_("how"), max_length=12, choices=Kind)
    text_th = models.TextField(_("what came of it, in Thai"), max_length=2000)
    text_en = models.TextField(
        _("what came of it, in English"), max_length=2000, blank=True
    )
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("paper"),
    )
    effective_on = models.DateField(_("day"), default=today)

    objects = EngagementQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("coordination with a partner")
        verbose_name_plural = _("coordination with partners")

    def __str__(self):
        return f"{self.partner_id} {self.kind} {self.effective_on}"

    @transaction.atomic
    def add(self, *, by):
        """Add the step; the same said twice is there once."""
        lock()
        if twin := self._twin():
            return twin
        return verbs.add(self, by=by, about=self.partner.key())

    def _twin(self):
        said = ("agency", "city", "kind", "text_th", "text_en", "paper", "effective_on")
        same = {name: getattr(self, name) for name in said}
        return self.partner.engagements.standing().filter(**same).first()

    @transaction.atomic
    def withdraw(self, *, by, reason):
        lock()
        if not Engagement.objects.standing().filter(pk=self.pk).exists():
            raise ValidationError(_("It was withdrawn already."), code="withdrawn")
        return verbs.withdraw(self, by=by, reason=reason, about=self.partner.key())
