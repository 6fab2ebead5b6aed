"""What a draft of a monitoring report is made of: frozen plain values (see values.py).

Years are C.E.; days are ISO. Nothing here names a person, and nothing here is kept from
the public: notes within the staff, private feedback and signers are not gathered.
"""

from dataclasses import dataclass

from .values import Day, DimensionValue, EventValue, Range, SourceValue, Text


@dataclass(frozen=True)
class YearValue:
    """Readiness at the end of one year, or on the day of gathering while it runs.

    `as_of` is empty for a year that lies ahead; `readiness` is None where no rubric
    was in force by then.
    """

    year: int
    as_of: str
    is_over: bool
    readiness: Range | None
    dimensions: tuple[DimensionValue, ...]

    def has_readings(self):
        return self.readiness is not None and self.readiness.read > 0


@dataclass(frozen=True)
class FigureValue:
    """One figure of one year; `value` is a number as text, `source` in its words."""

    period: Day
    kind: str
    value: str
    source: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class MeasureValue:
    code: str
    name: Text
    unit: Text
    figures: tuple[FigureValue, ...]


@dataclass(frozen=True)
class EvidenceValue:
    """A published piece; `address` is a link, or a path of this portal."""

    title: Text
    address: str
    added_on: str


@dataclass(frozen=True)
class MoveValue:
    before: Day
    after: Day
    reason: str
    decision: str


@dataclass(frozen=True)
class MilestoneValue:
    name: Text
    baseline: Day
    due: Day
    done: Day | None
    moves: tuple[MoveValue, ...]
    state: str
    days: int | None
    reason: str
    is_inferred: bool


@dataclass(frozen=True)
class FactValue:
    topic: str
    value: Text
    day: Day | None
    basis: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class MonitoringDraft:
    city: str
    name: Text
    field: str
    member_since: Day
    year: int
    due: Day
    first_day: str
    last_day: str
    as_of: str
    known_at: int
    is_sample: bool
    rubric: str
    years: tuple[YearValue, ...]
    measures: tuple[MeasureValue, ...]
    events: tuple[EventValue, ...]
    evidence: tuple[EvidenceValue, ...]
    milestones: tuple[MilestoneValue, ...]
    facts: tuple[FactValue, ...]
    sources: tuple[SourceValue, ...]

    def figures_of(self, year):
        """How many figures speak of a year; a fiscal year counts where it ends."""
        days = [f.period.on for m in self.measures for f in m.figures]
        return sum(day.startswith(f"{year}-") for day in days)

    def events_of(self, year):
        return sum(event.day.on.startswith(f"{year}-") for event in self.events)

    def evidence_of(self, year):
        return sum(piece.added_on.startswith(f"{year}-") for piece in self.evidence)
