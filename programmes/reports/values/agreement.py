"""What a report says of the agreement: its terms, and how each duty stands."""

from dataclasses import dataclass

from .basics import Day, KeyValue, Text


@dataclass(frozen=True)
class CommitmentValue:
    """A duty with its two keys; `standing` is "" of a purpose or the goal."""

    code: str
    kind: str
    agency: str
    agency_name: Text | None  # None: both agencies
    text: Text
    sources: tuple[str, ...]
    standing: str
    progress: str
    reported: KeyValue | None
    answered: KeyValue | None
    days: int | None
    cities: tuple[Text, ...]
    events: tuple[Text, ...]


@dataclass(frozen=True)
class PartyValue:
    agency: str
    name: Text
    short: Text
    signatory: Text
    office: Text


@dataclass(frozen=True)
class AmendmentValue:
    number: int
    kind: str
    text: Text
    on: str
    decision: str
    due: Day | None


@dataclass(frozen=True)
class AgreementValue:
    signed_on: str
    term_years: int
    ends: Day | None
    place: Text
    frame: Text
    parties: tuple[PartyValue, ...]
    amendments: tuple[AmendmentValue, ...]
