"""A step of a bid; three endings are kept apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.ledger.models import AppendOnly, AppendOnlyQuerySet
from creativecity.thai_calendar import PartialDate, Precision, today

from ..duties import next_monitoring_year, past_monitoring_years
from ..stages import ENDINGS
from .source import PUBLISHED_BASES, SourceCodesField


class StageQuerySet(AppendOnlyQuerySet):
    def reached(self, on, known_at=None):
        """Stages whose day, or the last day of its period, has come by `on`."""
        return self.standing(known_at).filter(effective_on__lte=on)

    def memberships(self, on, known_at=None, *, cities=None):
        """City pk to the stage that made it a member, for the members on a day.

        Of all cities, or of some.
        """
        designated = self.reached(on, known_at).filter(kind=Stage.Kind.DESIGNATED)
        if cities is not None:
            designated = designated.filter(candidacy__city__in=cities)
        stages = designated.select_related("candidacy__call")
        return {stage.candidacy.city_id: stage for stage in stages}


class Stage(AppendOnly):
    """A candidacy's step; three endings are kept apart."""

    class Kind(models.TextChoices):
        PUT_FORWARD = "put-forward", _("put forward")
        NOMINATED = "nominated", _("nominated nationally")
        NOT_NOMINATED = "not-nominated", _("not nominated nationally")
        SUBMITTED = "submitted", _("submitted")
        NOT_DESIGNATED = "not-designated", _("submitted, not designated")
        DESIGNATED = "designated", _("designated")

    candidacy = models.ForeignKey(
        "cities.Candidacy", models.PROTECT, related_name="stages"
    )
    code = models.SlugField(_("code"), max_length=12, blank=True)
    kind = models.CharField(_("stage"), max_length=16, choices=Kind)
    effective_on = models.DateField(_("on"))
    precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision
    )
    text_th = models.TextField(_("in Thai"))
    text_en = models.TextField(_("in English"))
    basis = models.CharField(_("basis"), max_length=20, choices=PUBLISHED_BASES)
    source_codes = SourceCodesField()
    note = models.TextField(_("internal note"), blank=True)

    objects = StageQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["effective_on", "sequence"]
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        indexes = [models.Index(fields=["candidacy", "effective_on"], name="stage_day")]

    def __str__(self):
        return f"{self.candidacy} {self.kind}"

    def day(self):
        return PartialDate(self.effective_on, Precision(self.precision))

    def anchor(self):
        """Its place on a page; a stage of the facts file is known by its code."""
        return self.code or f"stage-{self.sequence}"

    def is_ending(self):
        return self.kind in ENDINGS

    def next_report_year(self, on=None):
        """C.E. year of the next monitoring report that this designation asks for."""
        return next_monitoring_year(self.effective_on.year, on=on or today())

    def past_report_years(self, on=None):
        """C.E. years whose monitoring report should have gone out before `on`."""
        return past_monitoring_years(self.effective_on.year, on=on or today())
