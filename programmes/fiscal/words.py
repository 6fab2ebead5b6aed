"""Days and sentences as the cells of the table say them."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_calendar import PartialDate
from creativecity.thai_dates import format_date, format_range


def day_words(when: PartialDate | date) -> str:
    """A day as precisely as it is known, B.E. in Thai."""
    if isinstance(when, date):
        return format_date(when, get_language())
    return format_date(when.day, get_language(), precision=when.precision)


def span_words(first: date, last: date | None) -> str:
    """From one day to another, or since the first."""
    if last is None:
        return _("since %(day)s") % {"day": day_words(first)}
    return format_range(first, last, get_language())


def sentences(*texts: object) -> str:
    """The texts that there are, one a line."""
    return "\n".join(str(text).strip() for text in texts if text)
