"""The term of an agreement: its years, and where it stands within it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from creativecity.thai_calendar import add_years


class AgreementState(StrEnum):
    """Where an agreement stands within its term; the value is also a hook in CSS."""

    NOT_SIGNED = "not-signed"
    IN_FORCE = "in-force"
    ENDING = "ending"
    ENDED = "ended"


@dataclass(frozen=True)
class Window:
    """Year `year` (1, 2, ...) of a term: both days belong to it."""

    year: int
    first_day: date
    last_day: date


def term_windows(signed_on: date, years: int) -> tuple[Window, ...]:
    """Return the years of a term, each from one anniversary to the day before the next.

    An agreement signed on 29 February has its anniversary on 28 February in a common
    year. Raises ValueError for a term shorter than a year.
    """
    if years < 1:
        raise ValueError(f"a term of {years} years has no year to review")
    return tuple(
        Window(
            year,
            add_years(signed_on, year - 1),
            add_years(signed_on, year) - timedelta(days=1),
        )
        for year in range(1, years + 1)
    )


def agreement_state(
    *,
    signed_on: date | None,
    ends_on: date | None,
    on: date,
    warn_days: int = 180,
) -> AgreementState:
    """Return where an agreement stands on the day `on`.

    `ends_on` is its last day, or the last day of the period in which it ends when only
    that is known; None if it has no end. It is *ending* in its last `warn_days` days.
    """
    if signed_on is None or on < signed_on:
        return AgreementState.NOT_SIGNED
    if ends_on is None:
        return AgreementState.IN_FORCE
    if on > ends_on:
        return AgreementState.ENDED
    is_ending = (ends_on - on).days <= warn_days
    return AgreementState.ENDING if is_ending else AgreementState.IN_FORCE
