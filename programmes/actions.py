"""Acts that write several models at once: a decision, and all that it does."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cities.models import ReforecastRequest, Suggestion, SuggestionStep
from creativecity.judging import refusal
from creativecity.ledger import verbs
from creativecity.ledger.chain import lock

from . import gates
from .amending import amend, change_target
from .models import ActionPoint, AgendaItem, Amendment, Effect, TargetChange


class ActRefusedError(ValidationError):
    """What an act of a decision was refused for; `act` is the one."""

    def __init__(self, error, act):
        super().__init__(error)
        self.act = act


@dataclass(frozen=True, eq=False)
class RuleOnRequest:
    """Approve or refuse a later date that was asked for; a refusal has a `note`."""

    request: ReforecastRequest
    is_approved: bool
    note: str = ""

    def apply(self, decision, *, by):
        rule = self.request.approve if self.is_approved else self.request.refuse
        number, on = decision.reference(), decision.effective_on
        rule(by=by, decision=number, note=self.note, on=on)
        _leave_effect(decision, by, request=self.request)


@dataclass(frozen=True, eq=False)
class ChangeTarget:
    """Give a target another day or other words; `change` lacks only the decision."""

    change: TargetChange

    def apply(self, decision, *, by):
        _take_on(self.change, decision)
        change_target(self.change, by=by)


@dataclass(frozen=True, eq=False)
class Amend:
    """Change the agreement; what was signed is the decision's own paper."""

    amendment: Amendment

    def apply(self, decision, *, by):
        _take_on(self.amendment, decision)
        self.amendment.paper = self.amendment.paper or decision.paper
        amend(self.amendment, by=by, decision=decision)


@dataclass(frozen=True, eq=False)
class GiveActionPoint:
    """Say who does what by when; `point` lacks only the decision."""

    point: ActionPoint

    def apply(self, decision, *, by):
        _take_on(self.point, decision)
        self.point.give(by=by)


@dataclass(frozen=True, eq=False)
class AnswerSuggestion:
    """Adopt or decline what the public suggested; `kind` is that of the step."""

    suggestion: Suggestion
    kind: SuggestionStep.Kind
    reason_th: str = ""
    reason_en: str = ""

    def apply(self, decision, *, by):
        step = SuggestionStep(
            kind=self.kind,
            reason_th=self.reason_th,
            reason_en=self.reason_en,
            decision=decision.reference(),
            effective_on=decision.effective_on,
            is_sample=decision.is_sample,
        )
        self.suggestion.answer(step, by=by, on=decision.effective_on)
        _leave_effect(decision, by, answer=step)


@transaction.atomic
def apply_decision(decision, *, acts=(), by, on=None):
    """Enter a decision and let it act; nothing is written if any part is refused.

    `acts` are of the kinds above, done in their order. ValidationError with the reason
    where the decision itself is refused, ActRefusedError where one of its acts is.
    """
    lock()
    if decision.item:
        _judge_item(decision)
    decision.enter(by=by, on=on)
    for act in acts:
        try:
            act.apply(decision, by=by)
        except ValidationError as error:
            raise ActRefusedError(error, act) from error
    return decision


def _judge_item(decision):
    """A meeting decides on its day, on a matter of its own agenda.

    Matter and review are read anew under the lock: one may have been taken off, or the
    other moved, since the page was opened.
    """
    items = AgendaItem.objects.select_related("review__programme")
    decision.item = items.get(pk=decision.item_id)
    review = decision.item.review
    if reasons := gates.may_decide(decision.item):
        raise ValidationError([reason.words for reason in reasons], code="blocked")
    if review.programme_id != decision.programme_id:
        words = _("The matter stands on the agenda of another agreement's review.")
        raise ValidationError(words, code="other-agreement")
    if decision.effective_on != review.meets_on:
        words = _("What a meeting decides, it decides on its day.")
        raise refusal("effective_on", words, "other-day")


def _take_on(row, decision):
    """What a decision brings carries it, and speaks of its day."""
    row.decision = decision
    row.effective_on = decision.effective_on
    row.is_sample = decision.is_sample


def _leave_effect(decision, by, **acted_on):
    effect = Effect(decision=decision, is_sample=decision.is_sample, **acted_on)
    return verbs.add(effect, by=by, about=decision.programme.key())
