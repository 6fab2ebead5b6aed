"""A refusal that belongs to one field, and the commonest: a day that has not come."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .thai_calendar import today

AHEAD = _("The day lies ahead.")


def refusal(field, words, code):
    """A ValidationError that belongs to one field, and keeps its code."""
    return ValidationError({field: ValidationError(words, code=code)})


def not_ahead(day, words=AHEAD):
    """Of a form's field: what was said or done was so on a day that has come."""
    if day > today():
        raise ValidationError(words, code="ahead")


def judge_not_ahead(field, day, on=None, words=AHEAD):
    """The same of what was said by the day `on`, refused at the field."""
    if day > (on or today()):
        raise refusal(field, words, "ahead")
