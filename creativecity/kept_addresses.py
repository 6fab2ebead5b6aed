"""`{% url %}` that works an address out once: pages name the same few again and again.

An address depends on its name, its arguments and the language alone. Django goes
through every pattern of the portal for each, a fiftieth of a millisecond in which
nothing can change.
"""

from functools import lru_cache

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as plain_url
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape
from django.utils.translation import get_language

register = template.Library()

KEPT_ADDRESSES = 4096


class KeptURLNode(URLNode):
    def render(self, context):
        args = tuple(arg.resolve(context) for arg in self.args)
        if self.asvar or self.kwargs or not all(type(arg) is str for arg in args):
            return super().render(context)
        name = self.view_name.resolve(context)
        place = get_language(), get_script_prefix(), get_urlconf()
        found = address_of(name, args, place)
        return conditional_escape(found) if context.autoescape else found


@lru_cache(maxsize=KEPT_ADDRESSES)
def address_of(name, args, place):
    return reverse(name, args=args)


@register.tag
def url(parser, token):
    """As Django's own."""
    node = plain_url(parser, token)
    return KeptURLNode(node.view_name, node.args, node.kwargs, node.asvar)
