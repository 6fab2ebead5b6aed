"""The term of an agreement: its years, and where it stands within it.

An agreement ends on its first end, or on the latest end of the extensions that were
signed by the day asked about. How it stands on that day is the first line that fits:

| state      | when                                                            |
|------------|-----------------------------------------------------------------|
| not-signed | it has no day of signing, or that lies ahead                     |
| succeeded  | another agreement was signed in its place by that day            |
| in-force   | no end is known                                                 |
| ended      | its end lies behind                                             |
| ending     | its end is at most 180 days ahead                               |
| extended   | an extension was signed by that day                             |
| in-force   | none of these                                                   |

An extension that was signed after the end lets the agreement run again from its own
day on; between the two days the agreement had ended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from creativecity.thai_calendar import PartialDate, add_years

#: A rest of the term of so many days is no year to review: it ends the year before it.
REST_DAYS = 31


class AgreementState(StrEnum):
    """Where an agreement stands within its term; the value is also a hook in CSS."""

    NOT_SIGNED = "not-signed"
    IN_FORCE = "in-force"
    EXTENDED = "extended"
    ENDING = "ending"
    ENDED = "ended"
    SUCCEEDED = "succeeded"


@dataclass(frozen=True)
class Extension:
    """A later end, in force from the day on which it was signed.

    `sequence` is where the ledger has it, `withdrawn` where it was taken back again.
    """

    signed_on: date
    end: PartialDate
    sequence: int
    withdrawn: int | None = None

    def holds(self, on: date, known_at: int | None = None) -> bool:
        """Whether it is in force on a day, as known at a point; None is now."""
        if known_at is None:
            is_known = self.withdrawn is None
        else:
            is_taken_back = self.withdrawn is not None and self.withdrawn <= known_at
            is_known = self.sequence <= known_at and not is_taken_back
        return is_known and self.signed_on <= on


def end_of(
    first: PartialDate | None, extensions: Iterable[Extension]
) -> PartialDate | None:
    """The end that stands: the latest one, for an extension never shortens a term."""
    ends = [extension.end for extension in extensions]
    ends += [first] if first else []
    return max(ends, key=lambda end: end.last_day, default=None)


@dataclass(frozen=True)
class Window:
    """Year `year` (1, 2, ...) of a term: both days belong to it."""

    year: int
    first_day: date
    last_day: date


def term_windows(
    signed_on: date, years: int, *, until: date | None = None
) -> tuple[Window, ...]:
    """Return the years of a term, each from one anniversary to the day before the next.

    An agreement signed on 29 February has its anniversary on 28 February in a common
    year. `until` is the last day of a term that was extended beyond its `years`: the
    years go on until then and the last one is cut there; a rest of at most REST_DAYS
    belongs to the year before it. Raises ValueError for a term shorter than a year.
    """
    if years < 1:
        raise ValueError(f"a term of {years} years has no year to review")
    windows = [_window(signed_on, year) for year in range(1, years + 1)]
    while until and (until - windows[-1].last_day).days > REST_DAYS:
        windows.append(_window(signed_on, len(windows) + 1))
    if until and (len(windows) > years or until > windows[-1].last_day):
        windows[-1] = replace(windows[-1], last_day=until)
    return tuple(windows)


def _window(signed_on, year):
    last_day = add_years(signed_on, year) - timedelta(days=1)
    return Window(year, add_years(signed_on, year - 1), last_day)


def agreement_state(
    *,
    signed_on: date | None,
    ends_on: date | None,
    on: date,
    warn_days: int = 180,
    is_extended: bool = False,
    succeeded_on: date | None = None,
) -> AgreementState:
    """Return where an agreement stands on the day `on`: the table above.

    `ends_on` is its last day, or the last day of the period in which it ends when only
    that is known; None if it has no end. It is *ending* in its last `warn_days` days.
    `is_extended` says that an extension is in force, `succeeded_on` is the day on which
    its successor was signed.
    """
    if signed_on is None or on < signed_on:
        return AgreementState.NOT_SIGNED
    if succeeded_on is not None and succeeded_on <= on:
        return AgreementState.SUCCEEDED
    if ends_on is None:
        return AgreementState.IN_FORCE
    if on > ends_on:
        return AgreementState.ENDED
    if (ends_on - on).days <= warn_days:
        return AgreementState.ENDING
    return AgreementState.EXTENDED if is_extended else AgreementState.IN_FORCE
