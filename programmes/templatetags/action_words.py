"""An action point in words: how it stands, and what a list of them holds."""

from django import template
from django.utils.translation import gettext as _

from programmes import action_words

register = template.Library()


@register.filter
def action_state(standing):
    """`not done yet, 12 days past its day`."""
    return action_words.state_words(standing)


@register.filter
def action_filter(state):
    """What a list narrowed to this state holds; all of it for any other word."""
    return action_words.STATES.get(state, _("all"))
