"""What a report is made of: frozen plain values, both languages in each text.

`dataclasses.asdict()` of a report is what is sealed and what JSON shows; every other
form of it is drawn from the same values and from nothing else. Days are ISO, C.E.;
levels are 0 to 4; shares are whole per cent, rounded down; years count from 1.
"""

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    th: str
    en: str

    def __str__(self):
        return (self.en if get_language() == "en" else self.th) or self.th

    @classmethod
    def of(cls, obj, field):
        return cls(getattr(obj, f"{field}_th"), getattr(obj, f"{field}_en"))


@dataclass(frozen=True)
class Day:
    """A day and how exactly it is known; the last day of its period."""

    on: str
    precision: str


@dataclass(frozen=True)
class Range:
    """Readiness in per cent; None where no indicator applies or none was read."""

    lowest: int | None
    highest: int | None
    mean: int | None
    read: int
    applicable: int
    reported: int


@dataclass(frozen=True)
class DimensionValue:
    code: str
    name: Text
    readiness: Range


@dataclass(frozen=True)
class PromiseValue:
    code: str
    words: Text
    due: Day
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
class EventValue:
    code: str
    name: Text
    day: Day
    sources: tuple[str, ...]


@dataclass(frozen=True)
class CityValue:
    slug: str
    name: Text
    member_since: Day | None
    field: str
    next_report_year: int | None
    readiness_before: Range | None
    readiness: Range | None
    dimensions: tuple[DimensionValue, ...]
    promises: tuple[PromiseValue, ...]
    stages: tuple[StageValue, ...]
    events: tuple[EventValue, ...]

    def stages_of_the_year(self):
        return [stage for stage in self.stages if stage.is_in_window]

    def stages_before(self):
        return [stage for stage in self.stages if not stage.is_in_window]


@dataclass(frozen=True)
class CommitmentValue:
    code: str
    kind: str
    agency: str
    agency_name: Text | None  # None: both agencies
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SourceValue:
    code: str
    title: str
    publisher: str
    published: str
    address: str


@dataclass(frozen=True)
class AnnualReport:
    agreement: str
    name: Text
    year: int
    first_day: str
    last_day: str
    as_of: str
    known_at: int
    state: str
    is_sample: bool
    review_on_record: bool
    rubric: str
    rubric_status: Text | None
    cities: tuple[CityValue, ...]
    commitments: tuple[CommitmentValue, ...]
    sources: tuple[SourceValue, ...]
