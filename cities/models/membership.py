"""Membership of the network, and the reports that it obliges a city to."""

from datetime import date

from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import Withdrawal
from creativecity.thai_calendar import Precision, today

from ..duties import (
    REPORT_CODE,
    YEARS_BETWEEN_REPORTS,
    monitoring_years,
    next_monitoring_year,
)
from .completion import Retirement
from .forecast import Forecast
from .milestone import Milestone
from .plan import add_own, agree, to_agree_seen
from .stage import Stage

RESTORED = "เมืองได้รับการประกาศใหม่ (the city was designated anew)"
REPORT_TH, REPORT_EN = "รายงานติดตามการเป็นสมาชิก", "Membership Monitoring Report"


def code_of(year):
    """The code of the milestone of a year's report (C.E.)."""
    return f"{REPORT_CODE}{year}"


class MembershipQuerySet(models.QuerySet):
    def of(self, city):
        """The membership of a city that is a member; None of another."""
        designated = Stage.objects.standing().filter(kind=Stage.Kind.DESIGNATED)
        rows = self.filter(
            candidacy__city=city, candidacy__in=designated.values("candidacy")
        )
        return rows.select_related("candidacy__city").last()


class Membership(models.Model):
    candidacy = models.OneToOneField(
        "cities.Candidacy", models.PROTECT, related_name="membership"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self):
        return str(self.candidacy)

    @property
    def city(self):
        return self.candidacy.city

    @transaction.atomic
    def plan_reports(self, designation, *, by, on=None):
        """Make a milestone of each monitoring report up to the second one to come.

        `designation` is the stage that the years count from. UNESCO's rule names the
        year alone, so the date is known to the year; it is agreed from that day on.
        """
        lock()
        year = designation.effective_on.year
        until = next_monitoring_year(year, on=on or today()) + YEARS_BETWEEN_REPORTS
        years = monitoring_years(year, until=until)
        self._restore_steps(designation, years, by)
        known = set(self.milestones.values_list("code", flat=True))
        return [
            self._plan_report(report_year, designation, by)
            for report_year in years
            if code_of(report_year) not in known
        ]

    @transaction.atomic
    def retire_steps(self, *, by, reason):
        """Nobody waits for what is not done, reports or steps of the city's own: the
        designation is gone.
        """
        lock()
        tracks = Milestone.objects.tracks(self.milestones.all(), today())
        for milestone in self.milestones.all():
            track = tracks[milestone.pk]
            if not track.completion() and not track.retirement():
                milestone.retire(Retirement(reason=reason), by=by)

    def set_baselines(self, *, by, on=None, seen=None):
        return agree(self.milestones, by=by, on=on, seen=seen)

    def to_agree_seen(self):
        return to_agree_seen(self.milestones)

    def add_milestone(self, milestone, *, by):
        """Add a step of the city's own, beside the reports."""
        milestone.city, milestone.membership = self.city, self
        return add_own(self.milestones, milestone, by=by)

    def _restore_steps(self, designation, years, by):
        """Wait again for what `retire_steps` retired; of reports for those due again.

        Those retirements stand in the ledger between the withdrawal of the designation
        before and this one; what was retired for a reason of its own does not.
        """
        earlier = self.candidacy.stages.filter(
            kind=designation.kind, sequence__lt=designation.sequence
        )
        withdrawals = Withdrawal.objects.filter(
            withdrawn__in=earlier.values("sequence")
        )
        withdrawn = withdrawals.aggregate(last=Max("sequence"))["last"]
        if withdrawn is None:
            return
        is_report = Q(code__startswith=REPORT_CODE)
        steps = self.milestones.filter(Q(code__in=map(code_of, years)) | ~is_report)
        retired = Retirement.objects.standing().filter(
            milestone__in=steps,
            sequence__range=(withdrawn, designation.sequence),
        )
        for row in retired.select_related("milestone__city"):
            row.milestone.take_back(row, by=by, reason=RESTORED)

    def _plan_report(self, year, designation, by):
        city, last_day = self.candidacy.city, date(year, 12, 31)
        milestone = Milestone(
            city=city,
            membership=self,
            code=code_of(year),
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
