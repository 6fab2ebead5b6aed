"""What a yearly report asks about: one year, as of a day, as known at a point."""

from dataclasses import dataclass
from datetime import date, timedelta

from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import bangkok_day, today

from ..models import Programme
from ..term import Window


class NoSuchYearError(ValueError):
    """The agreement's term has no such year."""


class NoSuchPointError(ValueError):
    """The ledger has no such point, or has not got so far yet."""


@dataclass(frozen=True)
class Scope:
    """`on` is the last day of the year, or today while it runs. `told_on` is the day of
    the point `known_at`: decisions of a review are taken after its year has ended, and
    what came of them is told as of then.
    """

    programme: Programme
    window: Window
    on: date
    known_at: int
    told_on: date

    def day_before(self):
        return self.window.first_day - timedelta(days=1)

    def holds(self, day):
        return self.window.first_day <= day <= self.window.last_day

    def decided_until(self):
        """The last day whose decisions by circulation belong to this year.

        After the last year of a term they belong to that one for good.
        """
        windows = self.programme.windows(known_at=self.known_at)
        is_last = self.window == windows[-1]
        return self.told_on if is_last else min(self.window.last_day, self.told_on)


def scope_of(programme, year, known_at=None):
    """NoSuchYearError outside the term, NoSuchPointError for a point not reached."""
    newest = latest()
    known_at = newest if known_at is None else known_at
    if not 0 <= known_at <= newest:
        raise NoSuchPointError(f"The ledger has the points 0 to {newest}.")
    window = programme.window(year, known_at=known_at)
    if window is None:
        years = len(programme.windows(known_at=known_at))
        raise NoSuchYearError(f"The term has the years 1 to {years}.")
    on = min(window.last_day, today())
    return Scope(programme, window, on, known_at, max(on, _day_of(known_at, on)))


def _day_of(sequence, otherwise):
    entry = LogEntry.objects.filter(pk=sequence).values_list("at", flat=True).first()
    return bangkok_day(entry) if entry else otherwise
