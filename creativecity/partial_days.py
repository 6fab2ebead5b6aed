"""A day of lesser precision is stored as the last day of its period (rule 9)."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from .thai_calendar import FIRST_DAY, PartialDate, Precision
from .thai_dates import DateNotUnderstood


def settle(obj, *pairs):
    """For each (day, precision) pair of fields: move the day to its period's last."""
    for day, precision in pairs:
        known = getattr(obj, day), getattr(obj, precision)
        if all(known):
            setattr(obj, day, within_reach(day, *known).last_day)


def within_reach(name, day, precision):
    """The PartialDate; ValidationError at the field `name` if its period lies beyond.

    A fiscal year ends in the next calendar year: that may be one too far.
    """
    precision = Precision(precision)
    try:
        return PartialDate(day, precision)
    except ValueError as error:
        code = "too-early" if day < FIRST_DAY else "too-late"
        words = str(DateNotUnderstood(code, str(day), get_language()))
        raise ValidationError({name: ValidationError(words, code=code)}) from error
