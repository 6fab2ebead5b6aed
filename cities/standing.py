"""A promise compared with what happened, as of one day (rule 3 of the product).

Whatever was promised is a window of days, [first, last]. Read the table from the top;
the first row that fits is the answer. "Done" means done on the day asked about or
before: what was done later had not been done yet. Days are calendar days.

    done   other circumstances                              state                 days
    ------ ------------------------------------------------ --------------------- -----
    any    retired                                          retired               -
    no     its first date was not agreed yet                not-enough-data       -
    no     a later date waits for a decision                waiting-for-decision  -
    any    the first or the last day is unknown             not-enough-data       -
    yes    before the first day                             met-early             -
    yes    from the first day to the last                   met                   -
    yes    after the last day                               met-late              late
    no     known undone, and closed: it can no longer be    not-met               -
    no     not known undone, and closed                     no-record             -
    no     last day ahead by more than `due_soon_days`      upcoming              left
    no     last day ahead by that many days or fewer        due                   left
    no     last day over; known undone                      overdue               since
    no     last day over; the last day, or more, tracked    overdue               since
    no     last day over before tracking began, or untracked no-record            -

**No record is never late.** That nothing is written down is a sign of delay only from
the day on which somebody began to write such things down here; before that it says
nothing. A thing is *known undone* when a record says so: a city that was not nominated,
or one that was done on a later day than the day asked about.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """How a promise stands; the value is also the hook of its badge in CSS."""

    UPCOMING = "upcoming"
    DUE = "due"
    OVERDUE = "overdue"
    MET_EARLY = "met-early"
    MET = "met"
    MET_LATE = "met-late"
    NOT_MET = "not-met"
    WAITING_FOR_DECISION = "waiting-for-decision"
    NOT_ENOUGH_DATA = "not-enough-data"
    NO_RECORD = "no-record"
    RETIRED = "retired"


class Reason(StrEnum):
    """Why a promise stands so: a code, which pages put into words."""

    RETIRED = "retired"
    NOT_AGREED = "not-agreed"
    LATER_DATE_ASKED = "later-date-asked"
    WINDOW_UNKNOWN = "window-unknown"
    DONE_BEFORE_WINDOW = "done-before-window"
    DONE_IN_WINDOW = "done-in-window"
    DONE_AFTER_WINDOW = "done-after-window"
    CLOSED_UNDONE = "closed-undone"
    CLOSED_WITHOUT_RECORD = "closed-without-record"
    WINDOW_AHEAD = "window-ahead"
    WINDOW_OPEN = "window-open"
    LAST_DAY_NEAR = "last-day-near"
    KNOWN_UNDONE = "known-undone"
    TRACKED_WITHOUT_RECORD = "tracked-without-record"
    BEFORE_TRACKING = "before-tracking"


@dataclass(frozen=True)
class Standing:
    """How a promise stands as of a day, and why.

    `days` is a number of days where the state has one (see the table above): days left
    until the last day, or days since it. `is_inferred` is True only where the state
    rests on a record that was itself inferred.
    """

    state: State
    days: int | None
    reason_code: Reason
    is_inferred: bool = False


def compare(
    *,
    first_day: date | None,
    last_day: date | None,
    on: date,
    done_on: date | None = None,
    is_inferred: bool = False,
    is_known_undone: bool = False,
    is_closed: bool = False,
    tracked_since: date | None = None,
    waits_for_decision: bool = False,
    is_retired: bool = False,
    is_agreed: bool = True,
    due_soon_days: int = 90,
) -> Standing:
    """Return how a promise for [`first_day`, `last_day`] stands as of the day `on`.

    `is_known_undone`: a record says that it was not done; `is_inferred` speaks of that
    record, or of `done_on`. `is_closed`: it can no longer be done within the promise,
    say because the agreement ended. `is_retired`: nobody waits for it any more.
    `is_agreed`: its first date was agreed, before which nothing was promised.
    `tracked_since`: the first day from which a missing
    record means something, None if there is none. A date of lesser precision than a
    day is given as the last day of its period (rule 9 of the product).

    Raises ValueError when the window ends before it begins.
    """
    is_done = done_on is not None and done_on <= on
    if is_retired:
        return Standing(State.RETIRED, None, Reason.RETIRED)
    if not is_agreed and not is_done:
        return Standing(State.NOT_ENOUGH_DATA, None, Reason.NOT_AGREED)
    if waits_for_decision and not is_done:
        return Standing(State.WAITING_FOR_DECISION, None, Reason.LATER_DATE_ASKED)
    if first_day is None or last_day is None:
        return Standing(State.NOT_ENOUGH_DATA, None, Reason.WINDOW_UNKNOWN)
    if last_day < first_day:
        raise ValueError(f"the window ends on {last_day}, before {first_day}")
    if is_done:
        return _done(first_day, last_day, done_on, is_inferred)
    if is_known_undone and is_closed:
        return Standing(State.NOT_MET, None, Reason.CLOSED_UNDONE, is_inferred)
    if is_closed:
        return Standing(State.NO_RECORD, None, Reason.CLOSED_WITHOUT_RECORD)
    if on <= last_day:
        return _ahead(first_day, last_day, on, due_soon_days)
    if is_known_undone or done_on is not None:
        since = (on - last_day).days
        return Standing(State.OVERDUE, since, Reason.KNOWN_UNDONE, is_inferred)
    return _unrecorded(last_day, on, tracked_since)


def _done(
    first_day: date, last_day: date, done_on: date, is_inferred: bool
) -> Standing:
    if done_on < first_day:
        return Standing(State.MET_EARLY, None, Reason.DONE_BEFORE_WINDOW, is_inferred)
    if done_on <= last_day:
        return Standing(State.MET, None, Reason.DONE_IN_WINDOW, is_inferred)
    late = (done_on - last_day).days
    return Standing(State.MET_LATE, late, Reason.DONE_AFTER_WINDOW, is_inferred)


def _ahead(first_day: date, last_day: date, on: date, due_soon_days: int) -> Standing:
    left = (last_day - on).days
    if left <= due_soon_days:
        return Standing(State.DUE, left, Reason.LAST_DAY_NEAR)
    reason = Reason.WINDOW_AHEAD if on < first_day else Reason.WINDOW_OPEN
    return Standing(State.UPCOMING, left, reason)


def _unrecorded(last_day: date, on: date, tracked_since: date | None) -> Standing:
    if tracked_since is None or last_day < tracked_since:
        return Standing(State.NO_RECORD, None, Reason.BEFORE_TRACKING)
    since = (on - last_day).days
    return Standing(State.OVERDUE, since, Reason.TRACKED_WITHOUT_RECORD)
