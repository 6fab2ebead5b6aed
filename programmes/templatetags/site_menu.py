"""What the frame of every page asks for; nothing here queries."""

from django import template

from creativecity.public_page import release
from creativecity.thai_calendar import today
from programmes.site_menu import parts_at

register = template.Library()


@register.simple_tag
def site_parts(path):
    return parts_at(path)


@register.simple_tag
def release_mark():
    """Eight characters that tell one release from another."""
    return release()[:8]


@register.simple_tag
def this_day():
    return today()
