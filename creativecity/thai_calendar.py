"""What day it is, Thai fiscal years, and dates in the Buddhist era, out and in.

Days are stored in the Common Era. The Buddhist year is the Common one plus 543, which
holds since 1941; before that the Thai year began in April, so earlier days are refused.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db.models.enums import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .thai_text import normalise, search_key

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_OFFSET = 543
FIRST_DAY = date(1941, 1, 1)
# From C.E. 2400 on, a year could not be told from a Buddhist one.
LAST_DAY = date(2399, 12, 31)
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


class Precision(TextChoices):
    """How much of a date is known."""

    DAY = "day", gettext_lazy("to the day")
    MONTH = "month", gettext_lazy("to the month")
    YEAR = "year", gettext_lazy("to the year")
    FISCAL_YEAR = "fiscal-year", gettext_lazy("to the fiscal year")
    ON_OR_BEFORE = "on-or-before", gettext_lazy("on or before")
    UNKNOWN = "unknown", gettext_lazy("unknown")


def today() -> date:
    """Today's date in Thailand. Nothing else reads the clock for a date."""
    return bangkok_day(timezone.now())


def bangkok_day(moment: datetime) -> date:
    """The date in Thailand at an aware `moment`; ValueError if it is naive."""
    return timezone.localdate(moment, BANGKOK)


def add_years(day: date, years: int) -> date:
    """The same day `years` later (earlier if negative); 29 Feb falls back to 28 Feb.

    Raises ValueError outside the years 1 to 9999 C.E.
    """
    year = day.year + years
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def _check_reach(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is not between {FIRST_DAY} and {LAST_DAY}")


@dataclass(frozen=True, order=True)
class FiscalYear:
    """A Thai fiscal year by the B.E. number printed on documents: FiscalYear(2569).

    Year N runs from 1 October N-1 to 30 September N, as the secretariat of the House
    of Representatives puts it (source FY1). Raises ValueError outside FIRST to LAST.
    """

    be: int

    FIRST: ClassVar[int] = 2440
    LAST: ClassVar[int] = 2999

    def __post_init__(self):
        if not self.FIRST <= self.be <= self.LAST:
            raise ValueError(f"{self.be} is not a fiscal year in the Buddhist era")

    @classmethod
    def of(cls, day: date) -> Self:
        """The year that `day` falls in; ValueError before 1941 or after 2399 C.E."""
        _check_reach(day)
        return cls(day.year + BUDDHIST_OFFSET + (day.month >= 10))

    @property
    def starts_on(self) -> date:
        """1 October, C.E."""
        return date(self.be - BUDDHIST_OFFSET - 1, 10, 1)

    @property
    def ends_on(self) -> date:
        """30 September, C.E."""
        return date(self.be - BUDDHIST_OFFSET, 9, 30)

    def contains(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def next(self) -> Self:
        return type(self)(self.be + 1)

    def previous(self) -> Self:
        return type(self)(self.be - 1)

    def label(self, language: str | None) -> str:
        """`ปีงบประมาณ 2564` or `fiscal year 2021 (B.E. 2564)`."""
        if language == "th":
            return f"ปีงบประมาณ {self.be}"
        return f"fiscal year {self.be - BUDDHIST_OFFSET} (B.E. {self.be})"

    def __int__(self):
        return self.be

    def __str__(self):
        return str(self.be)


# What is written, and what makes a whole date of it.
_ISO_FORMS = {
    Precision.DAY: (r"\d{4}-\d\d-\d\d", ""),
    Precision.ON_OR_BEFORE: (r"\d{4}-\d\d-\d\d", ""),
    Precision.MONTH: (r"\d{4}-\d\d", "-01"),
    Precision.YEAR: (r"\d{4}", "-12-31"),
    Precision.FISCAL_YEAR: (r"\d{4}", "-09-30"),
}


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known only so far, kept as the last day (C.E.) of its period.

    That day counts for order, status and `as_of` (rule 9 of the product). An unknown
    date keeps the day it is sorted under. ValueError before 1941 or after 2399 C.E.
    """

    day: date
    precision: Precision = Precision.DAY

    def __post_init__(self):
        object.__setattr__(self, "precision", Precision(self.precision))
        object.__setattr__(self, "day", _period(self.day, self.precision)[1])
        _check_reach(self.day)

    @classmethod
    def parse_iso(cls, text: str, precision: Precision) -> Self:
        """From `2019`, `2019-10` or `2019-10-30` (C.E.), as `precision` asks.

        For a fiscal year, "2021" is the one that ends in C.E. 2021, B.E. 2564.
        Raises ValueError if the form does not fit or there is no such day.
        """
        form, rest = _ISO_FORMS.get(Precision(precision), ("", ""))
        if not form or not re.fullmatch(form, text, re.ASCII):
            raise ValueError(f"{text!r} is not a date known {precision!s}")
        return cls(date.fromisoformat(text + rest), precision)

    @classmethod
    def of(cls, day: date | None, precision: str) -> Self | None:
        """The pair as a model keeps it; None where no day is known."""
        return None if day is None else cls(day, Precision(precision))

    @property
    def first_day(self) -> date:
        """First day of the period, C.E.; the day itself for "on or before"."""
        return _period(self.day, self.precision)[0]

    @property
    def last_day(self) -> date:
        """Last day of the period, C.E."""
        return self.day


def _period(day: date, precision: Precision) -> tuple[date, date]:
    match precision:
        case Precision.MONTH:
            days = calendar.monthrange(day.year, day.month)[1]
            return day.replace(day=1), day.replace(day=days)
        case Precision.YEAR:
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case Precision.FISCAL_YEAR:
            year = FiscalYear.of(day)
            return year.starts_on, year.ends_on
    return day, day


# Writing

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
