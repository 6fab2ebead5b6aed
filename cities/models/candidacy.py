"""A city's bid in one call, the stages it reached, and what it plans to do."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.thai_calendar import Precision

from ..stages import why_not_reachable
from .call import Call, CreativeField
from .city import City
from .membership import Membership
from .milestone import Milestone
from .plan import add_own, agree, to_agree_seen
from .stage import Stage


class CandidacyQuerySet(models.QuerySet):
    def published(self, on=None, known_at=None):
        """Those with a stage on record, or a milestone whose first date is agreed.

        One that is merely being prepared is the staff's alone.
        """
        stages = Stage.objects.standing(known_at)
        milestones = Milestone.objects.published(on, known_at)
        return self.filter(
            Q(pk__in=stages.values("candidacy"))
            | Q(pk__in=milestones.exclude(candidacy=None).values("candidacy"))
        )


class Candidacy(models.Model):
    city = models.ForeignKey(City, models.PROTECT, related_name="candidacies")
    call = models.ForeignKey(Call, models.PROTECT, related_name="candidacies")
    field = models.CharField(
        _("creative field"), max_length=20, choices=CreativeField, blank=True
    )

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        ordering = ["call__year"]
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "call"],
                name="candidacy_once",
                violation_error_message=_("This city already stands in this call."),
            )
        ]

    def __str__(self):
        return f"{self.city} {self.call}"

    def about(self):
        return self.city.key()

    @transaction.atomic
    def add(self, *, by):
        """Add the bid; where the city stands in the call already, the one there."""
        lock()
        if twin := Candidacy.objects.filter(city=self.city, call=self.call).first():
            return twin
        return verbs.create(self, by=by, about=self.about())

    def edit(self, *, by, fields, base=None):
        return verbs.edit(self, by=by, about=self.about(), fields=fields, base=base)

    def get_staff_url(self):
        return reverse("staff:cities:candidacy", args=[self.city.slug, self.call.year])

    def why_not_reachable(self, kind, day=None):
        """Why it cannot have reached a stage, as recorded now (cities/stages.py)."""
        return why_not_reachable(self.stages.standing(), kind, day)

    @transaction.atomic
    def reach(self, stage, *, by):
        """Add a stage; designation brings the membership, and its reports, with it.

        ValidationError with the reason where the stages on record rule it out.
        """
        lock()
        if reason := self.why_not_reachable(stage.kind, stage.day()):
            raise ValidationError({"kind": reason}, code="unreachable")
        stage.candidacy = self
        verbs.add(stage, by=by, verb="reach", about=self.about())
        if stage.kind == Stage.Kind.DESIGNATED:
            if not hasattr(self, "membership"):
                membership = Membership(candidacy=self)
                verbs.create(membership, by=by, about=self.about())
            self.membership.plan_reports(stage, by=by)
        return stage

    @transaction.atomic
    def withdraw_stage(self, stage, *, by, reason):
        """Take a stage back; with a designation go the steps of its membership."""
        lock()
        if not self.stages.standing().filter(pk=stage.pk).exists():
            raise ValidationError(_("It was withdrawn already."), code="withdrawn")
        verbs.withdraw(stage, by=by, reason=reason, about=self.about())
        if stage.kind == Stage.Kind.DESIGNATED and hasattr(self, "membership"):
            self.membership.retire_steps(by=by, reason=reason)

    @transaction.atomic
    def plan(self, *, by):
        """Make a milestone of each step of the call's template that has none yet.

        A step's day follows from the call's; it stays empty while that is unknown.
        """
        lock()
        known = set(self.milestones.values_list("code", flat=True))
        steps = self.call.steps.select_related("call").exclude(code__in=known)
        about = self.about()
        return [
            verbs.create(self._milestone(step), by=by, about=about, is_public=False)
            for step in steps
        ]

    def _milestone(self, step):
        day = step.planned()
        return Milestone(
            city=self.city,
            candidacy=self,
            code=step.code,
            position=step.position,
            name_th=step.name_th,
            name_en=step.name_en,
            is_key=step.is_key,
            done_by=step.done_by,
            planned_on=day,
            planned_precision=Precision.DAY if day else "",
        )

    def set_baselines(self, *, by, on=None, seen=None):
        return agree(self.milestones, by=by, on=on, seen=seen)

    def to_agree_seen(self):
        return to_agree_seen(self.milestones)

    def add_milestone(self, milestone, *, by):
        """Add a step of the city's own to the plan."""
        milestone.city, milestone.candidacy = self.city, self
        return add_own(self.milestones, milestone, by=by)
