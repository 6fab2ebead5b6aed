"""What changed lately, in words, from the ledger's public entries."""

from dataclasses import dataclass
from datetime import datetime

from cities.models import City, Reading, Stage, Verification


@dataclass(frozen=True)
class Change:
    city: City
    kind: str
    row: object
    at: datetime


def recent_changes(limit=6):
    """The newest readings, verdicts and stages that staff added, newest first."""
    return sorted(
        (*_readings(limit), *_verifications(limit), *_stages(limit)),
        key=lambda change: -change.row.sequence,
    )[:limit]


def _readings(limit):
    readings = Reading.objects.standing().select_related("city", "indicator")
    for row in readings.order_by("-sequence")[:limit]:
        yield Change(row.city, "reading", row, row.recorded_at)


def _verifications(limit):
    verdicts = Verification.objects.standing().select_related(
        "agency", "reading__city", "reading__indicator"
    )
    verified = verdicts.filter(
        verdict=Verification.Verdict.VERIFIED, reading__in=Reading.objects.standing()
    )
    for row in verified.order_by("-sequence")[:limit]:
        yield Change(row.reading.city, "verification", row, row.recorded_at)


def _stages(limit):
    stages = Stage.objects.standing().filter(recorded_by__isnull=False)
    stages = stages.select_related("candidacy__city", "candidacy__call")
    for row in stages.order_by("-sequence")[:limit]:
        yield Change(row.candidacy.city, "stage", row, row.recorded_at)
