"""What day it is, Thai fiscal years, and dates known only so far.

Days are stored in the Common Era. The Buddhist year is the Common one plus 543, which
holds since 1941; before that the Thai year began in April, so earlier days are refused.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db.models.enums import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_OFFSET = 543
FIRST_DAY = date(1941, 1, 1)
# From C.E. 2400 on, a year could not be told from a Buddhist one.
LAST_DAY = date(2399, 12, 31)


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


def midnight(day: date) -> datetime:
    """The moment at which `day` begins in Thailand."""
    return datetime.combine(day, time.min, BANGKOK)


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
