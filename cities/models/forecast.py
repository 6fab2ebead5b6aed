"""The dates said of a milestone: the baseline, every re-dating, and what was asked."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.judging import refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import PartialDate, Precision, today

from .completion import Retirement
from .milestone import Milestone
from .milestone_rules import is_later


class MoveReason(models.TextChoices):
    """Why a date moves: a code, so that it can be counted; a note says the rest."""

    DOCUMENTS = "documents", _("documents or data not ready")
    DECISION = "decision", _("waiting for another body's decision")
    PEOPLE = "people", _("people or responsibility changed")
    BUDGET = "budget", _("budget or procurement")
    SCOPE = "scope", _("the work changed")
    EVENT = "event", _("disaster, epidemic or other outside event")
    CALL = "call", _("UNESCO changed its dates")
    READY = "ready", _("ready earlier than planned")
    CORRECTION = "correction", _("correction of a date entered wrongly")
    OTHER = "other", _("other reason, in the note")


#: Reasons that can be given for one direction alone.
ONLY_EARLIER = {MoveReason.READY}
ONLY_LATER = {
    MoveReason.DOCUMENTS,
    MoveReason.DECISION,
    MoveReason.BUDGET,
    MoveReason.EVENT,
}


class DatedRow(AppendOnly):
    """A date said of a milestone, with a coded reason and a note."""

    free_text = ("note",)

    due_on = models.DateField(_("new date"))
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=12,
        choices=Precision,
        default=Precision.DAY,
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    effective_on = models.DateField(_("said on"), default=today)

    class Meta:
        abstract = True

    def due(self):
        return PartialDate(self.due_on, Precision(self.precision))

    def judge_note(self):
        """A reason that is none of those listed is said in the note."""
        if self.reason == MoveReason.OTHER and not self.note.strip():
            words = _("Say the reason in the note.")
            raise refusal("note", words, "note-missing")

    def check_direction(self, standing):
        """ValidationError if the reason does not fit where the date moves."""
        is_moved_on = is_later(self.due(), standing)
        if self.reason in (ONLY_EARLIER if is_moved_on else ONLY_LATER):
            words = _("This reason is one for a later date.")
            if is_moved_on:
                words = _("This reason is one for an earlier date.")
            raise refusal("reason", words, "wrong-direction")


class Forecast(DatedRow):
    """The baseline (number 0) or a re-dating; `decision` is what allowed it."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="forecasts")
    number = models.PositiveSmallIntegerField(_("number"), default=0, editable=False)
    reason = models.CharField(
        _("reason"), max_length=12, choices=MoveReason, blank=True
    )
    decision = models.CharField(_("decision"), max_length=60, blank=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("re-dating")
        verbose_name_plural = _("re-datings")
        indexes = [
            models.Index(fields=["milestone", "effective_on"], name="forecast_day")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "number"],
                name="forecast_number",
                violation_error_message=_("The baseline is set already."),
            ),
            models.CheckConstraint(
                condition=Q(number=0, reason="") | Q(number__gt=0) & ~Q(reason=""),
                name="forecast_reason",
                violation_error_message=_("Say why the date is moved."),
            ),
        ]

    def __str__(self):
        return f"{self.milestone_id} {self.due_on}"

    def is_baseline(self):
        return self.number == 0

    def is_decided(self):
        return bool(self.decision)

    def add(self, *, by):
        """Add it as the milestone's next date; the caller judged that it may move."""
        self.number = self.milestone.forecasts.count()
        verb = "reforecast" if self.number else "set_baseline"
        about = self.milestone.city.key()
        return verbs.add(self, by=by, verb=verb, about=about)


class RequestQuerySet(AppendOnlyQuerySet):
    def open(self):
        """Those that nobody has decided on, of milestones that are still waited for."""
        retired = Retirement.objects.standing().values("milestone")
        return self.standing().filter(ruling=None).exclude(milestone__in=retired)


class ReforecastRequest(DatedRow):
    """A later date asked for a key milestone: it stands once a decision approves it."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="requests")
    reason = models.CharField(_("reason"), max_length=12, choices=MoveReason)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("request for a later date")
        verbose_name_plural = _("requests for a later date")

    def __str__(self):
        return f"{self.milestone_id} {self.due_on}"

    def is_decided(self):
        return Ruling.objects.filter(request=self).exists()

    def days_waiting(self, on=None):
        return ((on or today()) - self.effective_on).days

    def why_not_decidable_by(self, user):
        """Why this user may not enter its decision; an empty text means they may."""
        if self.recorded_by_id == user.pk:
            return _("Nobody enters the decision on what they asked for themselves.")
        if self.is_decided():
            return _("It was decided on already.")
        if not ReforecastRequest.objects.standing().filter(pk=self.pk).exists():
            return _("The request was taken back.")
        if self.milestone.track().retirement():
            return _("The milestone was retired: nobody waits for its date.")
        return ""

    def why_not_decided_on(self, day):
        """Why it cannot have been decided on that day; an empty text means it can."""
        if day < self.effective_on:
            return _("The date was asked for after that day.")
        completion = self.milestone.track().completion()
        if completion and completion.effective_on < day:
            return _("The milestone had been completed by that day.")
        return ""

    @transaction.atomic
    def approve(self, *, by, decision, note="", on=None):
        """Let the date asked for stand; `decision` is its number, "mou-2563 3/2569"."""
        self._rule(Ruling.Verdict.APPROVED, by, decision, note, on)
        forecast = Forecast(
            milestone=self.milestone,
            due_on=self.due_on,
            precision=self.precision,
            reason=self.reason,
            note=self.note,
            effective_on=on or today(),
            decision=decision,
            is_sample=self.is_sample,
        )
        return forecast.add(by=by)

    @transaction.atomic
    def refuse(self, *, by, decision, note, on=None):
        """Keep the date that stands; the asker's reason and this one both stay."""
        if not note.strip():
            words = _("Say why it is refused.")
            raise refusal("note", words, "reason-missing")
        return self._rule(Ruling.Verdict.REFUSED, by, decision, note, on)

    def _rule(self, verdict, by, decision, note, on):
        lock()
        if reason := self.why_not_decidable_by(by):
            raise ValidationError(reason, code="may-not-decide")
        on = on or today()
        if reason := self.why_not_decided_on(on):
            raise refusal("effective_on", reason, "wrong-day")
        ruling = Ruling(
            request=self,
            verdict=verdict,
            decision=decision,
            note=note,
            effective_on=on,
            is_sample=self.is_sample,
        )
        about = self.milestone.city.key()
        return verbs.add(ruling, by=by, verb=verdict.value, about=about)


class Ruling(AppendOnly):
    """What a decision says of a request; its number is text, for it lies above."""

    free_text = ("note",)

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    request = models.OneToOneField(
        ReforecastRequest, models.PROTECT, related_name="ruling"
    )
    verdict = models.CharField(_("ruling"), max_length=8, choices=Verdict)
    decision = models.CharField(_("decision"), max_length=60)
    note = models.TextField(_("reason"), max_length=2000, blank=True)
    effective_on = models.DateField(_("decided on"), default=today)

    class Meta:
        verbose_name = _("ruling on a request")
        verbose_name_plural = _("rulings on requests")

    def __str__(self):
        return f"{self.request_id} {self.verdict}"

    @property
    def is_refusal(self):
        return self.verdict == self.Verdict.REFUSED
