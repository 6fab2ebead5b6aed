"""Cities to which experts are sent: the days decide what they see."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual
from creativecity.constraints import in_order
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import today

from .expert import RETIREMENT, Expert


def why_too_many_days(days, starts_on, ends_on):
    """Why so many days cannot have been given; an empty text means they can.

    One that runs on has no last day yet, and so no bound.
    """
    if days is None or ends_on is None or days <= (ends_on - starts_on).days + 1:
        return ""
    return _("That is more days than from the first to the last. Check them.")


class AssignmentQuerySet(models.QuerySet):
    def standing(self):
        """All but the retired: those count on no day, and open nothing."""
        return self.filter(retired_on=None)

    def retired(self):
        """Those entered by mistake, the latest first: for staff alone."""
        return self.exclude(retired_on=None).order_by("-retired_on", "-pk")

    def running(self, on=None):
        """Those that stand and hold the day, first and last day included."""
        on = on or today()
        return self.standing().filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on
        )

    def held_by(self, user, on=None):
        """What this account's expert is assigned to on the day."""
        return self.running(on).filter(expert__user=user)


class Assignment(models.Model):
    """One entered by mistake is retired with a reason, never deleted."""

    #: Who changes one of these has seen the others.
    judged_with = {
        "starts_on": {"ends_on", "days"},
        "ends_on": {"starts_on", "days"},
        "days": {"starts_on", "ends_on"},
    }

    expert = models.ForeignKey(
        Expert,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("expert"),
    )
    city = models.ForeignKey(
        "cities.City",
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("city"),
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Left empty, the assignment runs on."),
    )
    #: The gaps it was meant to close: codes, since a new rubric keeps them.
    indicator_codes = models.JSONField(
        _("for which indicators"), default=list, blank=True
    )
    days = models.DecimalField(
        _("days given"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5"))],
    )
    result_th = models.TextField(
        _("what came of it, in Thai"), max_length=2000, blank=True
    )
    result_en = models.TextField(
        _("what came of it, in English"), max_length=2000, blank=True
    )
    note = models.TextField(_("internal note"), blank=True)
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

    result = Bilingual()
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        verbose_name = _("assignment of an expert")
        verbose_name_plural = _("assignments of experts")
        constraints = [
            in_order(
                "starts_on",
                "ends_on",
                name="assignment_days",
                words=_("The assignment would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | Q(retired_on__isnull=False) & ~Q(retired_reason=""),
                name="assignment_retired_reason",
                violation_error_message=_("Say why the assignment is retired."),
            ),
        ]

    def __str__(self):
        return f"{self.expert}, {self.city}"

    def key(self):
        return self.city.key()

    def is_running(self, on=None):
        on = on or today()
        has_begun = self.retired_on is None and self.starts_on <= on
        return has_begun and (self.ends_on is None or self.ends_on >= on)

    def clean(self):
        if self.starts_on is None:
            return  # what is missing is told by its field
        if self.ends_on is not None and self.ends_on < self.starts_on:
            return  # told by the constraint
        if words := why_too_many_days(self.days, self.starts_on, self.ends_on):
            raise ValidationError({"days": ValidationError(words, code="too-many")})

    @transaction.atomic
    def add(self, *, by):
        """Send the expert; the same one sent to a city twice on a day is there once.

        One that was retired is no such twin: entered again, it is a new row.
        """
        lock()
        self.expert.judge_standing()
        self.clean()
        same = {"city": self.city, "starts_on": self.starts_on, "ends_on": self.ends_on}
        twin = self.expert.assignments.standing().filter(**same).first()
        return twin or verbs.create(self, by=by, about=self.key())

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        lock()
        self._judge_standing()
        self.clean()
        return verbs.edit(self, by=by, about=self.key(), fields=fields, base=base)

    @transaction.atomic
    def retire(self, *, by, reason, on=None):
        """Keep it, and count it no more: the expert sees the city no longer by it."""
        lock()
        self._judge_standing()
        self.retired_on, self.retired_reason = on or today(), reason
        about = self.key()
        return verbs.edit(self, by=by, verb="retire", about=about, fields=RETIREMENT)

    def _judge_standing(self):
        """Somebody else may have retired it since it was looked up."""
        if Assignment.objects.retired().filter(pk=self.pk).exists():
            raise ValidationError(_("The assignment was retired."), code="retired")
