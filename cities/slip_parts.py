"""What is said of a promise beside its dates: moves, requests and remarks."""

from dataclasses import dataclass
from datetime import date

from creativecity.thai_calendar import PartialDate


def days_between(start: PartialDate, end: PartialDate) -> int:
    return (end.last_day - start.last_day).days


@dataclass(frozen=True)
class Move:
    """A re-dating that stands; `decision` is the number of what allowed it, if any."""

    before: PartialDate
    after: PartialDate
    said_on: date
    reason: str
    reason_code: str
    note: str
    decision: str
    kind: str = "moved"

    def days(self) -> int:
        return days_between(self.before, self.after)


@dataclass(frozen=True)
class Request:
    """A later date that was asked for: it waits, or was refused and why."""

    asked: PartialDate
    said_on: date
    reason: str
    note: str
    kind: str = "waits"
    decided_on: date | None = None
    why_refused: str = ""
    decision: str = ""


@dataclass(frozen=True)
class Remark:
    """What somebody said in their own words: a view until a day, or a retirement."""

    kind: str
    words: str
    reason: str
    said_on: date
    until: date | None = None
