"""A day as ISO 8601 writes it, as a pattern that no other text fits.

So that the description of the API says exactly which days it takes: a plain "date"
would promise the future as well.
"""

from calendar import isleap
from datetime import date

_ANY_DAY = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8])"
)


def day_pattern(first_year: int, last: date) -> str:
    """Matches each day (C.E.) from 1 January of `first_year` to `last`, both included.

    For both ECMA 262 and Python.
    """
    forms = [*_last_year(last)]
    if first_year < last.year:
        forms.append(f"(?:{_years(first_year, last.year)})-(?:{_ANY_DAY})")
    leap_years = [str(y) for y in range(first_year, last.year) if isleap(y)]
    if leap_years:
        forms.append(f"(?:{'|'.join(leap_years)})-02-29")
    return f"^(?:{'|'.join(forms)})$"


def _years(first: int, end: int) -> str:
    """The years from `first` up to but without `end`: whole decades in one."""
    found, year = [], first
    while year < end:
        is_whole = year % 10 == 0 and year + 10 <= end
        found.append(f"{year // 10}[0-9]" if is_whole else str(year))
        year += 10 if is_whole else 1
    return "|".join(found)


def _last_year(last: date) -> list[str]:
    """The days of the last year, month by month."""
    forms = []
    for month in range(1, last.month + 1):
        until = last.day if month == last.month else _length(last.year, month)
        days = "|".join(f"{day:02}" for day in range(1, until + 1))
        forms.append(f"{last.year}-{month:02}-(?:{days})")
    return forms


def _length(year: int, month: int) -> int:
    """How many days the month has."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, month, 1)).days
