"""A day that was typed with how exactly it is known."""

from django.utils.translation import gettext as _

from creativecity.partial_days import within_reach
from creativecity.thai_calendar import today


def settle_past(form, data):
    """Keep the last day of its period; a period that lies ahead is refused."""
    day, precision = data.get("effective_on"), data.get("precision")
    if not day or not precision:
        return
    partial = within_reach("effective_on", day, precision)
    if partial.first_day > today():
        form.add_error("effective_on", _("The day lies ahead."))
    else:
        data["effective_on"] = partial.last_day
