"""What an officer says of several indicators at once: recorded whole, or not at all."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Claim:
    """A reading not yet recorded, its evidence, and what it was typed against.

    `base` is the sequence of the newest reading of the indicator that its author had
    before them, None where there was none.
    """

    reading: object
    base: int | None
    evidence: list = field(default_factory=list)

    def is_recorded_as(self, reading, *, by):
        """Whether `by` recorded just this since the page was opened that says it."""
        pieces = {link.evidence_id for link in reading.evidence_links.all()}
        return (
            reading.indicator_id == self.reading.indicator_id
            and reading.sequence > (self.base or 0)
            and self.reading.repeats(reading, by=by)
            and pieces == {piece.pk for piece in self.evidence}
        )


class OvertakenError(Exception):
    """Somebody recorded a newer reading of these indicators since the page was opened.

    `indicators` are their primary keys. Nothing was recorded.
    """

    def __init__(self, indicators):
        super().__init__(f"overtaken on indicators {sorted(indicators)}")
        self.indicators = indicators
