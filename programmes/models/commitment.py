"""What an agency, or both, took on with the agreement, and what is said of it."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cities.models import Agency, Basis
from cities.models.source import PUBLISHED_BASES, SourceCodesField
from creativecity.bilingual import Bilingual
from creativecity.judging import judge_not_ahead
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

from .agreement import Programme
from .commitment_rows import CommitmentQuerySet
from .key_rules import (
    judge_covered,
    judge_proofs,
    judge_reporter,
    judge_seen,
)


class Commitment(models.Model):
    class Kind(models.TextChoices):
        PURPOSE = "purpose", _("purpose")
        DUTY = "duty", _("duty")
        GOAL = "goal", _("highest goal")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="commitments")
    code = models.CharField(_("code"), max_length=8)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("agency (empty: both)"),
    )
    text_th = models.TextField(_("text in Thai"))
    text_en = models.TextField(_("text in English"))
    basis = models.CharField(
        _("basis"), max_length=20, choices=PUBLISHED_BASES, default=Basis.SOURCE
    )
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    objects = CommitmentQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["programme", "position"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="commitment_code"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.text}"

    def keys(self, on=None, known_at=None):
        """How it stands as of a day, with the rows that say so (commitment_rows.py)."""
        found = Commitment.objects.filter(pk=self.pk).standings(on, known_at)
        return found.get(self.pk)

    def about(self):
        return self.programme.key()

    @transaction.atomic
    def report(self, report, *, by, papers=(), evidence=(), base=None, on=None):
        """Say how far it is; ValidationError in words where `by` cannot say so.

        `base` is what the page that it was typed on had shown (`Standing.seen`): with
        it, who was faster is told (code "overtaken"). Sent twice it is said once.
        """
        lock()
        keys = self.keys(on)
        judge_reporter(report, self, keys, by)
        report.commitment = self
        judge_not_ahead("effective_on", report.effective_on, on)
        judge_covered(report)
        proofs = judge_proofs(self.programme, papers, evidence)
        if (twin := keys.report()) and twin.says_as(report, proofs, by):
            return twin
        judge_seen(keys, base)
        about = self.about()
        verbs.add(report, by=by, verb="report", about=about)
        for proof in proofs:
            row = report.proofs.model(
                report=report, is_sample=report.is_sample, **proof
            )
            verbs.add(row, by=by, about=about)
        return report
