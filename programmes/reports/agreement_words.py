"""The words of a report on the agreement: duties, decisions, action points, meeting."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from creativecity.thai_times import format_clock

from ..action_state import ActionState as ActionStanding
from ..action_state import State as ActionState
from ..action_words import state_words as action_state_words
from ..key_words import STATES as KEY_STATES
from ..keys import State as KeyState
from ..models import Amendment, Commitment, CommitmentReport, Decision
from .words import count_words, day_words


def party_words(commitment):
    return str(commitment.agency_name) if commitment.agency_name else _("both")


def commitment_kind(commitment):
    return str(Commitment.Kind(commitment.kind).label)


def duty_words(commitment):
    """How a duty stands, and how long it has been so; empty of what is no duty."""
    if not commitment.standing:
        return ""
    words = str(KEY_STATES[KeyState(commitment.standing)])
    if commitment.days is None:
        return words
    return ngettext(
        "%(standing)s, for %(days)s day",
        "%(standing)s, for %(days)s days",
        commitment.days,
    ) % {"standing": words, "days": count_words(commitment.days)}


def progress_words(commitment):
    if not commitment.progress:
        return ""
    return str(CommitmentReport.Progress(commitment.progress).label)


def key_words(key):
    """What one agency said, and when: "อพท., 1 October 2023: ..."."""
    said = {"agency": key.agency_name, "day": day_words(key.on), "text": key.text}
    if not str(key.text):
        return _("%(agency)s, %(day)s") % said
    return _("%(agency)s, %(day)s: %(text)s") % said


def amendment_kind(amendment):
    return str(Amendment.Kind(amendment.kind).label)


def decision_kind(decision):
    return str(Decision.Kind(decision.kind).label)


def effects_words(decision):
    return "; ".join(str(effect) for effect in decision.effects)


def action_words(point):
    """How an action point stands, with its days where it has any."""
    due, state = date.fromisoformat(point.due), ActionState(point.state)
    return action_state_words(ActionStanding(state, due, point.days, 0, point.carried))


def carried_words(point):
    """How often it was carried into a next review; empty if never."""
    if not point.carried:
        return ""
    return ngettext(
        "carried %(times)s time", "carried %(times)s times", point.carried
    ) % {"times": count_words(point.carried)}


# The meeting


def times_words(review):
    return format_clock(review.begins_at, get_language(), review.ends_at)


def body_words(attendance):
    return str(attendance.name) if attendance.name else _("from elsewhere")
