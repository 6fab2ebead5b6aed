"""What the public may read of some bids of one city, as of a day."""

from collections import defaultdict
from dataclasses import dataclass

from .bids import Bid
from .gap_lines import GapLine, gap_lines
from .models import Feedback, Gap, Milestone
from .slip import SlipLine, slip_line


@dataclass(frozen=True)
class Side:
    """One bid; `readiness` is that of the call's deadline, None where none was read.

    `lines` are those of its published milestones in the slip ledger, by code.
    """

    bid: Bid
    feedback: tuple[Feedback, ...]
    gaps: tuple[GapLine, ...]
    lines: dict[str, SlipLine]
    readiness: object | None

    def year(self):
        return self.bid.candidacy.call.year

    def deadline(self):
        return self.bid.candidacy.call.deadline()

    def is_deadline_past(self):
        deadline = self.deadline()
        return deadline is not None and deadline.last_day <= self.bid.on

    def open_gaps(self):
        return [line for line in self.gaps if line.is_open]

    def closed_gaps(self):
        return [line for line in self.gaps if not line.is_open]

    def cited(self):
        """The rows whose sources the page names."""
        return [*self.bid.reached(), *self.feedback, *self.lines.values()]


def sides(city, bids):
    """A Side for each of the city's bids: the same queries for any number but one.

    Readiness alone is asked anew for each, since each call had a deadline of its own.
    """
    if not bids:
        return []
    on = bids[0].on
    candidacies = [bid.candidacy for bid in bids]
    feedback = defaultdict(list)
    for row in Feedback.objects.published(on).filter(candidacy__in=candidacies):
        feedback[row.candidacy_id].append(row)
    gaps = Gap.objects.published(on).filter(candidacy__city=city)
    lines = gap_lines(gaps.select_related("candidacy__call"), on)
    slip = _slip_lines(candidacies, on)
    return [
        Side(
            bid=bid,
            feedback=tuple(feedback[bid.candidacy.pk]),
            gaps=tuple(lines[bid.candidacy.pk]),
            lines=slip[bid.candidacy.pk],
            readiness=_readiness_at_deadline(city, bid),
        )
        for bid in bids
    ]


def _slip_lines(candidacies, on):
    milestones = Milestone.objects.published(on).filter(candidacy__in=candidacies)
    milestones = milestones.select_related("candidacy__call").order_by("position", "pk")
    found = defaultdict(dict)
    for track in Milestone.objects.tracks(milestones, on).values():
        milestone = track.milestone
        found[milestone.candidacy_id][milestone.code] = slip_line(track)
    return found


def _readiness_at_deadline(city, bid):
    """How ready the city was on the call's last day; None if nothing was read."""
    deadline = bid.candidacy.call.deadline()
    if deadline is None or deadline.last_day > bid.on:
        return None
    progress = city.progress(deadline.last_day)
    if progress is None or not progress.readiness.read:
        return None
    return progress.readiness
