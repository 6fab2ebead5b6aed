"""Minutes and agenda as frozen plain values (see values.py): what is agreed by hash.

Times are "HH:MM"; days are ISO, C.E. These values name people: staff alone read them.
"""

from dataclasses import dataclass

from .values import DecisionValue, Text


@dataclass(frozen=True)
class PersonValue:
    name: str
    office: str
    body: str
    reason: str


@dataclass(frozen=True)
class ItemValue:
    """One matter of a section, numbered within it ("3.2")."""

    number: str
    cause: str
    city: str
    title: Text
    background: Text
    discussion: Text
    resolution: Text
    decisions: tuple[DecisionValue, ...]


@dataclass(frozen=True)
class SectionValue:
    """One numbered heading of the agenda, in the five-item or six-item form."""

    number: int
    code: str
    title: Text
    items: tuple[ItemValue, ...]


@dataclass(frozen=True)
class MinutesValue:
    """One meeting: before it is held the agenda, after it the minutes."""

    agreement: str
    name: Text
    year: int
    agenda_form: str
    number: str
    meets_on: str | None
    held_on: str | None
    begins_at: str
    ends_at: str
    place: Text
    chair: str
    chair_office: Text
    recorder: str
    recorder_office: str
    present: tuple[PersonValue, ...]
    absent: tuple[PersonValue, ...]
    guests: tuple[PersonValue, ...]
    sections: tuple[SectionValue, ...]
    is_sample: bool
