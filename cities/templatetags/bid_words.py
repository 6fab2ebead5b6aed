"""Bids in words: how many days lay between two steps."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def days_words(days):
    """(fewest, most) days: "131 days", "at least 131 days", "0 to 302 days"."""
    if days is None:
        return ""
    fewest, most = days
    if most is None:
        return _counted(
            ngettext("at least %(days)s day", "at least %(days)s days", fewest), fewest
        )
    if fewest == most:
        return _counted(ngettext("%(days)s day", "%(days)s days", most), most)
    return _("%(fewest)s to %(most)s days") % {
        "fewest": f"{fewest:,}",
        "most": f"{most:,}",
    }


def _counted(words, days):
    return words % {"days": f"{days:,}"}
