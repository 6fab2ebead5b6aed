"""What an entry says was there before and after, value by value, as people read it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.digest import canonical, row_values
from creativecity.ledger.models import REDACTED
from creativecity.ledger.redacting import redactable
from creativecity.thai_dates import format_date

from .words import model_of

SHOWN = 2000  # characters of a value
NONE = "–"
#: Of a row, what its entry says already.
SAID = {"id", "sequence", "recorded_at", "recorded_by_id", "is_sample"}


@dataclass(frozen=True)
class Value:
    """`field` is its name, `words` what people call it; `before` is None of a row that
    is only ever added. `may_go`: it is a text that a redaction can take out.
    """

    field: str
    words: str
    before: str | None
    after: str
    may_go: bool = False


def row_of(entry):
    """The append-only row that an entry brought; None of any other entry."""
    model = model_of(entry.subject)
    if model is None or "digest" not in entry.payload:
        return None
    return model._base_manager.filter(pk=entry.subject_id).first()


def values_of(entry):
    """What it changed, or the row it brought; of persons only that they changed."""
    row = row_of(entry)
    return _of_row(row) if row else _of_prose(entry)


def changed_words(entry):
    """The names of what an entry changed, in a row; empty of an append-only row's."""
    told = [*entry.payload.get("after", ()), *entry.payload.get("personal", ())]
    model = model_of(entry.subject)
    return ", ".join(_name(model, each) for each in told if each != "id")


def _of_row(row):
    personal, texts = getattr(row, "personal", ()), redactable(row)
    return [
        Value(
            field=name,
            words=_name(type(row), name),
            before=None,
            after=_words(type(row), name, value),
            may_go=name in texts,
        )
        for name, value in row_values(row).items()
        if name not in SAID and name not in personal
    ]


def _of_prose(entry):
    payload, model = entry.payload, model_of(entry.subject)
    before, after = payload.get("before", {}), payload.get("after", {})
    hidden = REDACTED if "redacted" in payload else _("of a person: not kept here")
    changed = [
        Value(
            field=name,
            words=_name(model, name),
            before=_words(model, name, before[name]) if name in before else NONE,
            after=_words(model, name, value),
        )
        for name, value in after.items()
        if name != "id"
    ]
    personal = [
        Value(name, _name(model, name), hidden, hidden)
        for name in payload.get("personal", ())
    ]
    return changed + personal + _noted(payload)


def _noted(payload):
    """What stands beside the values: a reason, or what `verbs.note` was given."""
    shape = {"before", "after", "personal", "redacted", "digest"}
    return [
        Value(name, _noted_as(name), NONE, _plain(value))
        for name, value in payload.items()
        if name not in shape
    ]


def _noted_as(name):
    return _("reason") if name == "reason" else name.replace("_", " ")


def text_of(entry, field):
    """(row or entry, name of the text in words) that may be redacted; None if none."""
    if field == "payload":
        return (entry, _("all values of this entry")) if redactable(entry) else None
    row = row_of(entry)
    if row is None or field not in redactable(row):
        return None
    return row, _name(type(row), field)


def _field(model, name):
    try:
        return model._meta.get_field(name.removesuffix("_id"))
    except (AttributeError, FieldDoesNotExist):  # of a field or model that is no more
        return None


def _name(model, name):
    """A tie to a thing that bears the name of that thing has its words."""
    field = _field(model, name)
    to = getattr(field, "related_model", None)
    if to and field.name == to._meta.model_name:
        return str(to._meta.verbose_name)
    words = getattr(field, "verbose_name", None)
    return str(words or name.replace("_", " "))


def _words(model, name, value) -> str:
    field = _field(model, name)
    if value is None or value in ("", []):
        return NONE
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is not None and field.is_relation:
        return _related(field, value)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        return localtime(datetime.fromisoformat(value)).isoformat(" ", "seconds")
    if isinstance(field, models.DateField):
        return format_date(date.fromisoformat(value), get_language())
    return _plain(value)


def _related(field, value):
    """Things by their names, for there may be several; of what is gone its number."""
    wanted = value if isinstance(value, list) else [value]
    found = field.related_model._base_manager.in_bulk(wanted)
    return ", ".join(str(found.get(pk, f"#{pk}")) for pk in wanted)


def _plain(value: Any) -> str:
    text = value if isinstance(value, str) else canonical(value)
    return Truncator(text).chars(SHOWN)
