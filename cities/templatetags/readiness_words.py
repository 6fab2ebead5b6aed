"""Readiness in words: whole per cent, a range, and how much it rests on."""

from django import template
from django.utils.translation import gettext as _

from cities.scoring import as_percent

register = template.Library()


@register.filter
def percent(share):
    """A share of 1 in whole per cent; empty where there is none."""
    return "" if share is None else as_percent(share)


@register.filter
def range_words(readiness):
    """Such as "43–73 %", "43 %" once all is read, or that nothing can be said."""
    if readiness.lowest is None:
        return _("not enough data")
    lowest, highest = as_percent(readiness.lowest), as_percent(readiness.highest)
    return f"{lowest} %" if lowest == highest else f"{lowest}–{highest} %"


@register.filter
def cover_words(readiness):
    """How many of the applicable indicators were read."""
    return _("from %(read)s of %(applicable)s indicators") % {
        "read": readiness.read,
        "applicable": readiness.applicable,
    }
