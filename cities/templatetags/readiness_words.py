"""Readiness in words: whole per cent, a range, and how much it rests on."""

from django import template
from django.utils.translation import gettext as _

from cities.scoring import as_percent

register = template.Library()

# What an officer owes comes first; components/reading_state.html has the words.
CELL_STATES = ("returned", "unread", "reported", "verified")


@register.filter
def percent(share):
    """A share of 1 in whole per cent; empty where there is none."""
    return "" if share is None else as_percent(share)


@register.filter
def range_words(readiness):
    """Such as "43–73 %", "43 %" once all is read, or that nothing can be said."""
    if readiness.lowest is None:
        return _("not enough data")
    return range_text(as_percent(readiness.lowest), as_percent(readiness.highest))


def range_text(lowest, highest):
    """Two whole per cents in words."""
    return f"{lowest} %" if lowest == highest else f"{lowest}–{highest} %"


@register.filter
def cover_words(readiness):
    """How many of the applicable indicators were read."""
    return _("from %(read)s of %(applicable)s indicators") % {
        "read": readiness.read,
        "applicable": readiness.applicable,
    }


@register.filter
def counts(progress):
    """Each state of an indicator, and how many of a city's are in it."""
    return [(state, progress.count(state)) for state in CELL_STATES]


@register.filter
def count_of(progress, state):
    """How many indicators of a city are in a state."""
    return progress.count(state)


@register.filter
def level_words(reading, wording):
    """The rubric's words for a reading's level; empty where none applies."""
    return "" if reading.level is None else wording.levels[reading.level]
