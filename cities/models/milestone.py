"""A dated step of a candidacy or a membership: what was promised of it, what came."""

from uuid import uuid4

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creativecity.bilingual import Bilingual
from creativecity.constraints import both_or_neither
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.partial_days import settle
from creativecity.thai_calendar import PartialDate, Precision, today

from ..duties import REPORT_CODE
from .call import TemplateStep
from .city import City
from .milestone_rows import MilestoneQuerySet
from .milestone_rules import (
    judge_asked,
    judge_at_once,
    judge_completion,
    judge_date,
    judge_day,
    judge_plan,
    judge_planned,
    judge_proof,
    judge_running,
    judge_take_back,
    judge_view,
    waits_for_decision,
)

PLANNED = ("planned_on", "planned_precision")


class Milestone(models.Model):
    """Its name and plan are prose; every date agreed or moved is a row of its own.

    Until its first date is agreed (`set_baseline`) it is a plan, which staff alone see
    and may change; from then on it is re-dated, completed or retired, never changed.
    """

    judged_with = dict.fromkeys(PLANNED, PLANNED)

    city = models.ForeignKey(City, models.PROTECT, related_name="milestones")
    candidacy = models.ForeignKey(
        "cities.Candidacy",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
    )
    membership = models.ForeignKey(
        "cities.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
    )
    code = models.SlugField(_("code"), max_length=30)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    is_key = models.BooleanField(
        _("key"),
        default=False,
        help_text=_("A later date of a key step waits for a decision."),
    )
    done_by = models.CharField(
        _("done by the stage"), max_length=12, choices=TemplateStep.DoneBy, blank=True
    )
    planned_on = models.DateField(_("planned on"), null=True, blank=True)
    planned_precision = models.CharField(
        _("how exactly the day is known"), max_length=12, choices=Precision, blank=True
    )
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = MilestoneQuerySet.as_manager()
    name = Bilingual()

    class Meta:
        ordering = ["candidacy", "membership", "position", "code"]
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        permissions = [("set_baseline", "Can set the baseline of milestones")]
        constraints = [
            models.CheckConstraint(
                condition=Q(candidacy__isnull=False, membership=None)
                | Q(candidacy=None, membership__isnull=False),
                name="milestone_of_one",
                violation_error_message=_(
                    "A milestone belongs to a candidacy or to a membership."
                ),
            ),
            both_or_neither("planned_on", "planned_precision", name="milestone_plan"),
            models.UniqueConstraint(
                fields=["candidacy", "code"],
                name="milestone_of_candidacy",
                violation_error_message=_("This plan has that code already."),
            ),
            models.UniqueConstraint(
                fields=["membership", "code"],
                name="milestone_of_membership",
                violation_error_message=_("This plan has that code already."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        settle(self, PLANNED)

    def is_report(self):
        """Whether it is a monitoring report, which membership obliges to."""
        return self.membership_id is not None and self.code.startswith(REPORT_CODE)

    def planned(self):
        return PartialDate.of(self.planned_on, self.planned_precision)

    def track(self, on=None, known_at=None):
        """All that was said of it by a day (cities/track.py)."""
        [track] = Milestone.objects.tracks([self], on, known_at).values()
        return track

    def status(self, on=None, known_at=None):
        """How it stands as of a day, and why (cities/standing.py)."""
        return self.track(on, known_at).status()

    @transaction.atomic
    def set_baseline(self, *, by, on=None):
        """Agree its first date: the plan as it stands now. Once, and never again."""
        lock()
        judge_plan(self.track())
        self.refresh_from_db(fields=PLANNED)
        judge_planned(self)
        return self._new_forecast(on).add(by=by)

    @transaction.atomic
    def redate(self, *, by, on=None, **said):
        """Move its date at once, or ask for it where a decision is needed.

        `said` are the fields of a re-dating. Returns the Forecast that stands now, or
        the ReforecastRequest that waits.
        """
        lock()
        forecast = self.forecasts.model(**said)
        settle(forecast, ("due_on", "precision"))
        if waits_for_decision(forecast.due(), self.track(on)):
            return self.request_reforecast(self.requests.model(**said), by=by, on=on)
        return self.reforecast(forecast, by=by, on=on)

    @transaction.atomic
    def reforecast(self, forecast, *, by, on=None):
        """Move its date; ValidationError with the reason where that is not possible.

        A later date of a key milestone is refused here: it waits for a decision, which
        `request_reforecast` asks for (rule 4 of the product).
        """
        lock()
        forecast.milestone = self
        track = self.track(on)
        judge_date(forecast, track, on)
        judge_at_once(forecast, track)
        return forecast.add(by=by)

    @transaction.atomic
    def request_reforecast(self, request, *, by, on=None):
        """Ask for a later date of a key milestone; one request at a time."""
        lock()
        request.milestone = self
        track = self.track(on)
        judge_date(request, track, on)
        judge_asked(request, track)
        return self._add(request, by, "request_reforecast")

    @transaction.atomic
    def complete(self, completion, *, by, evidence=(), on=None):
        """Say that it was done on a day, with the pieces of evidence that show it."""
        lock()
        completion.milestone = self
        judge_completion(completion, self.track(on), on)
        pieces = list(
            self.city.evidence.usable().filter(pk__in=[piece.pk for piece in evidence])
        )
        judge_proof(completion, pieces, evidence)
        self._add(completion, by, "complete")
        for piece in pieces:
            link = completion.evidence_links.model(
                completion=completion, evidence=piece, is_sample=completion.is_sample
            )
            verbs.add(link, by=by, about=self.city.key())
        return completion

    @transaction.atomic
    def retire(self, retirement, *, by, on=None):
        """Nobody waits for it any more; it stays on the record, with the reason."""
        lock()
        judge_running(self.track(on))
        judge_day(retirement, on)
        retirement.milestone = self
        return self._add(retirement, by, "retire")

    @transaction.atomic
    def state_view(self, view, *, by, on=None):
        """What somebody thinks of it, beside what is computed; until it expires."""
        lock()
        track = self.track(on)
        judge_view(view, track, on)
        standing = track.view()
        if standing and view.says_as(standing):  # sent twice, it is said once
            return standing
        view.milestone = self
        return self._add(view, by, "state_view")

    @transaction.atomic
    def take_back(self, row, *, by, reason, on=None):
        """Undo the newest re-dating, the completion, the retirement or the view.

        What a decision moved stays until another decision; the baseline stays, and so
        does the date by which it was judged how the milestone ended.
        """
        lock()
        judge_take_back(row, self.track(on))
        return verbs.withdraw(row, by=by, reason=reason, about=self.city.key())

    @transaction.atomic
    def change_plan(self, *, by, fields, base=None):
        """Save the named fields of a plan that is not agreed yet."""
        lock()
        judge_plan(self.track())
        return verbs.edit(
            self,
            by=by,
            about=self.city.key(),
            is_public=False,
            fields=fields,
            base=base,
        )

    def _new_forecast(self, on):
        return self.forecasts.model(
            milestone=self,
            due_on=self.planned_on,
            precision=self.planned_precision,
            effective_on=on or today(),
            is_sample=self.is_sample,
        )

    def _add(self, row, by, verb):
        return verbs.add(row, by=by, verb=verb, about=self.city.key())
