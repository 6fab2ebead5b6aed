"""How an action point stands, in words: one place, so that pages and files agree."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .action_state import ActionState, State

#: What a list narrowed to a state holds.
STATES = {
    State.OVERDUE: gettext_lazy("past their day"),
    State.DUE: gettext_lazy("due within 30 days"),
    State.UPCOMING: gettext_lazy("due later"),
    State.DONE: gettext_lazy("done"),
    State.CANCELLED: gettext_lazy("cancelled"),
}


def state_words(standing: ActionState) -> str:
    """The state with its days: "not done yet, 12 days past its day"."""
    if standing.state == State.OVERDUE:
        words = ngettext(
            "not done yet, %(days)s day past its day",
            "not done yet, %(days)s days past its day",
            standing.days,
        )
        return words % {"days": standing.days}
    if standing.state == State.DUE:
        return _due_words(standing.days)
    return {State.UPCOMING: _("open"), State.DONE: _("done")}.get(
        standing.state, _("cancelled")
    )


def _due_words(days):
    if not days:
        return _("due today")
    words = ngettext("due in %(days)s day", "due in %(days)s days", days)
    return words % {"days": days}
