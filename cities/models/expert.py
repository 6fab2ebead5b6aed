"""Experts: named to the public with their consent alone."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual
from creativecity.judging import judge_not_ahead
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .people import Agency

RETIREMENT = ["retired_on", "retired_reason"]


class ExpertQuerySet(models.QuerySet):
    def standing(self):
        """Those in the register: all but who was retired."""
        return self.filter(retired_on=None)

    def retired(self):
        """Those entered by mistake, the latest first: for staff alone."""
        return self.exclude(retired_on=None).order_by("-retired_on", "-pk")

    def kept_by(self, user):
        """Whom this user enters and sends: the secretary all, agencies their own.

        The secretary is known by the right to change every city's reference data.
        """
        if user.has_perm("cities.change_city"):
            return self
        return self.filter(agency__staff=user)


class Expert(models.Model):
    """Named to the public only since the day of their consent; to staff always.

    One entered by mistake is retired with a reason, never deleted, and counts on no day
    any more. Who only stops is not retired: the last day of their assignment says so.
    """

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
    retired_on = models.DateField(
        pgettext_lazy("entry", "retired on"), null=True, blank=True, editable=False
    )
    retired_reason = models.TextField(
        pgettext_lazy("entry", "why it was retired"),
        max_length=1000,
        blank=True,
        editable=False,
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = ExpertQuerySet.as_manager()
    name = Bilingual()
    speciality = Bilingual()

    class Meta:
        ordering = ["name_th", "pk"]
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | Q(retired_on__isnull=False) & ~Q(retired_reason=""),
                name="expert_retired_reason",
                violation_error_message=_("Say why the expert is retired."),
            ),
        ]

    def __str__(self):
        return self.name

    def is_named(self, on=None):
        """Whether the public reads the name on the day."""
        return self.consented_on is not None and self.consented_on <= (on or today())

    def clean(self):
        if self.consented_on:
            judge_not_ahead("consented_on", self.consented_on)

    @transaction.atomic
    def add(self, *, by):
        """Save a new expert; the same one sent twice is there once.

        Who was retired is no such twin: entered again, they are a new row.
        """
        lock()
        names = (*self.personal, "agency")
        same = {name: getattr(self, name) for name in names}
        twin = Expert.objects.standing().filter(**same).first()
        return twin or verbs.create(self, by=by, personal=self.personal)

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        lock()
        self.judge_standing()
        personal = self.personal
        return verbs.edit(self, by=by, personal=personal, fields=fields, base=base)

    @transaction.atomic
    def retire(self, *, by, reason, on=None):
        """Keep one entered by mistake, and count them no more.

        Refused while an assignment stands, for the public reads of it: each is retired
        first, with its own reason. The account is free again, for the right row. The
        ledger says that there is a reason, and not which: it may speak of the person.
        """
        lock()
        self.judge_standing()
        if hindrance := self.why_not_retired():
            raise ValidationError(hindrance, code="assigned")
        self.user = None
        self.retired_on, self.retired_reason = on or today(), reason
        personal, fields = (*self.personal, "retired_reason"), ["user", *RETIREMENT]
        return verbs.edit(self, by=by, verb="retire", personal=personal, fields=fields)

    def why_not_retired(self):
        """What is to be done first; an empty text where nothing is."""
        if not self.assignments.filter(retired_on=None).exists():
            return ""
        return _(
            "This expert is sent to a city. Retire each of the assignments first. Who "
            "only stops working is not retired: enter the last day of the assignment."
        )

    def judge_standing(self):
        """Somebody else may have retired them since they were looked up."""
        if Expert.objects.retired().filter(pk=self.pk).exists():
            raise ValidationError(
                _("The entry of this expert was retired."), code="retired"
            )
