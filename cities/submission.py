"""When a bid went to UNESCO, as its stages record or imply it.

UNESCO judges only what was submitted in time, so an outcome implies a submission on or
before the call's deadline (facts.json, note of M05).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from creativecity.thai_calendar import PartialDate, Precision

#: The endings that UNESCO alone can bring.
JUDGED_BY_UNESCO = ("not-designated", "designated")


@dataclass(frozen=True)
class Submission:
    """The day, and the stage that tells it; inferred if only its outcome does."""

    day: date
    precision: str
    is_inferred: bool
    stage: object = field(default=None, compare=False)

    def when(self) -> PartialDate:
        return PartialDate(self.day, Precision(self.precision))


def submission_of(stages: Iterable, deadline_on: date | None) -> Submission | None:
    """What the `stages` of one candidacy say of its submission; None if nothing."""
    for stage in stages:
        if stage.kind == "submitted":
            return Submission(stage.effective_on, stage.precision, False, stage)
    judged = next((row for row in stages if row.kind in JUDGED_BY_UNESCO), None)
    if deadline_on is None or judged is None:
        return None
    return Submission(deadline_on, Precision.ON_OR_BEFORE, True, judged)
