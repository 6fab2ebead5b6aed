"""What a report is made of: frozen plain values, both languages in each text.

`dataclasses.asdict()` of a report is what is sealed and what JSON shows; every other
form of it is drawn from the same values and from nothing else. Days are ISO, C.E.;
levels are 0 to 4; shares are whole per cent, rounded down; years count from 1. A field
added later needs a default: what was sealed before does not have it (plain.py).
"""

from .agreement import AgreementValue, AmendmentValue, CommitmentValue, PartyValue
from .basics import Day, KeyValue, SourceValue, Text
from .city import CityValue, DistrictValue, EventValue, OutcomeValue, ParticipationValue
from .dates import ChangeValue, MilestoneValue, MoveValue, PromiseValue, StageValue
from .meeting import ActionPointValue, AttendanceValue, DecisionValue, ReviewValue
from .readiness import DimensionValue, Range
from .report import AnnualReport

__all__ = [
    "ActionPointValue",
    "AgreementValue",
    "AmendmentValue",
    "AnnualReport",
    "AttendanceValue",
    "ChangeValue",
    "CityValue",
    "CommitmentValue",
    "Day",
    "DecisionValue",
    "DimensionValue",
    "DistrictValue",
    "EventValue",
    "KeyValue",
    "MilestoneValue",
    "MoveValue",
    "OutcomeValue",
    "ParticipationValue",
    "PartyValue",
    "PromiseValue",
    "Range",
    "ReviewValue",
    "SourceValue",
    "StageValue",
    "Text",
]
