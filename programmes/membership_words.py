"""A city's membership in one line, as cards, badges and frames say it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_dates import format_date


def membership_words(designation):
    """Its field, and since when it is a member; `designation` is a Stage or None."""
    if designation is None:
        return _("Not a member of UNESCO's Creative Cities Network")
    day, language = designation.day(), get_language()
    words = {
        "field": designation.candidacy.get_field_display(),
        "day": format_date(day.day, language, precision=day.precision),
    }
    if not words["field"]:
        return _("UNESCO Creative City since %(day)s") % words
    return _("%(field)s · UNESCO Creative City since %(day)s") % words
