"""One milestone's line: its first date, every move, and the day it was done.

A `Track` holds the rows said of a milestone, as known at a point of the ledger, and
answers as of a day. It reads neither the database nor the clock.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from creativecity.thai_calendar import PartialDate, bangkok_day

from .stages import ENDINGS
from .standing import Standing, compare
from .submission import JUDGED_BY_UNESCO, submission_of

#: Which stages of a candidacy say that a step was taken (TemplateStep.DoneBy).
SAYS_DONE = {
    "selection": ("nominated", "not-nominated"),
    "announcement": JUDGED_BY_UNESCO,
}
#: Which endings say that a step was never taken.
SAYS_NEVER = {
    "submission": ("not-nominated",),
    "announcement": ("not-nominated",),
}


@dataclass(frozen=True)
class Done:
    """The day a milestone was done: said outright, or told by a stage of the bid."""

    day: PartialDate
    is_inferred: bool = False
    row: object = None  # the completion, or the stage


@dataclass(frozen=True)
class Track:
    """Rows have `sequence` and `effective_on`; those of later days are left out.

    `stages` are those of the milestone's candidacy. `known_at` is the point of the
    ledger that the rows were asked at, None for now.
    """

    milestone: object
    on: date
    forecasts: tuple = ()
    requests: tuple = ()
    completions: tuple = ()
    retirements: tuple = ()
    views: tuple = ()
    stages: tuple = ()
    known_at: int | None = None

    def _by_then(self, rows):
        spoken = [row for row in rows if row.effective_on <= self.on]
        return sorted(spoken, key=lambda row: (row.effective_on, row.sequence))

    def dates(self):
        """The baseline and every re-dating that had been said by the day, in order."""
        spoken = self._by_then(self.forecasts)
        return sorted(spoken, key=lambda row: not row.is_baseline())

    def baseline(self):
        return next((row for row in self.dates() if row.is_baseline()), None)

    def moves(self):
        """(from, forecast) of every re-dating."""
        dates = self.dates()
        return [(before.due(), row) for before, row in pairwise(dates)]

    def due(self):
        """The date that stands as of the day; None before there was a baseline."""
        dates = self.dates()
        return dates[-1].due() if dates else None

    def times_moved(self):
        return len(self.moves())

    def open_request(self):
        """The request that nobody had decided on by the day; None if there is none.

        Nobody decides on the date of a milestone that was retired.
        """
        if self.retirement():
            return None
        waiting = [row for row in self._by_then(self.requests) if not self.ruling(row)]
        return waiting[-1] if waiting else None

    def ruling(self, request):
        """What was decided on a request by the day, as known; None if nothing was."""
        ruling = getattr(request, "ruling", None)
        if ruling is None or ruling.effective_on > self.on:
            return None
        is_known = self.known_at is None or ruling.sequence <= self.known_at
        return ruling if is_known else None

    def refusals(self):
        """(request, ruling) of every request refused by the day."""
        ruled = [(row, self.ruling(row)) for row in self._by_then(self.requests)]
        return [(row, ruling) for row, ruling in ruled if ruling and ruling.is_refusal]

    def completion(self):
        rows = self._by_then(self.completions)
        return rows[-1] if rows else None

    def retirement(self):
        rows = self._by_then(self.retirements)
        return rows[-1] if rows else None

    def view(self):
        """The stated view that had not expired by the day; None without one."""
        rows = self._by_then(self.views)
        return rows[-1] if rows and rows[-1].expires_on >= self.on else None

    def done(self):
        """When it was done, whatever the day asked about; None if never."""
        completions = sorted(self.completions, key=lambda row: row.sequence)
        if completions:
            row = completions[-1]
            return Done(row.day(), row=row)
        return self._done_by_stage()

    def _done_by_stage(self):
        if self.milestone.done_by == "submission":
            return self._submitted()
        kinds = SAYS_DONE.get(self.milestone.done_by, ())
        found = next((row for row in self.stages if row.kind in kinds), None)
        return found and Done(found.day(), row=found)

    def _submitted(self):
        call = self.milestone.candidacy.call
        found = submission_of(self.stages, call.deadline_on)
        return found and Done(found.when(), found.is_inferred, found.stage)

    def actual(self):
        """As `done`, None if that lies after the day asked about."""
        done = self.done()
        return done if done and done.day.last_day <= self.on else None

    def slip_days(self):
        """Days from the baseline to the actual day, or to the date that stands now.

        Positive is late, negative early; None without a baseline. Dates known only so
        far count from the last day of their period (rule 9 of the product).
        """
        if self.baseline() is None:
            return None
        actual = self.actual()
        reached = actual.day if actual else self.due()
        return (reached.last_day - self.baseline().due().last_day).days

    def ending(self):
        rows = [row for row in self._by_then(self.stages) if row.kind in ENDINGS]
        return rows[-1] if rows else None

    def status(self) -> Standing:
        """How it stands as of the day, against the date that stands, and why."""
        due, done, ending = self.due(), self.done(), self.ending()
        never = SAYS_NEVER.get(self.milestone.done_by, ())
        baseline = self.baseline()
        return compare(
            first_day=due and due.first_day,
            last_day=due and due.last_day,
            on=self.on,
            done_on=done and done.day.last_day,
            is_inferred=bool(done and done.is_inferred),
            is_known_undone=bool(ending and ending.kind in never),
            is_closed=ending is not None,
            tracked_since=baseline and bangkok_day(baseline.recorded_at),
            waits_for_decision=self.open_request() is not None,
            is_retired=self.retirement() is not None,
            is_agreed=baseline is not None,
        )

    def open_acts(self):
        """What may be done with it as of the day, as verbs, whoever does it."""
        if self.retirement() or self.completion():
            return set()
        if not self.forecasts:
            return {"change_plan", "retire", "state_view"}
        if self.baseline() is None:  # agreed of a day that is still to come
            return {"retire", "state_view"}
        acts = {"complete", "retire", "state_view"}
        return acts if self.open_request() else acts | {"reforecast"}

    def may_take_back(self, row):
        """Whether a row is the newest of its kind, and may be withdrawn.

        A re-dating stays while a request waits, for that was asked of the date it set;
        and once the milestone has ended, for how it ended was told by that date.
        """
        has_ended = self.completion() or self.retirement()
        may_move = self.moves() and not self.open_request() and not has_ended
        newest = {
            "forecast": self.moves()[-1][1] if may_move else None,
            "completion": self.completion(),
            "retirement": self.retirement(),
            "statedview": self.view(),
            "reforecastrequest": self.open_request(),
        }.get(row._meta.model_name)
        return newest is not None and newest.pk == row.pk and not row.is_decided()
