"""How an action point stands on a day: the rule; no database, no clock.

What was said of it up to the day counts, in the order in which it was said. `ended` is
the kind of the step that ended it ("done" or "cancelled"), `due` the day that stands:
the one decided, or that of the last step that moved it.

    ended       due against the day `on`         state       days
    done        -                                done        -
    cancelled   -                                cancelled   -
    -           before `on`                      overdue     days since due
    -           `on`, or up to 30 days ahead     due         days left, 0 on the day
    -           more than 30 days ahead          upcoming    days left

A step of progress and one that carries it into a review change none of this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

#: An action point is said to be due in its last so many days.
DUE_DAYS = 30


class State(StrEnum):
    """The value is also a hook in CSS and the name of a filter."""

    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"
    DONE = "done"
    CANCELLED = "cancelled"


#: Those that somebody still has to do something about.
RUNNING = (State.OVERDUE, State.DUE, State.UPCOMING)
ENDED = (State.DONE, State.CANCELLED)


class Step(Protocol):
    """What was said of it: `due_on` is the new day where `kind` is "moved"."""

    kind: str
    due_on: date | None


@dataclass(frozen=True)
class ActionState:
    """`days` past its day if overdue, days left if it is running, else None."""

    state: State
    due_on: date
    days: int | None
    times_moved: int
    times_carried: int

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


def action_state(*, due_on: date, steps: Sequence[Step], on: date) -> ActionState:
    """Return how it stands: `due_on` is the day decided, `steps` those said by `on`."""
    moves = [step.due_on for step in steps if step.kind == "moved"]
    due = moves[-1] if moves else due_on
    state = _ended(steps) or _running(due, on)
    return ActionState(
        state=state,
        due_on=due,
        days=abs((due - on).days) if state in RUNNING else None,
        times_moved=len(moves),
        times_carried=sum(step.kind == "carried" for step in steps),
    )


def _ended(steps: Sequence[Step]) -> State | None:
    ends = [step.kind for step in steps if step.kind in ENDED]
    return State(ends[-1]) if ends else None


def _running(due: date, on: date) -> State:
    if due < on:
        return State.OVERDUE
    return State.DUE if (due - on).days <= DUE_DAYS else State.UPCOMING
