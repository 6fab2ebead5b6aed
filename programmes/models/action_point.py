"""Who does what by when, as decided; its history are rows that are only ever added."""

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cities.models import Agency, City
from creativecity.bilingual import Bilingual
from creativecity.constraints import exactly_one
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock
from creativecity.ledger.models import AppendOnly
from creativecity.thai_calendar import today

from . import action_rules as rules
from .action_rows import ActionPointQuerySet
from .decision import Decision
from .partner import Partner


class ActionPoint(AppendOnly):
    """What a decision gives to one owner; it is open until done or cancelled."""

    free_text = ("text_th", "text_en")

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="action_points")
    text_th = models.TextField(_("what is to be done, in Thai"), max_length=2000)
    text_en = models.TextField(
        _("what is to be done, in English"), max_length=2000, blank=True
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="action_points"
    )
    city = models.ForeignKey(
        City, models.PROTECT, null=True, blank=True, related_name="action_points"
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="action_points"
    )
    due_on = models.DateField(_("due on"))
    effective_on = models.DateField(
        pgettext_lazy("action point", "given on"), default=today
    )

    objects = ActionPointQuerySet.as_manager()
    text = Bilingual()

    class Meta:
        ordering = ["due_on", "sequence"]
        verbose_name = _("action point")
        verbose_name_plural = _("action points")
        constraints = [
            exactly_one(
                "agency",
                "city",
                "partner",
                name="action_point_owner",
                words=_("An action point has one owner."),
            )
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("staff:action_point", args=[self.sequence])

    def anchor(self):
        return f"action-{self.sequence}"

    def owner(self):
        return self.agency or self.city or self.partner

    def owner_key(self):
        """Its owner in an address: `city-nan`."""
        if self.partner:
            return f"partner-{self.partner.slug}"
        return f"city-{self.city.slug}" if self.city else f"agency-{self.agency.code}"

    def was_given_by(self, review):
        """Whether this review or one of a later year gave it: nothing old there."""
        item = self.decision.item
        return item is not None and item.review.year >= review.year

    def standing(self, on=None, known_at=None):
        """How it stands as of a day from its own on (programmes/action_state.py)."""
        [followed] = ActionPoint.objects.filter(pk=self.pk).as_of(on, known_at)
        return followed.standing

    @transaction.atomic
    def give(self, *, by):
        """Add it; its decision was entered by the same step (programmes/actions.py)."""
        lock()
        rules.judge_given(self)
        if self.decision.item:
            self.decision.item.review.judge_open()
        self.validate_constraints()
        return verbs.add(self, by=by, verb="give", about=self._about())

    def progress(self, step, *, by, on=None):
        """Say how far it has come; the note is the staff's alone."""
        return self._say("progress", step, by, on, is_public=False)

    def move(self, step, *, by, on=None):
        """Move its day, with the reason; the day decided stays on record."""
        return self._say("moved", step, by, on)

    def done(self, step, *, by, on=None):
        """Say that it is done, with a paper or a note that shows it."""
        return self._say("done", step, by, on)

    def cancel(self, step, *, by, on=None):
        """Nobody has to do it any more, and why."""
        return self._say("cancelled", step, by, on)

    def carry(self, review, *, by, on=None):
        """It is still open: the review carries it into the next one."""
        step = self.steps.model(
            review=review, effective_on=on or today(), is_sample=self.is_sample
        )
        return self._say("carried", step, by, on)

    @transaction.atomic
    def take_back(self, step, *, by, reason):
        """Undo what was said; it stays on the record, with the reason."""
        lock()
        rules.judge_take_back(step, self)
        is_public = step.kind != step.Kind.PROGRESS
        return verbs.withdraw(
            step, by=by, reason=reason, about=self._about(), is_public=is_public
        )

    @transaction.atomic
    def _say(self, kind, step, by, on, *, is_public=True):
        """Judge the step under the lock and add it; ValidationError if refused."""
        lock()
        step.action_point, step.kind = self, kind
        rules.judge_day(step, on)
        standing = self.standing(max(on or today(), today()))
        rules.judge_running(standing)
        rules.RULES[kind](step, standing)
        return verbs.add(
            step, by=by, verb=kind, about=self._about(), is_public=is_public
        )

    def _about(self):
        return self.city.key() if self.city else self.decision.programme.key()
