"""Whether the evidence behind an indicator is live, runs out soon, or ran out.

A piece is valid through the day that it carries; one without a day does not run out.
The best piece speaks for all: an old certificate beside a new one harms nothing. No
database, no clock: the day is passed in. Source of the rule: issue 3 ("which indicators
have live, ageing or no evidence"); the notice time is this project's own proposal.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

#: How long before its last day a piece is called ageing: a quarter, in days.
NOTICE = timedelta(days=90)


class State(StrEnum):
    """The value is also the CSS hook."""

    LIVE = "live"
    AGEING = "ageing"
    EXPIRED = "expired"
    NONE = "none"


def best_until(valid_until: Iterable[date | None]) -> date | None:
    """The last day on which any of the pieces is valid; None if one never runs out."""
    days = list(valid_until)
    return None if None in days else max(days)


def state(valid_until: Iterable[date | None], on: date) -> State:
    """The state on the day `on` of pieces that are valid until the days given."""
    days = list(valid_until)
    if not days:
        return State.NONE
    best = best_until(days)
    if best is None or best - on > NOTICE:
        return State.LIVE
    return State.AGEING if best >= on else State.EXPIRED
