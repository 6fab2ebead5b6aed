"""How a milestone ends, and what somebody thinks of it until then; append only."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import PartialDate, Precision, today

from .evidence import Evidence
from .milestone import Milestone
from .source import SourceCodesField


class Completion(AppendOnly):
    """The day a milestone was done, with evidence of it."""

    free_text = ("note",)

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="completions")
    effective_on = models.DateField(_("done on"), default=today)
    precision = models.CharField(
        _("how exactly the day is known"),
        max_length=12,
        choices=Precision,
        default=Precision.DAY,
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    source_codes = SourceCodesField()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("completion")
        verbose_name_plural = _("completions")

    def __str__(self):
        return f"{self.milestone_id} {self.effective_on}"

    def day(self):
        return PartialDate(self.effective_on, Precision(self.precision))

    def is_decided(self):
        return False


class CompletionEvidence(AppendOnly):
    completion = models.ForeignKey(
        Completion, models.PROTECT, related_name="evidence_links"
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, related_name="completion_links"
    )

    class Meta:
        verbose_name = _("evidence of a completion")
        verbose_name_plural = _("evidence of completions")

    def __str__(self):
        return f"{self.completion_id} {self.evidence_id}"


class Retirement(AppendOnly):
    """Why nobody waits for a milestone any more."""

    free_text = ("reason",)

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="retirements")
    reason = models.TextField(_("why it is retired"), max_length=1000)
    effective_on = models.DateField(
        pgettext_lazy("milestone", "retired on"), default=today
    )

    class Meta:
        verbose_name = _("retirement")
        verbose_name_plural = _("retirements")

    def __str__(self):
        return f"{self.milestone_id} {self.effective_on}"

    def is_decided(self):
        return False


class StatedView(AppendOnly):
    """What a person thinks of a milestone, beside what is computed; it expires."""

    free_text = ("reason",)

    class View(models.TextChoices):
        SECURE = "secure", _("secure")
        ON_TRACK = "on-track", _("on track")
        AT_RISK = "at-risk", _("at risk")
        BLOCKED = "blocked", _("cannot go on without help")

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="views")
    view = models.CharField(_("view"), max_length=8, choices=View)
    reason = models.TextField(_("why"), max_length=1000)
    expires_on = models.DateField(_("holds until"))
    effective_on = models.DateField(_("stated on"), default=today)

    class Meta:
        verbose_name = _("stated view")
        verbose_name_plural = _("stated views")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("effective_on")),
                name="view_expires_later",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self):
        return f"{self.milestone_id} {self.view}"

    def says_as(self, other):
        said = (self.view, self.reason, self.expires_on)
        return said == (other.view, other.reason, other.expires_on)

    def is_decided(self):
        return False
