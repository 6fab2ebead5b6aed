"""When an indicator is next asked about: freshness, which is apart from its level.

Each indicator is asked for once a year, as the two agencies look at everything once a
year. The year counts from the day that the city's last word speaks of (a reading, or
"still true" about one); where there is none, from the day its wording was published.
"""

from datetime import date

from creativecity.thai_calendar import add_years


def next_due(last_word: date | None, asked_since: date) -> date:
    """Return the day by which the next word is due: the same day of the next year.

    `last_word` is the day (C.E.) that the newest reading or confirmation speaks of,
    `asked_since` the day on which the wording was published. A 29 February is
    followed by a 28 February.
    """
    return add_years(last_word or asked_since, 1)


def days_overdue(due_on: date, on: date) -> int:
    """Return by how many days `on` is past the day `due_on`; 0 if it is not."""
    return max(0, (on - due_on).days)
