"""What membership obliges a city to: a Membership Monitoring Report every four years.

UNESCO's rule names the year alone ("every four years after the year of designation");
the day within it is not known, so a report counts as due until the last day of its
year. Years are those of the Common Era, and calendar years, not fiscal ones.
"""

from datetime import date

YEARS_BETWEEN_REPORTS = 4
#: How the code of a report's milestone begins; its year (C.E.) follows.
REPORT_CODE = "mmr-"


def monitoring_years(designated_year: int, *, until: int) -> tuple[int, ...]:
    """Return the years (C.E.) up to and including `until` in which a report is due."""
    first = designated_year + YEARS_BETWEEN_REPORTS
    return tuple(range(first, until + 1, YEARS_BETWEEN_REPORTS))


def past_monitoring_years(designated_year: int, *, on: date) -> tuple[int, ...]:
    """Return the years of a report (C.E.) whose last day lies before the day `on`."""
    return monitoring_years(designated_year, until=on.year - 1)


def next_monitoring_year(designated_year: int, *, on: date) -> int:
    """Return the first year of a report (C.E.) whose last day is `on` or later."""
    reports_past = len(past_monitoring_years(designated_year, on=on))
    return designated_year + YEARS_BETWEEN_REPORTS * (reports_past + 1)
