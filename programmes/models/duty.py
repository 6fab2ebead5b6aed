"""Two keys: what one agency says of a duty, and what the other says to it."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.models import Agency, Evidence
from creativecity.bilingual import Bilingual
from creativecity.constraints import exactly_one
from creativecity.judging import judge_not_ahead
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import today

from .commitment import Commitment
from .key_rules import judge_answer, judge_newest, judge_seen, take_back
from .paper import Paper


class CommitmentReport(AppendOnly):
    """How far a duty is, in the words of an agency that owes it.

    The cities and activities that it covers are codes in the row, so that its digest
    covers them.
    """

    class Progress(models.TextChoices):
        NOT_BEGUN = "not-begun", _("not begun")
        UNDER_WAY = "under-way", _("under way")
        FULFILLED = "fulfilled", _("fulfilled")

    free_text = ("text_th", "text_en")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="reports")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="commitment_reports",
        verbose_name=_("reported by"),
    )
    progress = models.CharField(_("how far"), max_length=10, choices=Progress)
    text_th = models.TextField(_("what was done, in Thai"), max_length=4000)
    text_en = models.TextField(_("what was done, in English"), max_length=4000)
    city_slugs = models.JSONField(_("cities"), default=list, blank=True)
    event_codes = models.JSONField(_("activities"), default=list, blank=True)
    effective_on = models.DateField(_("as of"), default=today)

    text = Bilingual()

    class Meta:
        ordering = ["-effective_on", "-sequence"]
        verbose_name = _("report on a duty")
        verbose_name_plural = _("reports on duties")
        indexes = [
            models.Index(
                fields=["commitment", "effective_on"], name="commitmentreport_day"
            )
        ]

    def __str__(self):
        return f"{self.commitment_id} {self.progress}"

    def about(self):
        return self.commitment.programme.key()

    def is_answered(self):
        """Whether the other agency said something to it that stands."""
        return self.verdicts.standing().exists()

    def says_as(self, other, proofs, by):
        """Whether this one, not answered yet, is what `by` sends a second time."""
        words = ("agency_id", "progress", "text_th", "text_en", "city_slugs")
        words += ("event_codes", "effective_on")
        said = [getattr(self, name) for name in words]
        is_same = said == [getattr(other, name) for name in words]
        if not is_same or self.recorded_by_id != by.pk or self.is_answered():
            return False
        own = {(row.paper_id, row.evidence_id) for row in self.proofs.all()}
        return own == {
            tuple(
                getattr(proof.get(name), "pk", None) for name in ("paper", "evidence")
            )
            for proof in proofs
        }

    @transaction.atomic
    def answer(self, verdict, *, by, base=None, on=None):
        """Turn the second key: confirm this report, or dispute it with a reason.

        `verdict.agency` is set here: the party that `by` speaks for. `base` is as that
        of `Commitment.report`; sent twice it is said once.
        """
        lock()
        keys = self.commitment.keys(on)
        judge_newest(self, keys)
        verdict.report = self
        if (twin := keys.verdict()) and twin.says_as(verdict, by):
            return twin
        judge_seen(keys, base)
        judge_answer(verdict, keys, by)
        judge_not_ahead("effective_on", verdict.effective_on, on)
        return verbs.add(verdict, by=by, verb=verdict.verdict, about=self.about())

    def withdraw(self, *, by, reason):
        """Take it back, while nobody answered it; its agency alone may."""
        return take_back(self, by=by, reason=reason)


class ReportProof(AppendOnly):
    """What stands behind a report: a paper of the agreement, or evidence of a city."""

    report = models.ForeignKey(CommitmentReport, models.PROTECT, related_name="proofs")
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="proves"
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="proves_duties"
    )

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("proof of a report")
        verbose_name_plural = _("proofs of reports")
        constraints = [
            exactly_one(
                "paper",
                "evidence",
                name="proof_of_one_kind",
                words=_("A proof is a paper or a piece of evidence."),
            )
        ]

    def __str__(self):
        return f"{self.report_id} {self.paper_id or self.evidence_id}"

    def thing(self):
        return self.paper or self.evidence

    def is_public(self):
        """Whether the public may read what it names."""
        if self.paper:
            return self.paper.is_public
        return self.evidence.is_public()


class CommitmentVerdict(AppendOnly):
    """The second key: the other agency confirms a report, or disputes it."""

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("confirmed")
        DISPUTED = "disputed", _("disputed")

    free_text = ("reason_th", "reason_en")

    report = models.ForeignKey(
        CommitmentReport, models.PROTECT, related_name="verdicts"
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("duty", "said by"),
    )
    verdict = models.CharField(
        pgettext_lazy("duty", "verdict"), max_length=10, choices=Verdict
    )
    reason_th = models.TextField(_("reason, in Thai"), max_length=2000, blank=True)
    reason_en = models.TextField(_("reason, in English"), max_length=2000, blank=True)
    effective_on = models.DateField(_("said on"), default=today)

    reason = Bilingual()

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("verdict on a duty")
        verbose_name_plural = _("verdicts on duties")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="confirmed") | ~Q(reason_th=""),
                name="dispute_reason",
                violation_error_message=_("Say why it is disputed."),
            )
        ]

    def __str__(self):
        return f"{self.report_id} {self.verdict}"

    def about(self):
        return self.report.about()

    def is_answered(self):
        """A verdict is the last word: nothing answers it."""
        return False

    def says_as(self, other, by):
        """Whether this is what `by` sends a second time."""
        words = ("verdict", "reason_th", "reason_en")
        said = [getattr(self, name) for name in words]
        is_same = said == [getattr(other, name) for name in words]
        return is_same and self.recorded_by_id == by.pk

    def withdraw(self, *, by, reason):
        """Take it back; what the agency had said to the report before stands again."""
        return take_back(self, by=by, reason=reason)
