"""The number of a decision as a link to its place in the register.

The register lies above: what is known of it here is its address alone.
"""

from django import template
from django.urls import reverse
from django.utils.html import format_html

register = template.Library()


@register.filter
def decision_link(reference, shown="number"):
    """`3/2569`, or all of the reference "mou-2563 3/2569" where "all" is `shown`."""
    slug, _blank, number = reference.rpartition(" ")
    if not slug:
        return reference
    place = number.replace("/", "-")
    return format_html(
        '<a href="{}?decision={}#decision-{}">{}</a>',
        reverse("programmes:decisions", args=[slug]),
        place,
        place,
        reference if shown == "all" else number,
    )
