"""Which rows belong to a fiscal year or to one of its quarters: the rule; no database.

Fiscal year N (B.E.) runs from 1 October N-1 to 30 September N (source FY1); its
quarters begin on 1 October, 1 January, 1 April and 1 July.

    what is known of the day   belongs to the year           belongs to the quarter
    -------------------------- ----------------------------- ----------------------
    the day, or on or before   that holds the day            that holds the day
    the month                  that holds the month          that holds the month
    the fiscal year            itself                        none
    the calendar year          that holds its last day       none
    nothing                    none                          none

**A year is a year**: what is known to the year alone is no quarter's, though its last
day, by which it is ordered elsewhere (rule 9 of the product), lies in one.

**Money counts once**: an activity of several days belongs to the period of its first
day. What has no money and goes on, as an expert who was sent, is told in every period
that it touches.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from creativecity.thai_calendar import (
    BUDDHIST_OFFSET,
    FiscalYear,
    PartialDate,
    Precision,
)

QUARTERS = (1, 2, 3, 4)
#: Quarter to the month in which it begins.
_BEGINS_IN = {1: 10, 2: 1, 3: 4, 4: 7}


@dataclass(frozen=True)
class Period:
    """A fiscal year, or one of its quarters 1 to 4; ValueError for any other."""

    year: FiscalYear
    quarter: int | None = None

    def __post_init__(self):
        if self.quarter is not None and self.quarter not in QUARTERS:
            raise ValueError(f"a fiscal year has no quarter {self.quarter}")

    def first_day(self) -> date:
        """C.E."""
        if self.quarter is None:
            return self.year.starts_on
        year = self.year.be - BUDDHIST_OFFSET - (self.quarter == 1)
        return date(year, _BEGINS_IN[self.quarter], 1)

    def last_day(self) -> date:
        """C.E."""
        if self.quarter in {None, 4}:
            return self.year.ends_on
        following = Period(self.year, self.quarter + 1)
        return following.first_day() - timedelta(days=1)

    def days(self) -> tuple[date, date]:
        """Its first and last day: all that `holds` is true of lies between them."""
        return self.first_day(), self.last_day()

    def has(self, day: date) -> bool:
        return self.first_day() <= day <= self.last_day()

    def holds(self, when: PartialDate) -> bool:
        """Whether a row of that day belongs to it: the table above."""
        if when.precision == Precision.UNKNOWN or not self.has(when.last_day):
            return False
        return self.quarter is None or self.has(when.first_day)

    def touches(self, first: date, last: date | None) -> bool:
        """Whether any of the days from `first` lies in it; `last` None runs on."""
        return first <= self.last_day() and (last is None or last >= self.first_day())
