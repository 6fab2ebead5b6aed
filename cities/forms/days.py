"""A day that was typed with how exactly it is known."""

from django.core.exceptions import ValidationError

from creativecity.judging import judge_not_ahead
from creativecity.partial_days import within_reach


def settle_past(form, data):
    """Keep the last day of its period; a period that lies ahead is refused."""
    day, precision = data.get("effective_on"), data.get("precision")
    if not day or not precision:
        return
    partial = within_reach("effective_on", day, precision)
    try:
        judge_not_ahead("effective_on", partial.first_day)
    except ValidationError as error:
        form.add_error(None, error)
    else:
        data["effective_on"] = partial.last_day
