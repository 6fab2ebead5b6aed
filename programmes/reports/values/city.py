"""What a report says of one city."""

from dataclasses import dataclass

from .basics import Day, Text
from .dates import MilestoneValue, PromiseValue, StageValue
from .readiness import DimensionValue, Range


@dataclass(frozen=True)
class EventValue:
    """`rung` is how far people took part, "" where that is not known."""

    code: str
    name: Text
    day: Day
    sources: tuple[str, ...]
    rung: str
    took_part: Text
    reach: int | None


@dataclass(frozen=True)
class OutcomeValue:
    """A measure's newest year; figures as decimal text, `share` in per cent."""

    measure: str
    name: Text
    unit: Text
    year: int
    precision: str
    baseline: str | None
    target: str | None
    actual: str | None
    share: int | None
    source: str


@dataclass(frozen=True)
class DistrictValue:
    """A creative district; `state` is "" where none is on record."""

    slug: str
    name: Text
    state: str
    since: Day | None
    text: Text | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class ParticipationValue:
    """What people said in the window, and how far they took part: counts.

    `website` is how many of the suggestions came by the portal's own form, `groups` in
    how many events each group took part. Reports sealed before know neither.
    """

    rungs: tuple[tuple[str, int], ...]
    reach: int | None
    suggestions: int
    adopted: int
    declined: int
    waiting: int
    website: int = 0
    groups: tuple[tuple[str, int], ...] = ()


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
    milestones: tuple[MilestoneValue, ...]
    outcomes: tuple[OutcomeValue, ...]
    districts: tuple[DistrictValue, ...]
    participation: ParticipationValue

    def stages_of_the_year(self):
        return [stage for stage in self.stages if stage.is_in_window]

    def stages_before(self):
        return [stage for stage in self.stages if not stage.is_in_window]
