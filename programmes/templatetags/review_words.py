"""Words of a yearly review: how far it is, and what a frozen pack holds as codes."""

from django import template
from django.utils.translation import gettext_lazy as _

from cities.models import MoveReason
from programmes.reports.words import day_words, range_words
from programmes.review_state import ReviewState, public_state

register = template.Library()
register.filter("iso_day", day_words)
register.filter("percent_range", range_words)
register.filter("public_state", public_state)

STATES = {
    ReviewState.UNKNOWN: _("no record of a review was found"),
    ReviewState.OPENED: _("opened"),
    ReviewState.INVITED: _("invited"),
    ReviewState.HELD: _("held, minutes not agreed"),
    ReviewState.AGREED_BY_ONE: _("held, minutes agreed by one agency"),
    ReviewState.AGREED: _("minutes agreed"),
    ReviewState.FROZEN: _("report frozen, not signed"),
    ReviewState.SIGNED_BY_ONE: _("report signed by one agency"),
    ReviewState.SEALED: _("report sealed"),
}
#: What the public is told of the same (review_state.public_state).
PUBLIC = {
    ReviewState.UNKNOWN: _("no record of a review was found"),
    ReviewState.OPENED: _("opened, not held yet"),
    ReviewState.INVITED: _("opened, not held yet"),
    ReviewState.HELD: _("held"),
    ReviewState.SEALED: _("report sealed"),
}
NEXT = {
    "open": _("open the review"),
    "invite": _("send the invitation"),
    "hold": _("record that the meeting was held"),
    "agree": _("both agencies agree to the minutes"),
    "freeze": _("freeze the report"),
    "sign": _("both agencies sign the report"),
    "": _("nothing more"),
}


@register.filter
def review_state_words(state):
    return STATES[state]


@register.filter
def public_state_words(state):
    """As the public reads it."""
    return PUBLIC[public_state(state)]


@register.filter
def next_step_words(code):
    return NEXT[code]


@register.filter
def move_reason_words(code):
    return MoveReason(code).label
