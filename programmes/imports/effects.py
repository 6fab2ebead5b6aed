"""What a row did to a thing, in JSON's terms, and how that is taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from creativecity.ledger.digest import plain


def added(thing, names) -> tuple[dict, dict]:
    """Before and after of a new thing: nothing, and what these fields hold."""
    return {}, {name: _held(thing, name) for name in names}


def changed(form) -> tuple[dict, dict]:
    """Before and after of what a ModelForm changed, once it is saved.

    Not only what was typed: a day moves with its precision.
    """
    thing, columns = form.instance, set(_columns(form.instance))
    names = [name for name in form.fields if name in columns and name in form.initial]
    before = {name: plain(form.initial[name]) for name in names}
    after = {name: _held(thing, name) for name in names}
    differing = [name for name in names if (before[name] or "") != (after[name] or "")]
    return {n: before[n] for n in differing}, {n: after[n] for n in differing}


def bring_back(thing, effect: dict, since: set[str]) -> tuple[list[str], str]:
    """Set on `thing`, unsaved, what its fields held before the effect.

    Returns the names of those that are brought back, and why others are left ("" if
    none is): somebody changed them `since`.
    """
    names = [name for name in effect["before"] if name in set(_columns(thing))]
    left = [name for name in names if {name, _column(thing, name).attname} & since]
    back = [name for name in names if name not in left]
    for name in back:
        column = _column(thing, name)
        setattr(thing, column.attname, column.to_python(effect["before"][name]))
    return back, changed_since(thing, left) if left else ""


def changed_since(thing, names) -> str:
    """Why a thing, or these fields of it, were left as they are."""
    words = [capfirst(str(_column(thing, name).verbose_name)) for name in names]
    if not words:
        return _("It was changed after the import, so it was left as it is.")
    return _("Changed after the import, so left as it is: %(fields)s.") % {
        "fields": ", ".join(words)
    }


def refused_by(verb, **said) -> str:
    """Act by a verb in a transaction of its own: "" if it is done, else why not."""
    try:
        with transaction.atomic():
            verb(**said)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def _columns(thing) -> list[str]:
    return [column.name for column in thing._meta.concrete_fields]


def _column(thing, name: str) -> Any:
    return thing._meta.get_field(name)


def _held(thing, name: str) -> Any:
    return plain(_column(thing, name).value_from_object(thing))
