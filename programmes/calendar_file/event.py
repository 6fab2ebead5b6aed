"""One date of the calendar, in the reader's language; no database, no clock."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.thai_calendar import PartialDate, Precision
from creativecity.thai_dates import format_date

#: Precisions whose period is longer than the day that stands for it.
PERIODS = (Precision.MONTH, Precision.YEAR, Precision.FISCAL_YEAR)


@dataclass(frozen=True)
class CalendarEvent:
    """An all-day event.

    `stamp` is the moment at which the newest of what it tells was recorded, and
    `sequence` a number that only ever rises: calendars take the higher one for the
    newer. `path` is the page that says more; `last_day` ends what takes several days.
    """

    uid: str
    day: date
    summary: str
    description: str
    categories: tuple[str, ...]
    path: str
    stamp: datetime
    sequence: int
    is_cancelled: bool = False
    last_day: date | None = None
    place: str = ""


def in_words(day: PartialDate) -> str:
    return format_date(day.day, get_language(), precision=day.precision)


def within(day: PartialDate) -> str:
    """What a summary adds where the day itself is not known, else an empty text."""
    if day.precision in PERIODS:
        return _("within %(period)s") % {"period": in_words(day)}
    return in_words(day) if day.precision == Precision.ON_OR_BEFORE else ""


def about_the_day(day: PartialDate) -> str:
    if day.precision not in PERIODS:
        return ""
    return _("The day within the period is not known; this is its last day.")


def titled(words: str, *notes: str) -> str:
    """The words, then what is to be noted of them in brackets."""
    said = ", ".join(note for note in notes if note)
    return f"{words} ({said})" if said else words
