"""What an import did, row by row, as its page tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField
from django.utils.text import capfirst

from .adapter import Adapter, day_text


@dataclass(frozen=True)
class Told:
    """One effect: the row, the thing and the way to it, (heading, before, after)."""

    row: int
    verb: str
    thing: Any
    changes: tuple[tuple[str, str, str], ...]
    left: str

    def url(self) -> str:
        """Where the thing is shown; "" where it has no page of its own."""
        find = getattr(self.thing, "get_absolute_url", None)
        return find() if find else ""


def told(effects: Iterable[dict], adapter: Adapter) -> list[Told]:
    """In the order of the rows; a fixed number of queries for each kind of thing."""
    things = _things(effects)
    return [_told(effect, things, adapter) for effect in effects]


def _things(effects):
    wanted: dict[str, set] = {}
    for effect in effects:
        wanted.setdefault(effect["subject"], set()).add(effect["id"])
    return {
        (label, pk): thing
        for label, pks in wanted.items()
        for pk, thing in _rows(apps.get_model(label)).in_bulk(list(pks)).items()
    }


def _rows(model):
    """With whatever the name of one is made of, such as a reading's city."""
    own = [f.name for f in model._meta.concrete_fields if f.many_to_one]
    return model._base_manager.select_related(*own) if own else model._base_manager


def _told(effect, things, adapter):
    thing = things[effect["subject"], effect["id"]]
    changes = tuple(
        (
            _heading(adapter, thing, name),
            _words(adapter, thing, name, effect["before"].get(name)),
            _words(adapter, thing, name, after),
        )
        for name, after in effect["after"].items()
    )
    return Told(effect["row"], effect["verb"], thing, changes, effect.get("left", ""))


def _heading(adapter, thing, name):
    for column in adapter.columns:
        if name in (column.name, column.form_field()):
            return column.heading()
    field = _field(thing, name)
    return capfirst(str(getattr(field, "verbose_name", name)))


def _words(adapter, thing, name, value):
    """A value in JSON's terms as the reader reads it."""
    if isinstance(value, list):
        return ", ".join(map(str, _listed(thing, name, value)))
    if value and isinstance(_field(thing, name), DateField):
        return day_text(date.fromisoformat(value))
    field = _field(thing, name)
    choices = dict(field.flatchoices) if field and field.choices else {}
    return str(choices.get(value, "" if value is None else value))


def _listed(thing, name, values):
    """Names of related things; codes as they are."""
    field = _field(thing, name)
    if field is None or not field.is_relation:
        return values
    return field.related_model._base_manager.filter(pk__in=values)


def _field(thing, name):
    try:
        return thing._meta.get_field(name)
    except FieldDoesNotExist:
        return None
