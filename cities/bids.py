"""A city's bids as of a day: the stages reached, how each ended, what came when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from creativecity.ledger.remembered import by_version
from creativecity.thai_calendar import PartialDate

from .models import Candidacy, Stage
from .stages import RANKS
from .submission import submission_of


@dataclass(frozen=True)
class Step:
    """A stage that was reached, or the submission that an outcome implies."""

    kind: str
    day: PartialDate
    stage: Stage | None = None  # None: inferred

    def is_inferred(self):
        return self.stage is None

    def label(self):
        return Stage.Kind(self.kind).label


@dataclass(frozen=True)
class Bid:
    """A candidacy, the stages on record, and the submission they record or imply."""

    candidacy: Candidacy
    stages: tuple  # all that are known, whatever their day
    on: date

    def reached(self):
        """Stages whose day has come."""
        return [stage for stage in self.stages if stage.effective_on <= self.on]

    def submission(self):
        """When it went to UNESCO, if it had by that day."""
        submission = submission_of(self.stages, self.candidacy.call.deadline_on)
        return submission if submission and submission.day <= self.on else None

    def ending(self):
        return next((s for s in reversed(self.reached()) if s.is_ending()), None)

    def is_on_record(self):
        return bool(self.reached() or self.submission())

    def in_order(self):
        """All stages in the order in which a bid goes.

        By their days, one known to the year alone would stand after what followed it.
        """
        return sorted(self.stages, key=_rank)

    def steps(self):
        """What had been reached by the day in that order, with what it implies."""
        steps = [Step(s.kind, s.day(), s) for s in self.reached()]
        submission = self.submission()
        if submission and submission.is_inferred:
            steps.append(Step(Stage.Kind.SUBMITTED.value, submission.when()))
        return sorted(steps, key=_rank)


def _rank(row):
    return RANKS[row.kind]


def bids_by_city(cities, on, known_at=None, candidacies=None):
    """City pk to its bids in the order of their calls: two queries for any number."""
    if candidacies is None and known_at is None:
        rows, said = _on_record(tuple(city.pk for city in cities))
    else:
        rows, said = _read(cities, known_at, candidacies)
    return _arranged(rows, said, on)


def bare_bids(on):
    """Of every city, with no more of each row than says how far a bid got: hundreds of
    cities are counted so. Two queries.
    """
    rows = Candidacy.objects.select_related("call").order_by("city", "call__year")
    rows = rows.only("city", "call__year", "call__deadline_on")
    said = Stage.objects.standing()
    said = said.only("candidacy", "kind", "effective_on", "precision", "sequence")
    return _arranged(rows, said, on)


def _arranged(rows, said, on):
    stages = defaultdict(list)
    for stage in said:
        stages[stage.candidacy_id].append(stage)
    bids = defaultdict(tuple)
    for city, group in groupby(rows, key=lambda candidacy: candidacy.city_id):
        bids[city] = tuple(_bid(c, stages[c.pk], on) for c in group)
    return bids


@by_version
def _on_record(cities):
    return _read(cities, None, None)


def _read(cities, known_at, candidacies):
    """The candidacies of some cities, and the stages that stand."""
    if candidacies is None:
        candidacies = Candidacy.objects.all()
    candidacies = candidacies.filter(city__in=cities).select_related("call")
    stages = Stage.objects.standing(known_at).filter(candidacy__city__in=cities)
    return list(candidacies.order_by("city", "call__year")), list(stages)


def _bid(candidacy, stages, on):
    for stage in stages:
        stage.candidacy = candidacy
    return Bid(candidacy, tuple(stages), on)


def designation_of(bids):
    """The stage that made the city of these bids a member; None of another.

    The same as `Stage.objects.memberships` finds, from what was read already.
    """
    reached = [stage for bid in bids for stage in bid.reached()]
    designated = [stage for stage in reached if stage.kind == Stage.Kind.DESIGNATED]
    return max(designated, key=_said_last, default=None)


def _said_last(stage):
    return stage.effective_on, stage.sequence


def bids_of(city, on, candidacies=None):
    """C.E. year of the call to the city's bid in it, oldest first."""
    found = bids_by_city([city], on, candidacies=candidacies)[city.pk]
    return {bid.candidacy.call.year: bid for bid in found}
