"""Which stages a bid can still reach, and how many days lie between two of them.

A bid is put forward, then nominated nationally or not, then submitted, then designated
or not. What is on record is never the whole of it, so any stage may be missing, and an
earlier one may be recorded later: the days alone decide the order.

**Days known only so far.** A stage known to the month, the year or the fiscal year
happened on some day of that period. Two stages stand in order as long as *some* day of
the earlier one's period is not after *some* day of the later one's: "nominated in 2019"
and "submitted on 30 June 2019" go together, "nominated in 2020" and "submitted on 30
June 2019" do not. "On or before" a day means any day up to it; a stage whose day is not
known at all stands in order with everything.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from creativecity.thai_calendar import PartialDate, Precision

#: The order in which a bid goes; those of one rank exclude each other.
RANKS = {
    "put-forward": 0,
    "nominated": 1,
    "not-nominated": 1,
    "submitted": 2,
    "not-designated": 3,
    "designated": 3,
}
ENDINGS = ("not-nominated", "not-designated", "designated")


class Reached(Protocol):
    """A stage that stands: what is asked of it here."""

    kind: str

    def day(self) -> PartialDate: ...

    def get_kind_display(self) -> str: ...


def why_not_reachable(
    stages: Iterable[Reached], kind: str, day: PartialDate | None = None
) -> str:
    """Why a bid with these stages cannot have reached one more; empty if it can.

    Without a `day` only what no day could mend is told.
    """
    stages = list(stages)
    for stage in stages:
        if reason := _contradiction(stage, kind):
            return reason
    if day is None:
        return ""
    reasons = (_disorder(stage, kind, day) for stage in stages)
    return next((reason for reason in reasons if reason), "")


def _contradiction(stage: Reached, kind: str) -> str:
    name = stage.get_kind_display()
    if stage.kind == kind:
        return _(
            "This stage is on record already. To change its day or its words, withdraw "
            "it first."
        )
    if stage.kind in ENDINGS and kind in ENDINGS:
        return _("The bid ended already: %(stage)s. A bid ends once.") % {"stage": name}
    if "not-nominated" in (stage.kind, kind) and "put-forward" not in (
        stage.kind,
        kind,
    ):
        return _(
            "This does not go together with a stage on record: %(stage)s. A bid that "
            "was not nominated nationally goes no further."
        ) % {"stage": name}
    return ""


def _disorder(stage: Reached, kind: str, day: PartialDate) -> str:
    words = {"stage": stage.get_kind_display()}
    if RANKS[kind] > RANKS[stage.kind] and _earliest(stage.day()) > _latest(day):
        return _("The day lies before an earlier stage was reached: %(stage)s.") % words
    if RANKS[kind] < RANKS[stage.kind] and _earliest(day) > _latest(stage.day()):
        if stage.kind in ENDINGS:
            return _("The bid had ended by that day: %(stage)s.") % words
        return _("The day lies after a later stage was reached: %(stage)s.") % words
    return ""


def _earliest(day: PartialDate) -> date:
    """The first day on which it can have been."""
    is_open = day.precision in (Precision.ON_OR_BEFORE, Precision.UNKNOWN)
    return date.min if is_open else day.first_day


def _latest(day: PartialDate) -> date:
    return date.max if day.precision == Precision.UNKNOWN else day.last_day


def days_between(
    earlier: PartialDate, later: PartialDate
) -> tuple[int, int | None] | None:
    """The fewest and the most days from one day to another; most is None if unbounded.

    One number twice where both are known to the day; None where nothing can be said.
    """
    if Precision.UNKNOWN in (earlier.precision, later.precision):
        return None
    fewest = 0
    if later.precision != Precision.ON_OR_BEFORE:
        fewest = max(0, (later.first_day - earlier.last_day).days)
    if earlier.precision == Precision.ON_OR_BEFORE:
        return (fewest, None) if fewest else None
    return fewest, max(0, (later.last_day - earlier.first_day).days)
