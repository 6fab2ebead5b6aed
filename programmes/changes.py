"""What changed lately, in words, from the ledger's public entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from cities.models import City, Reading, Stage, Verification
from creativecity.ledger.models import LogEntry, Withdrawal
from creativecity.thai_calendar import midnight

#: Rows read for each line shown: a reading and its verdicts are told in one line.
READ = 4
#: Counted one by one; of more it is said that they are more.
MOST = 10_000


@dataclass(frozen=True)
class Change:
    city: City
    kind: str
    row: object
    at: datetime

    def subject(self):
        """What it is about: of an indicator of a city only the newest is told."""
        if self.kind == "stage":
            return self.kind, self.row.pk
        reading = self.row.reading if self.kind == "verification" else self.row
        return self.city.pk, reading.indicator_id


@dataclass(frozen=True)
class Changes:
    """What staff added since a day; `was_held` says that a review was held on it.

    A number of MOST + 1 stands for more than MOST.
    """

    since: date
    was_held: bool
    readings: int
    verifications: int
    stages: int
    newest: tuple[Change, ...]


def changes_since_review(programme, on, limit=5):
    """Since the last review that was held, else since the last year that was over.

    None before either: there is nothing yet to count from.
    """
    held = programme.reviews.filter(held_on__lte=on).order_by("-held_on").first()
    since = held.held_on if held else programme.last_review_before(on)
    if since is None:
        return None
    rows = [queryset.filter(sequence__gt=_end_of(since)) for queryset in _told()]
    readings, verifications, stages = map(_count, rows)
    return Changes(
        since=since,
        was_held=held is not None,
        readings=readings,
        verifications=verifications,
        stages=stages,
        newest=tuple(_newest(rows, limit)),
    )


def _count(rows) -> int:
    return rows.order_by().values("pk")[: MOST + 1].count()


def _end_of(day: date) -> int:
    """The ledger's point at the end of a day in Thailand."""
    end = midnight(day + timedelta(days=1))
    before = LogEntry.objects.filter(at__lt=end).order_by("-at", "-sequence")
    return before.values_list("sequence", flat=True).first() or 0


def _told():
    """Readings, verdicts that verify a standing one, stages that staff recorded."""
    readings = Reading.objects.standing().select_related("city", "indicator")
    verified = Verification.objects.standing().select_related(
        "agency", "reading__city", "reading__indicator"
    )
    stages = Stage.objects.standing().filter(recorded_by__isnull=False)
    return (
        readings,
        verified.filter(
            ~Exists(Withdrawal.objects.filter(withdrawn=OuterRef("reading__sequence"))),
            # Said so, since nearly all do: an index of verdicts would read them all.
            ~Q(verdict=Verification.Verdict.RETURNED),
        ),
        stages.select_related("candidacy__city", "candidacy__call"),
    )


def _newest(rows, limit):
    """The newest change of each subject, newest first."""
    readings, verifications, stages = (
        queryset.order_by("-sequence")[: limit * READ] for queryset in rows
    )
    found = {}
    for change in sorted(
        _changes(readings, verifications, stages), key=lambda c: -c.row.sequence
    ):
        found.setdefault(change.subject(), change)
    return list(found.values())[:limit]


def _changes(readings, verifications, stages) -> Iterator[Change]:
    for row in readings:
        yield Change(row.city, "reading", row, row.recorded_at)
    for row in verifications:
        yield Change(row.reading.city, "verification", row, row.recorded_at)
    for row in stages:
        yield Change(row.candidacy.city, "stage", row, row.recorded_at)
