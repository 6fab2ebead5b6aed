"""How a page shows a cell of a public table."""

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from creativecity.template_filters import as_typed

register = template.Library()

#: Characters of a text that a page shows: the files have all of it.
SHOWN = 60


@register.filter
def data_cell(value):
    """As the files have it, cut where it is long; unknown where there is nothing."""
    if value is None or value == "":
        return format_html(
            '<span class="meta" aria-hidden="true">–</span>'
            '<span class="unseen">{}</span>',
            _("not known"),
        )
    words = as_typed(Truncator(str(value)).chars(SHOWN))
    return format_html("<span>{}</span>", words)
