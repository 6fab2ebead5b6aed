"""Membership of the network, and the reports that it obliges a city to."""

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import Precision, today

from ..duties import YEARS_BETWEEN_REPORTS, monitoring_years, next_monitoring_year
from .forecast import Forecast
from .milestone import Milestone

REPORT_TH, REPORT_EN = "รายงานติดตามผลสมาชิกภาพ", "Membership Monitoring Report"


class Membership(models.Model):
    candidacy = models.OneToOneField(
        "cities.Candidacy", models.PROTECT, related_name="membership"
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self):
        return str(self.candidacy)

    @transaction.atomic
    def plan_reports(self, designation, *, by, on=None):
        """Make a milestone of each monitoring report up to the second one to come.

        `designation` is the stage that the years count from. UNESCO's rule names the
        year alone, so the date is known to the year; it is agreed from that day on.
        """
        lock()
        year = designation.effective_on.year
        until = next_monitoring_year(year, on=on or today()) + YEARS_BETWEEN_REPORTS
        known = set(self.milestones.values_list("code", flat=True))
        return [
            self._plan_report(report_year, designation, by)
            for report_year in monitoring_years(year, until=until)
            if f"mmr-{report_year}" not in known
        ]

    def _plan_report(self, year, designation, by):
        city, last_day = self.candidacy.city, date(year, 12, 31)
        milestone = Milestone(
            city=city,
            membership=self,
            code=f"mmr-{year}",
            position=year,
            name_th=REPORT_TH,
            name_en=REPORT_EN,
            is_key=True,
            planned_on=last_day,
            planned_precision=Precision.YEAR,
            is_sample=designation.is_sample,
        )
        verbs.create(milestone, by=by, about=city.key())
        forecast = Forecast(
            milestone=milestone,
            due_on=last_day,
            precision=Precision.YEAR,
            effective_on=designation.effective_on,
            is_sample=designation.is_sample,
        )
        forecast.add(by=by)
        return milestone
