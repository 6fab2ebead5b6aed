"""Times of day as offices write them: Thai ones with a full stop and "น."."""

from datetime import datetime, time

from django.utils.timezone import localtime

from .thai_calendar import bangkok_day
from .thai_dates import format_date


def hours(value: datetime | time | str, language: str | None) -> str:
    """`09.30` in Thai, `09:30` otherwise; a moment by the clock of Thailand.

    A text is "09:30" already, as plain values hold it.
    """
    if isinstance(value, datetime):
        value = localtime(value)
    text = value if isinstance(value, str) else f"{value:%H:%M}"
    return text.replace(":", ".") if language == "th" else text


def format_clock(
    first: datetime | time | str | None,
    language: str | None,
    last: time | str | None = None,
) -> str:
    """`09.30–12.00 น.` or `09:30–12:00`, as far as known."""
    words = "–".join(hours(each, language) for each in (first, last) if each)
    return f"{words} น." if words and language == "th" else words


def format_moment(
    moment: datetime, language: str | None, *, short: bool = False
) -> str:
    """`13 กันยายน 2569 เวลา 09.30 น.` or `13 September 2026 09:30`."""
    day = format_date(bangkok_day(moment), language, short=short)
    between = " เวลา " if language == "th" else " "
    return f"{day}{between}{format_clock(moment, language)}"
