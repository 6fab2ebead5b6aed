"""An axis of time as plain numbers, for every drawing in which days lie side by side.

Lengths are in units of LENGTH for the whole axis, so that templates can turn them into
per cent whatever the width of the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from creativecity.thai_calendar import PartialDate

LENGTH = 1000
MAX_TICKS = 5
_MONTHS_BETWEEN = (1, 2, 3, 6, 12, 24, 60, 120, 240)


@dataclass(frozen=True)
class Tick:
    """Where a year, or a month, begins; `year` is C.E."""

    at: int
    year: int
    day: date | None = None
    is_year: bool = True


@dataclass(frozen=True)
class Axis:
    """Both days belong to it; the last lies after the first."""

    first: date
    last: date

    @classmethod
    def around(cls, days: Iterable[date]) -> Self:
        """The whole months in which some days lie; ValueError if there is no day."""
        days = list(days)
        return cls(
            PartialDate(min(days), "month").first_day,
            PartialDate(max(days), "month").last_day,
        )

    def at(self, day: date) -> int:
        """Where a day lies on the axis, 0 to LENGTH; days outside lie at its ends."""
        whole = (self.last - self.first).days
        place = round((day - self.first).days * LENGTH / whole)
        return min(max(place, 0), LENGTH)

    def spell(self, day: date, precision: str) -> dict[str, int]:
        """Where the period of a day begins and ends."""
        period = PartialDate(day, precision)
        return {"since": self.at(period.first_day), "at": self.at(period.last_day)}

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def ticks(self, most: int = MAX_TICKS) -> tuple[Tick, ...]:
        """At most so many, at round distances: months, quarters, halves, years."""
        first = self.first.year * 12 + self.first.month - 1
        last = self.last.year * 12 + self.last.month - 1
        for step in _MONTHS_BETWEEN:
            months = range(first + -first % step, last + 1, step)
            if len(months) <= most - (step % 12 != 0):  # months have longer names
                break
        return tuple(self._tick(month, step) for month in months)

    def _tick(self, month: int, step: int) -> Tick:
        day = date(month // 12, month % 12 + 1, 1)
        return Tick(self.at(day), day.year, day, is_year=step % 12 == 0)
