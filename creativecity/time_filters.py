"""Filters of times of day, usable in every template without {% load %}."""

from django import template
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language

from .thai_times import format_clock, format_moment

register = template.Library()


@register.filter
def clock(first, last=None):
    """`{{ begins_at|clock }}`, `{{ begins_at|clock:ends_at }}`."""
    return format_clock(first, get_language(), last)


@register.filter
def thai_moment(value, short=""):
    """A moment's day and time; `{{ at|thai_moment:"short" }}` abbreviates the month."""
    if not value:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>',
        localtime(value).isoformat(timespec="minutes"),
        format_moment(value, get_language(), short=bool(short)),
    )
