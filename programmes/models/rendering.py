"""The files of reports: asked for, made by a task, kept while they are true."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .agreement import Programme
from .report import FrozenReport

#: The longest report took a minute (benchmarks/annual_report.py); ten mean that nobody
#: is at it any more.
PATIENCE = timedelta(minutes=10)


class Rendering(models.Model):
    """One file of a report, being made or made: of a frozen report, or of a draft.

    Like a person's draft it is no word of anybody's, so the ledger knows nothing of it.
    """

    class State(models.TextChoices):
        """What has become of it; the value is also a hook in CSS."""

        QUEUED = "queued", _("waiting for its turn")
        RUNNING = "running", _("being made")
        DONE = "done", _("ready")
        FAILED = "failed", _("could not be made")
        STALLED = "stalled", _("broke off")

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    known_at = models.PositiveBigIntegerField()
    report = models.ForeignKey(
        FrozenReport, models.PROTECT, null=True, blank=True, related_name="renderings"
    )
    format = models.CharField(_("format"), max_length=4, choices=Format)
    language = models.CharField(max_length=2)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    #: The newest signature, seal or erratum that is in the file; 0: there was none.
    last_word = models.PositiveBigIntegerField(null=True, blank=True)
    file = models.FileField(upload_to="renderings/", max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "language"],
                condition=models.Q(report__isnull=False),
                name="rendering_of_frozen",
            ),
            models.UniqueConstraint(
                fields=["programme", "year", "known_at", "format", "language"],
                condition=models.Q(report=None),
                name="rendering_of_draft",
            ),
        ]

    def __str__(self):
        return f"{self.programme_id} {self.year} {self.format} {self.language}"

    def state(self, at=None, patience=PATIENCE):
        """Where it stands at a moment: a row that says nothing for too long broke off,
        be it that its worker was killed or that none runs.
        """
        if self.made_at:
            return self.State.DONE
        if self.failed_at:
            return self.State.FAILED
        waited = (at or timezone.now()) - (self.started_at or self.asked_at)
        if waited > patience:
            return self.State.STALLED
        return self.State.RUNNING if self.started_at else self.State.QUEUED

    def is_under_way(self, at=None, patience=PATIENCE):
        return self.state(at, patience) in {self.State.QUEUED, self.State.RUNNING}

    def file_name(self):
        """What the file is called where somebody saves it."""
        edition = "" if self.report_id else "-draft"
        name = f"{self.programme.slug}-{self.year}{edition}-{self.language}"
        return f"{name}.{self.format}"


class MadeFile(models.Model):
    """The hash of a file that was made of a frozen report: no copy of it is kept.

    By it a copy is known again after another file, with a later signature or erratum in
    it, has taken that one's place.
    """

    report = models.ForeignKey(
        FrozenReport,
        models.PROTECT,
        related_name="made_files",
        verbose_name=_("report"),
    )
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        ordering = ["report", "made_at"]
        verbose_name = _("file once made")
        verbose_name_plural = _("files once made")
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="made_file_once")
        ]

    def __str__(self):
        return f"{self.report_id} {self.sha256[:12]}"
