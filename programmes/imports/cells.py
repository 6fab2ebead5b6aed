"""What several kinds of rows need: days as keys, texts as they return, effects."""

from datetime import date

from django.forms import BaseForm
from django.utils.translation import get_language

from creativecity.spreadsheets import carried
from creativecity.thai_dates import DateNotUnderstood, parse_date
from creativecity.thai_text import normalise

from .adapter import Done, RowError, Said
from .effects import added


def day_of(row: Said, column: str) -> date | None:
    """The day in a cell, None where nothing stands; RowError if it is no day."""
    typed = row.get(column, "")
    if not normalise(typed):
        return None
    try:
        return parse_date(typed, get_language())
    except DateNotUnderstood as refusal:
        raise RowError(column, str(refusal)) from refusal


def as_read_back(form: BaseForm) -> BaseForm:
    """The form, with texts on record as a file carries them and its fields spell them.

    Else a character that no cell carries would make a change of a file that comes back
    untouched.
    """
    for name, held in form.initial.items():
        if isinstance(held, str) and name in form.fields:
            form.initial[name] = form.fields[name].to_python(carried(held))
    return form


def differing(stored, row, names) -> list[Done]:
    """What a row that was saved says of these fields otherwise than it was stored."""
    names = [name for name in names if getattr(stored, name) != getattr(row, name)]
    before, after = added(stored, names)[1], added(row, names)[1]
    return [Done("changed", row, before, after)] if names else []
