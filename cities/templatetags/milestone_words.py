"""A milestone in words: how it stands, how far it moved, who may do what."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cities.milestone_list import STATES
from cities.slip import slip_line
from cities.slip_words import move_words, slip_words
from cities.standing_words import reason_words, state_words

register = template.Library()

_FILTERS = dict(
    zip(
        STATES,
        (
            gettext_lazy("past their date"),
            gettext_lazy("due within 90 days"),
            gettext_lazy("waiting for a decision"),
            gettext_lazy("plans, not agreed yet"),
            gettext_lazy("later than that"),
            gettext_lazy("done"),
            gettext_lazy("not met, or no record"),
            pgettext_lazy("state", "retired"),
        ),
        strict=True,
    )
)


@register.filter
def filter_words(state):
    """What a list narrowed to this state holds; all of it for any other word."""
    return _FILTERS.get(state, _("all"))


@register.filter
def standing_words(standing):
    """`not yet met, 12 days past its date`."""
    return state_words(standing)


@register.filter
def standing_why(standing):
    return reason_words(standing)


@register.filter
def slip_of(track):
    """From the baseline to the day that was reached, or to the date that stands."""
    return slip_words(slip_line(track)) or _("on the baseline")


@register.filter
def moved_by(forecast, before):
    """How far a re-dating moved the date, in words."""
    return move_words((forecast.due().last_day - before.last_day).days)


@register.filter
def of_city(found, city):
    """What a dict by city's pk holds for this one, or nothing."""
    return found.get(city.pk)
