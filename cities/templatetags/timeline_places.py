"""Places on an axis of time as SVG writes them."""

from django import template

from ..axis import LENGTH

register = template.Library()


@register.filter
def along(place):
    """A place on the axis in per cent of its length: 432 is "43.2%"."""
    return f"{place * 100 / LENGTH:.1f}%"
