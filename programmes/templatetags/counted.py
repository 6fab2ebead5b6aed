"""Numbers that were counted up to a bound."""

from django import template
from django.utils.translation import gettext as _

from ..changes import MOST

register = template.Library()


@register.filter
def counted(number, most=MOST):
    """The number in words that say so where it is more than was counted."""
    if number > most:
        return _("more than %(number)s") % {"number": f"{most:,}"}
    return f"{number:,}"
