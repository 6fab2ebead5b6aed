"""What may be said of an action point: each rule refuses with its reason, on its field.

`standing` is how it stands by all that was said of it (programmes/action_state.py).
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.judging import judge_not_ahead, refusal


def judge_given(point):
    """A decision that stands gives it, for a day that is not before its own."""
    point.decision.judge_standing()
    if point.due_on < point.effective_on:
        words = _("The day lies before that of the decision.")
        raise refusal("due_on", words, "too-early")


def judge_running(standing):
    """Nothing more is said of what is done or cancelled."""
    if not standing.is_running:
        words = _("It is done or cancelled already.")
        raise ValidationError(words, code="ended")


def judge_day(step, on):
    """A step speaks of a day that has come, and not before it was decided."""
    judge_not_ahead("effective_on", step.effective_on, on)
    if step.effective_on < step.action_point.effective_on:
        words = _("The action point was decided after that day.")
        raise refusal("effective_on", words, "too-early")


def judge_move(step, standing):
    """It moves to another day than the one that stands."""
    if step.due_on == standing.due_on:
        words = _("This is the day that stands already.")
        raise refusal("due_on", words, "same-day")
    if step.due_on < step.action_point.effective_on:
        words = _("The action point was decided after that day.")
        raise refusal("due_on", words, "too-early")
    _judge_reason(step)


def judge_progress(step, standing):
    if not step.note:
        raise refusal("note", _("Say how far it has come."), "note-missing")


def judge_done(step, standing):
    """Its proof is a paper, or a note that says how one can see it."""
    if not step.paper_id and not step.note:
        words = _("Give a paper that shows it, or say in the note how one can see it.")
        raise refusal("note", words, "proof-missing")


def judge_cancelled(step, standing):
    _judge_reason(step)


def judge_carried(step, standing):
    """By a review of its agreement that is not sealed, and that did not give it."""
    point, review = step.action_point, step.review
    if review.programme_id != point.decision.programme_id:
        words = _("The review is one of another agreement.")
        raise ValidationError(words, code="other-agreement")
    if point.was_given_by(review):
        words = _("It was given by this review or a later one: nothing to carry yet.")
        raise ValidationError(words, code="own-review")
    review.judge_open()
    if point.steps.filter(kind="carried", review=review).exists():
        words = _("It was carried by this review already.")
        raise ValidationError(words, code="carried-already")


def judge_take_back(step, point):
    """What a review carried stays; everything else is taken back once."""
    is_standing = type(step).objects.standing().filter(pk=step.pk).exists()
    if step.kind == "carried" or not is_standing:
        words = _("This cannot be taken back, or was taken back already.")
        raise ValidationError(words, code="not-undoable")
    if step.kind not in ("done", "cancelled") and not point.standing().is_running:
        words = _("It is done or cancelled already.")
        raise ValidationError(words, code="ended")


def _judge_reason(step):
    if not step.note:
        raise refusal("note", _("Say why."), "reason-missing")


#: The rule of each kind of step, beside its day and that it is still running.
RULES = {
    "progress": judge_progress,
    "moved": judge_move,
    "done": judge_done,
    "cancelled": judge_cancelled,
    "carried": judge_carried,
}
