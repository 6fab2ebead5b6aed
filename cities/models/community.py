"""What happened with and around a city: meetings, activities, declarations."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.bilingual import Bilingual
from creativecity.constraints import in_order
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision, today

from .city import City
from .event_rows import EventQuerySet, already_retired
from .source import PUBLISHED_BASES, Basis, SourceCodesField

RETIREMENT = ["retired_on", "retired_reason"]
#: How far ahead an event may be announced.
AHEAD = timedelta(days=2 * 366)


class Event(models.Model):
    """One that was wrong is retired with a reason, never deleted."""

    #: Days make sense together: who changes one has seen the others.
    judged_with = {
        "starts_on": {"precision", "ends_on"},
        "precision": {"starts_on", "ends_on"},
        "ends_on": {"starts_on", "precision"},
    }

    class Kind(models.TextChoices):
        MEETING = "meeting", _("meeting")
        ACTIVITY = "activity", _("activity")
        ANNOUNCEMENT = "announcement", _("announcement")
        PREPARATION = "preparation", _("preparation")
        DECLARATION = "declaration", _("declaration")

    class Rung(models.TextChoices):
        """How far people took part: the five rungs that Thai offices know."""

        INFORM = "inform", _("informed")
        CONSULT = "consult", _("consulted")
        INVOLVE = "involve", _("involved")
        COLLABORATE = "collaborate", _("working together")
        EMPOWER = "empower", _("deciding themselves")

    city = models.ForeignKey(
        City, models.PROTECT, related_name="events", verbose_name=_("city")
    )
    code = models.SlugField(_("code"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name_th = models.CharField(_("name in Thai"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300)
    starts_on = models.DateField(_("day"))
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    place_th = models.CharField(_("place, in Thai"), max_length=200, blank=True)
    place_en = models.CharField(_("place, in English"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    rung = models.CharField(
        _("how far people took part"), max_length=12, choices=Rung, blank=True
    )
    took_part_th = models.CharField(
        _("who took part, in Thai"), max_length=300, blank=True
    )
    took_part_en = models.CharField(
        _("who took part, in English"), max_length=300, blank=True
    )
    reach = models.PositiveIntegerField(
        _("how many people it reached"), null=True, blank=True
    )
    #: For the agencies' own reports of a fiscal year; shown to staff alone.
    spent_baht = models.PositiveBigIntegerField(
        _("money spent (baht)"), null=True, blank=True
    )
    result = models.TextField(_("what came of it"), max_length=2000, blank=True)
    next_step = models.TextField(
        _("what is to be done next"), max_length=2000, blank=True
    )
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)
    retired_on = models.DateField(
        pgettext_lazy("event", "retired on"), null=True, blank=True
    )
    retired_reason = models.TextField(
        pgettext_lazy("event", "why it was retired"), max_length=1000, blank=True
    )
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = EventQuerySet.as_manager()
    name = Bilingual()
    took_part = Bilingual()
    place = Bilingual()

    class Meta:
        ordering = ["starts_on", "code"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            in_order("starts_on", "ends_on", name="event_days"),
            models.CheckConstraint(
                condition=Q(retired_on=None, retired_reason="")
                | Q(retired_on__isnull=False) & ~Q(retired_reason=""),
                name="event_retired_reason",
                violation_error_message=_("Say why the event is retired."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:event", args=[self.code])

    def clean(self):
        settle(self, ("starts_on", "precision"))
        if self.starts_on and self.precision:  # what is missing is told by its field
            self._judge_days(today())

    def _judge_days(self, on):
        if self.day().first_day > on + AHEAD:
            words = _("The day lies more than two years ahead. Check it.")
            raise ValidationError({"starts_on": ValidationError(words, code="ahead")})
        if self.ends_on and self.precision != Precision.DAY:
            words = _("A last day goes with a first day that is known to the day.")
            raise ValidationError({"ends_on": ValidationError(words, code="inexact")})

    def day(self):
        return PartialDate(self.starts_on, Precision(self.precision))

    def has_begun(self, on=None):
        return self.day().first_day <= (on or today())

    def is_cancelled(self):
        """Whether it was retired before its day came."""
        return self.retired_on is not None and self.retired_on < self.starts_on

    def about(self):
        return self.city.key()

    @transaction.atomic
    def add(self, *, by, on=None):
        """Save it under a code of its own; the same sent twice is there once."""
        lock()
        settle(self, ("starts_on", "precision"))
        self._judge_days(on or today())
        if twin := self._twin():
            return twin
        self.code = Event.objects.next_code()
        return verbs.create(self, by=by, about=self.about())

    def _twin(self):
        names = ("kind", "name_th", "name_en", "starts_on", "precision", "ends_on")
        same = {name: getattr(self, name) for name in names}
        return self.city.events.filter(retired_on=None, **same).first()

    @transaction.atomic
    def edit(self, *, by, fields, base=None):
        """Save the named fields; with a precision its day moves too."""
        lock()
        self._judge_standing()
        self.clean()
        if {"starts_on", "precision"} & set(fields):
            fields = [*fields, "starts_on"]
        about = self.about()
        return verbs.edit(self, by=by, about=about, fields=fields, base=base)

    @transaction.atomic
    def retire(self, *, by, reason, on=None):
        """Keep it, and show it no more."""
        lock()
        self._judge_standing()
        self.retired_on, self.retired_reason = on or today(), reason
        about = self.about()
        return verbs.edit(self, by=by, verb="retire", about=about, fields=RETIREMENT)

    @transaction.atomic
    def put_back(self, *, by, reason):
        """Undo that it was retired; ValidationError where it stands, or stands anew."""
        lock()
        self.refresh_from_db()
        if self.retired_on is None:
            raise ValidationError(_("This event is not retired."), code="standing")
        if twin := self._twin():
            words = _("The same event was entered anew as %(code)s: keep that one.")
            raise ValidationError(words, code="twin", params={"code": twin.code})
        self.retired_on, self.retired_reason = None, ""
        told = {"verb": "put_back", "about": self.about(), "reason": reason}
        return verbs.edit(self, by=by, fields=RETIREMENT, **told)

    def _judge_standing(self):
        if Event.objects.filter(pk=self.pk).exclude(retired_on=None).exists():
            raise already_retired()
