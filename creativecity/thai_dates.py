"""Dates as Thais write and read them: in words out, as typed in.

In Thai the year is the Buddhist one, in English the Common one; what is typed may be
either, and a year from 2400 on is Buddhist.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from .thai_calendar import BUDDHIST_OFFSET, FIRST_DAY, LAST_DAY, FiscalYear, Precision
from .thai_text import normalise, search_key

MAX_TYPED_LENGTH = 60

# fmt: off
THAI_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)
THAI_MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
    "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
ENGLISH_MONTHS_SHORT = tuple(month[:3] for month in ENGLISH_MONTHS)

_PATTERNS = {
    "th": {
        Precision.DAY: "{day} {month} {year}",
        Precision.MONTH: "{month} {year}",
        Precision.YEAR: "พ.ศ. {year}",
        Precision.ON_OR_BEFORE: "ภายในวันที่ {day} {month} {year}",
        Precision.UNKNOWN: "ไม่ทราบวันที่",
    },
    "en": {
        Precision.DAY: "{day} {month} {year}",
        Precision.MONTH: "{month} {year}",
        Precision.YEAR: "{year}",
        Precision.ON_OR_BEFORE: "on or before {day} {month} {year}",
        Precision.UNKNOWN: "date unknown",
    },
}


def year_number(year: int, language: str | None) -> int:
    """A C.E. `year` as the reader counts it: B.E. in Thai, C.E. otherwise."""
    return year + BUDDHIST_OFFSET if language == "th" else year


def format_date(
    day: date,
    language: str | None,
    *,
    precision: Precision = Precision.DAY,
    short: bool = False,
) -> str:
    """`day` (C.E.) in words, B.E. in Thai and C.E. in any other language.

    `short` abbreviates the month. ValueError if a fiscal year is asked for a day that
    FiscalYear.of() refuses.
    """
    precision = Precision(precision)
    if precision == Precision.FISCAL_YEAR:
        return FiscalYear.of(day).label(language)
    return _PATTERNS["th" if language == "th" else "en"][precision].format(
        day=day.day,
        month=_month_names(language, short)[day.month - 1],
        year=year_number(day.year, language),
    )


def format_numeric(day: date, language: str | None) -> str:
    """`day` (C.E.) as people type it: 13/9/2569 in Thai, 13/9/2026 otherwise."""
    return f"{day.day}/{day.month}/{year_number(day.year, language)}"


def format_range(start: date, end: date, language: str | None) -> str:
    """Two days (C.E.) in words, month and year said once where they are shared.

    Raises ValueError if `end` is before `start`.
    """
    if end < start:
        raise ValueError(f"a range cannot end on {end}, before {start}")
    if start == end:
        return format_date(end, language)
    first = format_date(start, language)
    if start.year == end.year:
        month = _month_names(language, short=False)[start.month - 1]
        first = f"{start.day}" if start.month == end.month else f"{start.day} {month}"
    return f"{first} {'ถึง' if language == 'th' else 'to'} {format_date(end, language)}"


def _month_names(language: str | None, short: bool) -> tuple[str, ...]:
    if language == "th":
        return THAI_MONTHS_SHORT if short else THAI_MONTHS
    return ENGLISH_MONTHS_SHORT if short else ENGLISH_MONTHS


# Reading

_SEPARATOR = r"(?:\s*[-/.]\s*|\s+)"
_WRITTEN_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"(?P<day>\d\d?){_SEPARATOR}(?P<month>\d\d?){_SEPARATOR}(?P<year>\d{{1,4}})",
        rf"(?P<year>\d{{4}}){_SEPARATOR}(?P<month>\d\d?){_SEPARATOR}(?P<day>\d\d?)",
        r"(?:วันที่\s*)?(?P<day>\d\d?)(?P<month>\D+)(?P<year>\d{1,4})",
    )
)
_ERAS = {"พศ": BUDDHIST_OFFSET, "be": BUDDHIST_OFFSET, "คศ": 0, "ce": 0, "ad": 0}
_BUDDHIST_SINCE = 2400  # a year without its era is B.E. from here on


def _bare(words: str) -> str:
    return re.sub(r"[\s.,/-]", "", words).casefold()


_MONTH_NUMBERS = {
    _bare(name): number
    for names in (THAI_MONTHS, THAI_MONTHS_SHORT, ENGLISH_MONTHS, ENGLISH_MONTHS_SHORT)
    for number, name in enumerate(names, start=1)
} | {"sept": 9}


class DateNotUnderstood(ValueError):  # noqa: N818 says what happened, as ours do
    """A typed date was refused; `str()` tells the reader what to do.

    `code` is one of not-a-date, two-digit-year, no-such-day, too-early, too-late.
    """

    def __init__(self, code: str, typed: str, language: str | None):
        self.code = code
        super().__init__(_advice(code, typed, language))


def _advice(code: str, typed: str, language: str | None) -> str:
    match code:
        case "two-digit-year":
            advice = _("Write all four digits of the year, for example %(example)s.")
        case "no-such-day":
            advice = _("%(typed)s is not in the calendar. Check the day and the month.")
        case "too-early":
            advice = _("Days before %(first)s cannot be entered. Check the year.")
        case "too-late":
            advice = _("Days after %(last)s cannot be entered. Check the year.")
        case _:
            advice = _("Write day, month and year, for example %(example)s.")
    return advice % {
        "example": format_numeric(date(2026, 9, 13), language),
        "typed": normalise(typed),
        "first": format_date(FIRST_DAY, language),
        "last": format_date(LAST_DAY, language),
    }


def parse_date(text: str, language: str | None = "th") -> date:
    """The day (C.E.) that `text` means, typed in either calendar and language.

    A year from 2400 on is B.E. unless its era is written. `language` picks the calendar
    of the examples in messages. Raises DateNotUnderstood.
    """
    match = _match(text)
    month, offset = _month_and_era(match["month"]) if match else (None, None)
    if month is None:
        raise DateNotUnderstood("not-a-date", text, language)
    if len(match["year"]) < 4:
        raise DateNotUnderstood("two-digit-year", text, language)
    year = int(match["year"])
    if offset is None:
        offset = BUDDHIST_OFFSET if year >= _BUDDHIST_SINCE else 0
    if year - offset < FIRST_DAY.year:
        raise DateNotUnderstood("too-early", text, language)
    if year - offset > LAST_DAY.year:
        raise DateNotUnderstood("too-late", text, language)
    try:
        return date(year - offset, month, int(match["day"]))
    except ValueError:
        raise DateNotUnderstood("no-such-day", text, language) from None


def _match(text: str) -> re.Match | None:
    """Day, month and year as typed, if `text` has one of the forms."""
    if len(text) > MAX_TYPED_LENGTH:
        return None
    typed = search_key(text)
    return next(filter(None, (form.fullmatch(typed) for form in _WRITTEN_FORMS)), None)


def _month_and_era(typed: str) -> tuple[int | None, int | None]:
    """The month's number and, if its era is written, what to take off the year."""
    words, offset = _bare(typed), None
    for ending, years in _ERAS.items():
        if words.endswith(ending):
            words, offset = words.removesuffix(ending), years
            break
    if words.isascii() and words.isdigit():
        return int(words), offset
    return _MONTH_NUMBERS.get(words), offset
