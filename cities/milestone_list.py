"""The milestones of cities as staff list them, each with how it stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .models import Candidacy, Milestone, Stage
from .stages import ENDINGS
from .standing import Standing, State
from .track import Track

#: What a list can be narrowed to, in the order of its filters.
STATES = ("overdue", "due", "waiting", "plan", "ahead", "done", "closed", "retired")

_HOLDS = {
    "overdue": {State.OVERDUE},
    "due": {State.DUE},
    "waiting": {State.WAITING_FOR_DECISION},
    "ahead": {State.UPCOMING},
    "done": {State.MET_EARLY, State.MET, State.MET_LATE},
    "closed": {State.NOT_MET, State.NO_RECORD, State.NOT_ENOUGH_DATA},
    "retired": {State.RETIRED},
}


@dataclass(frozen=True)
class Listed:
    milestone: Milestone
    track: Track
    standing: Standing

    def is_unagreed(self):
        """Whether its first date was never agreed, and it was not retired."""
        return not self.track.forecasts and not self.track.retirement()

    def may_be_agreed(self):
        return self.is_unagreed() and self.milestone.planned_on is not None

    def is_plan(self):
        """Whether its first date is still to be agreed, in a bid that goes on."""
        return self.is_unagreed() and not self.track.ending()

    def is_in(self, state):
        """An empty state holds all but the retired."""
        if not state:
            return self.standing.state != State.RETIRED
        if state == "plan" or self.is_plan():
            return state == "plan" and self.is_plan()
        return self.standing.state in _HOLDS.get(state, ())

    def date(self):
        """The date that stands; before there is one, the day planned, or None."""
        return self.track.due() or self.milestone.planned()

    def order(self):
        day = self.date()
        return day.last_day if day else date.max, self.milestone.position


def gather(milestones, on):
    """Each milestone as it stands on a day, by its date; few queries for any number."""
    milestones = list(
        milestones.select_related(
            "city", "candidacy__call", "membership__candidacy__call"
        )
    )
    tracks = Milestone.objects.tracks(milestones, on)
    rows = [Listed(m, tracks[m.pk], tracks[m.pk].status()) for m in milestones]
    return sorted(rows, key=Listed.order)


def by_city(cities, on, *, open_of=()):
    """City pk to its milestones as they stand on a day; of the cities `open_of` only
    what may still be to do: of hundreds of cities most was done long ago.
    """
    milestones = Milestone.objects.filter(city__in=cities)
    if open_of:
        milestones |= Milestone.objects.filter(city__in=open_of).open(on)
    found = defaultdict(list)
    for row in gather(milestones, on):
        found[row.milestone.city_id].append(row)
    return found


def in_state(rows, state):
    return [row for row in rows if row.is_in(state)]


def sections(rows):
    """[(candidacy or None, membership or None, rows)], the newest call first."""
    found = defaultdict(list)
    for row in rows:
        found[row.milestone.candidacy, row.milestone.membership].append(row)
    groups = [(bid, membership, listed) for (bid, membership), listed in found.items()]
    return sorted(
        groups, key=lambda g: (-(g[0] or g[1].candidacy).call.year, g[0] is not None)
    )


def without_plan(cities):
    """The bids of these cities that go on and have no milestone yet."""
    ended = Stage.objects.standing().filter(kind__in=ENDINGS)
    bids = Candidacy.objects.filter(city__in=cities, milestones=None)
    return bids.exclude(pk__in=ended.values("candidacy")).select_related("city", "call")
