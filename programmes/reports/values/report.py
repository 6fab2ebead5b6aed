"""One yearly report, whole."""

from dataclasses import dataclass

from .agreement import AgreementValue, CommitmentValue
from .basics import SourceValue, Text
from .city import CityValue
from .meeting import ActionPointValue, DecisionValue, ReviewValue


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
    terms: AgreementValue
    review: ReviewValue | None  # None: no record of a review of this year
    rubric: str
    rubric_status: Text | None
    cities: tuple[CityValue, ...]
    commitments: tuple[CommitmentValue, ...]
    decisions: tuple[DecisionValue, ...]
    action_points: tuple[ActionPointValue, ...]
    sources: tuple[SourceValue, ...]
