"""Whose turn it is: who has the ball on an indicator, and since which day.

A level that was returned, never read or not confirmed within its year waits for the
city; one that was reported waits for an agency; a verified and fresh one for nobody.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Holder(StrEnum):
    CITY = "city"
    AGENCY = "agency"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Turn:
    """Who is to act, and since when; `since` is None where nobody is."""

    holder: Holder
    since: date | None = None

    def days(self, on: date) -> int:
        """Whole days that it has been so by the day `on`; 0 on the first."""
        return max(0, (on - self.since).days) if self.since else 0


NOBODY = Turn(Holder.NOBODY)


def whose_turn(
    *,
    on: date,
    due_on: date,
    asked_since: date,
    spoken_on: date | None,
    returned_on: date | None,
    is_reported: bool,
) -> Turn:
    """Return whose turn it is on the day `on`.

    `spoken_on` is the day on which the newest reading was recorded, `returned_on` that
    of the verdict which sent it back (not the days that they speak of: a wait begins
    when something is said). `due_on` comes from `freshness.next_due`.
    """
    if returned_on:
        return Turn(Holder.CITY, returned_on)
    if is_reported:
        return Turn(Holder.AGENCY, spoken_on)
    if spoken_on is None:
        return Turn(Holder.CITY, asked_since)
    return Turn(Holder.CITY, due_on) if on > due_on else NOBODY
