"""Experts: named to the public with their consent alone."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .people import Agency


class ExpertQuerySet(models.QuerySet):
    def kept_by(self, user):
        """Whom this user enters and sends: the secretary all, agencies their own.

        The secretary is known by the right to change every city's reference data.
        """
        if user.has_perm("cities.change_city"):
            return self
        return self.filter(agency__staff=user)


class Expert(models.Model):
    """Named to the public only since the day of their consent; to staff always."""

    #: Fields of which the ledger says only that they changed.
    personal = ("name_th", "name_en", "speciality_th", "speciality_en")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expert",
        verbose_name=_("account"),
        help_text=_("May come later: who has none can be assigned, and signs in then."),
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name=_("sent by"),
    )
    name_th = models.CharField(_("name in Thai"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    speciality_th = models.CharField(_("speciality in Thai"), max_length=120)
    speciality_en = models.CharField(_("speciality in English"), max_length=120)
    consented_on = models.DateField(
        _("consented to be named in public on"),
        null=True,
        blank=True,
        help_text=_("Left empty, the public does not read the name."),
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ExpertQuerySet.as_manager()
    name = Bilingual()
    speciality = Bilingual()

    class Meta:
        ordering = ["name_th", "pk"]
        verbose_name = _("expert")
        verbose_name_plural = _("experts")

    def __str__(self):
        return self.name

    def is_named(self, on=None):
        """Whether the public reads the name on the day."""
        return self.consented_on is not None and self.consented_on <= (on or today())

    def clean(self):
        if self.consented_on and self.consented_on > today():
            words = _("The day lies ahead.")
            raise ValidationError(
                {"consented_on": ValidationError(words, code="ahead")}
            )

    @transaction.atomic
    def add(self, *, by):
        """Save a new expert; the same one sent twice is there once."""
        lock()
        names = (*self.personal, "agency")
        same = {name: getattr(self, name) for name in names}
        twin = Expert.objects.filter(**same).first()
        return twin or verbs.create(self, by=by, personal=self.personal)

    def edit(self, *, by, fields, base=None):
        personal = self.personal
        return verbs.edit(self, by=by, personal=personal, fields=fields, base=base)
