"""A day of lesser precision is stored as the last day of its period (rule 9)."""

from .thai_calendar import PartialDate


def settle(obj, *pairs):
    """For each (day, precision) pair of fields: move the day to its period's last."""
    for day, precision in pairs:
        known = getattr(obj, day), getattr(obj, precision)
        if all(known):
            setattr(obj, day, PartialDate(*known).last_day)
