"""What a report says of the review: who met, what was decided, what came of it."""

from dataclasses import dataclass

from .basics import KeyValue, Text


@dataclass(frozen=True)
class AttendanceValue:
    """How many came for whom; `agency` is "" for those from elsewhere."""

    agency: str
    name: Text | None
    present: int
    absent: int
    guests: int


@dataclass(frozen=True)
class ReviewValue:
    """The meeting on this year; of its people the chair alone is named, by office."""

    number: str
    held_on: str | None
    begins_at: str
    ends_at: str
    place: Text
    chair: str
    chair_office: Text
    attendance: tuple[AttendanceValue, ...]
    minutes_agreed: tuple[KeyValue, ...]


@dataclass(frozen=True)
class DecisionValue:
    """`effects` say in words what it did: "milestone re-dated", ..."""

    number: str
    on: str
    kind: str
    text: Text
    effects: tuple[Text, ...]


@dataclass(frozen=True)
class ActionPointValue:
    """`is_earlier`: given before this year, so the report says what came of it."""

    decision: str
    text: Text
    owner: Text
    due: str
    state: str
    days: int | None
    carried: int
    result: str
    is_earlier: bool
