"""What may be said of a milestone: each rule refuses with its reason, or says nothing.

`track` is all that was said up to the day `on`, None for today. What concerns one field
is refused on that field; the rest means that somebody was faster, or that it is not the
time yet.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from creativecity.judging import judge_not_ahead, refusal
from creativecity.partial_days import settle

#: A stated view is a word for now: it holds at most so many days.
VIEW_DAYS = 180


def is_later(one, other):
    """Whether a date lies after another, by the last days of their periods (rule 9)."""
    return one.last_day > other.last_day


def waits_for_decision(day, track):
    """Whether only a decision moves a date to `day`: later, of a key step (rule 4)."""
    standing = track.due()
    return track.milestone.is_key and standing is not None and is_later(day, standing)


def judge_running(track):
    """Nothing more is said of what was completed or retired."""
    if track.retirement():
        raise ValidationError(_("It was retired."), code="retired")
    if track.completion():
        raise ValidationError(_("It was completed already."), code="completed")


def judge_plan(track):
    """A plan is changed, or agreed, until its first date is agreed."""
    judge_running(track)
    if track.forecasts:
        raise ValidationError(
            _("The baseline is set already; a date is moved by re-dating it."),
            code="baseline-set",
        )


def judge_planned(milestone):
    """What is agreed is a planned day."""
    if milestone.planned_on is None:
        raise ValidationError(
            _("Plan a day first: %(name)s has none."),
            params={"name": milestone.name},
            code="no-plan",
        )


def judge_day(row, on):
    """Nothing speaks of a day, or a period, that is not over yet."""
    words = _("The day lies ahead, or its period is not over yet.")
    judge_not_ahead("effective_on", row.effective_on, on, words)


def judge_date(dated, track, on):
    """A date moves from the one that stands, in the order of the days it was said."""
    judge_running(track)
    _judge_turn(track)
    judge_day(dated, on)
    if dated.effective_on < track.dates()[-1].effective_on:
        words = _("The date that stands was said on a later day.")
        raise refusal("effective_on", words, "out-of-order")
    dated.judge_note()
    settle(dated, ("due_on", "precision"))
    due = track.due()
    if (dated.due_on, dated.precision) == (due.day, due.precision):
        words = _("This is the date that stands already.")
        raise refusal("due_on", words, "same-date")
    dated.check_direction(due)


def judge_at_once(dated, track):
    if waits_for_decision(dated.due(), track):
        raise ValidationError(
            _(
                "A later date of a key milestone waits for a decision of the two "
                "agencies: ask for it, with the reason."
            ),
            code="needs-decision",
        )


def judge_asked(dated, track):
    if not waits_for_decision(dated.due(), track):
        raise ValidationError(
            _("This date needs no decision: move it at once."), code="no-need"
        )


def _judge_turn(track):
    """A date moves once there is one, and while no other one is asked for."""
    if track.baseline() is None:
        raise ValidationError(
            _("The baseline is not set yet: change the plan instead."),
            code="no-baseline",
        )
    if track.open_request():
        raise ValidationError(
            _(
                "A later date was asked for already; a decision is awaited. Who "
                "wants another date takes that request back first."
            ),
            code="asked-already",
        )


def judge_completion(completion, track, on):
    """It is completed once, after its first date was agreed."""
    judge_running(track)
    if track.baseline() is None:
        words = _("Its first date was not agreed yet: set the baseline first.")
        raise ValidationError(words, code="no-baseline")
    settle(completion, ("effective_on", "precision"))
    judge_day(completion, on)


def judge_proof(completion, pieces, asked):
    """`pieces` are the usable ones of those `asked` for; a source will do instead."""
    if len(pieces) < len(asked):
        words = _("A piece of evidence was retired, or is another city's.")
        raise refusal("evidence", words, "unusable-evidence")
    if not pieces and not completion.source_codes:
        words = _("Attach at least one piece of evidence that it was done.")
        raise refusal("evidence", words, "evidence-missing")


def judge_view(view, track, on):
    judge_running(track)
    judge_day(view, on)
    last_day = view.effective_on + timedelta(days=VIEW_DAYS)
    if not view.effective_on <= view.expires_on <= last_day:
        words = _("A view holds from its day on, and for at most 180 days.")
        raise refusal("expires_on", words, "holds-too-long")


def judge_take_back(row, track):
    if not track.may_take_back(row):
        raise ValidationError(
            _("This cannot be taken back, or was taken back already."),
            code="not-undoable",
        )
