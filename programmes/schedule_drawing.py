"""Plan above, actual below: the lines of several cities on one axis of time.

A slanted thread leads from each first date to the day it was done: upright is on time,
leaning on is late, leaning back is early.
"""

from dataclasses import dataclass
from datetime import date

from cities.axis import Axis, Tick
from cities.models import City
from cities.slip import SlipLine, dates_of

MAX_TICKS = 16


@dataclass(frozen=True)
class Plan:
    """What one line has on the axis: where it was planned, where it came to be."""

    line: SlipLine
    since: int
    baseline: int
    due: int
    actual: int | None
    actual_since: int | None

    def is_slip_told(self):
        """Of a target alone: the steps of one bid lie too close together."""
        line = self.line
        is_done = line.actual is not None and not line.is_within()
        return is_done and line.kind == "target"

    def slip_days(self):
        return abs(self.line.slip_days())

    def signed_days(self):
        """Such as "+1,250" or "−914": late is more."""
        return f"{self.line.slip_days():+,}".replace("-", "\N{MINUS SIGN}")

    def moved_from(self):
        return min(self.baseline, self.due)

    def moved_to(self):
        return max(self.baseline, self.due)


@dataclass(frozen=True)
class Band:
    city: City
    plans: tuple[Plan, ...]


@dataclass(frozen=True)
class Schedule:
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    today: int
    term_start: int | None
    term_end: int | None

    def term_length(self):
        return self.term_end - self.term_start


def draw(programme, ledgers, *, on):
    """A Schedule of the ledgers as of a day; None where no line is to be drawn."""
    lines = [line for ledger in ledgers for line in ledger.lines()]
    if not lines:
        return None
    axis = _axis([on, *_term(programme, on), *_days(lines)])
    term = [axis.at(day) for day in _term(programme, on)] or [None, None]
    return Schedule(
        bands=tuple(_band(axis, ledger) for ledger in ledgers),
        ticks=axis.ticks(MAX_TICKS),
        today=axis.at(on),
        term_start=term[0],
        term_end=term[1],
    )


def _axis(days):
    return Axis(date(min(days).year, 1, 1), date(max(days).year, 12, 31))


def _term(programme, on):
    """First and last day of the agreement's term; none before it was signed."""
    if programme is None or on < programme.signed_on:
        return []
    return [programme.signed_on, programme.last_day(on)]


def _days(lines):
    for line in lines:
        for day in dates_of(line):
            yield day.first_day
            yield day.last_day


def _band(axis, ledger):
    return Band(ledger.city, tuple(_plan(axis, line) for line in ledger.lines()))


def _plan(axis, line):
    actual = line.actual
    return Plan(
        line=line,
        since=axis.at(line.baseline.first_day),
        baseline=axis.at(line.baseline.last_day),
        due=axis.at(line.due().last_day),
        actual=axis.at(actual.last_day) if actual else None,
        actual_since=axis.at(actual.first_day) if actual else None,
    )
