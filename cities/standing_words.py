"""How a promise stands, in words: one place, so that pages and reports agree."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from .standing import Reason, State

STATES = {
    State.UPCOMING: _("upcoming"),
    State.DUE: pgettext_lazy("state", "due"),  # a target's "due" is its day
    State.OVERDUE: _("not yet met"),
    State.MET_EARLY: _("met early"),
    State.MET: _("met"),
    State.MET_LATE: _("met late"),
    State.NOT_MET: _("not met"),
    State.WAITING_FOR_DECISION: _("waiting for a decision"),
    State.NOT_ENOUGH_DATA: _("not enough data"),
    State.NO_RECORD: _("no record found"),
    State.RETIRED: pgettext_lazy("state", "retired"),  # of evidence another word
}
REASONS = {
    Reason.RETIRED: _("It was retired: nobody waits for it any more."),
    Reason.NOT_AGREED: _("Its first date was not agreed yet."),
    Reason.LATER_DATE_ASKED: _("A later date was asked for; a decision is awaited."),
    Reason.WINDOW_UNKNOWN: _("The day is not known."),
    Reason.DONE_BEFORE_WINDOW: _("It was done before its period began."),
    Reason.DONE_IN_WINDOW: _("It was done within its period."),
    Reason.DONE_AFTER_WINDOW: _("It was done after its period had ended."),
    Reason.CLOSED_UNDONE: _("It was not done and can no longer be."),
    Reason.CLOSED_WITHOUT_RECORD: _(
        "The bid has ended; whether this was done is not on record."
    ),
    Reason.WINDOW_AHEAD: _("Its period has not begun."),
    Reason.WINDOW_OPEN: _("Its period is running."),
    Reason.LAST_DAY_NEAR: _("The last day is near."),
    Reason.KNOWN_UNDONE: _("The record says that it was not done in its period."),
    Reason.TRACKED_WITHOUT_RECORD: _(
        "The last day has passed without a record, while records were kept here."
    ),
    Reason.BEFORE_TRACKING: _(
        "The last day had passed before records were kept here; a missing record "
        "says nothing."
    ),
}


def state_words(standing):
    """The state with its days: "met 638 days late"."""
    days = standing.days
    if days is None:
        return str(STATES[standing.state])
    patterns = {
        State.MET_LATE: ngettext(
            "met %(days)s day late", "met %(days)s days late", days
        ),
        State.OVERDUE: ngettext(
            "not yet met, %(days)s day past its date",
            "not yet met, %(days)s days past its date",
            days,
        ),
        State.DUE: ngettext("due, %(days)s day left", "due, %(days)s days left", days),
        State.UPCOMING: ngettext(
            "upcoming, %(days)s day left", "upcoming, %(days)s days left", days
        ),
    }
    return patterns[standing.state] % {"days": f"{days:,}"}


def reason_words(standing):
    words = str(REASONS[standing.reason_code])
    if standing.is_inferred:
        inferred = _("The day is inferred from the outcome.")
        words = f"{words} {inferred}"
    return words
