"""What was promised, what moved, what was reached: with every date said of it."""

from dataclasses import dataclass

from .basics import Day, Text


@dataclass(frozen=True)
class ChangeValue:
    """A target's day until a decision changed it, and that decision."""

    on: str
    was: Day
    decision: str


@dataclass(frozen=True)
class PromiseValue:
    code: str
    words: Text
    due: Day
    changes: tuple[ChangeValue, ...]
    state: str
    days: int | None
    reason: str
    is_inferred: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class StageValue:
    code: str
    call: int
    kind: str
    text: Text
    day: Day
    basis: str
    sources: tuple[str, ...]
    is_in_window: bool


@dataclass(frozen=True)
class MoveValue:
    """One re-dating: said on `on`, from the date before it to `to`."""

    on: str
    to: Day
    reason: str
    note: str
    decision: str


@dataclass(frozen=True)
class MilestoneValue:
    """One line of the slip ledger as of the report's day; `slip` in days, late is +."""

    code: str
    name: Text
    call: int | None
    is_key: bool
    baseline: Day | None
    moves: tuple[MoveValue, ...]
    due: Day | None
    actual: Day | None
    is_inferred: bool
    slip: int | None
    state: str
    days: int | None
    reason: str
