"""What an invitation brings: the agenda and its figures, as frozen plain values.

Days are ISO, C.E.; see values.py and minutes_values.py. They name people: the chair,
whose public office it is, and nobody else.
"""

from dataclasses import dataclass

from .minutes_values import MinutesValue
from .values import ActionPointValue, Day, Range, Text


@dataclass(frozen=True)
class PackCityValue:
    """Readiness on the eve of the year and at its end, or on `as_of` while it runs."""

    slug: str
    name: Text
    before: Range | None
    now: Range | None


@dataclass(frozen=True)
class PackRequestValue:
    """A later date that waits for a decision; `reason` is its code."""

    city: Text
    milestone: Text
    now: Day | None
    wanted: Day
    reason: str
    note: str
    asked_on: str


@dataclass(frozen=True)
class PackValue:
    """`meeting` has the agenda and nobody's attendance."""

    meeting: MinutesValue
    first_day: str
    last_day: str
    as_of: str
    cities: tuple[PackCityValue, ...]
    action_points: tuple[ActionPointValue, ...]
    requests: tuple[PackRequestValue, ...]
    is_sample: bool


@dataclass(frozen=True)
class PackEdition:
    """Which sending a copy of the pack is; beside the values, no part of their hash."""

    number: int
    on: str
    known_at: int
    sha256: str
    is_withdrawn: bool = False
