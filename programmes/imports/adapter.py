"""What an import of one kind of thing is made of, and how its cells are read.

An adapter joins a table to the page's own form and the page's own verbs: what the page
would refuse, the import refuses, in the same words.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.forms import BaseForm
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cities.models import City
from creativecity.thai_dates import format_numeric
from creativecity.thai_text import fold_digits, normalise, search_key

from ..models.imported import Import

#: A row of a file, or what a file would say of a thing: texts by the column's name.
type Said = dict[str, str]

YES = {"ใช่", "มี", "จริง", "yes", "y", "true", "1", "x", "✓"}
NO = {"ไม่ใช่", "ไม่มี", "ไม่", "ไม่จริง", "เท็จ", "no", "n", "false", "0", "-"}


class RowError(Exception):
    """A row that cannot be about anything: which column says so, and why."""

    def __init__(self, column: str, reason: str):
        super().__init__(reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True)
class Column:
    """A column: its name for us, its headings, and what may be written in it.

    `choices` is a TextChoices or (value, label) pairs: written as the label in Thai or
    English, or as the value. `field` is the form's name of it where that differs.
    `note` (lazy) says in the template what is to be written.
    """

    name: str
    heading_th: str
    heading_en: str
    other_names: tuple[str, ...] = ()
    is_required: bool = False
    note: Any = ""
    choices: Any = ()
    is_yes_or_no: bool = False
    field: str = ""
    width: int = 20

    def heading(self) -> str:
        """What it is called in the reader's language."""
        return self.heading_en if get_language() == "en" else self.heading_th

    def form_field(self) -> str:
        return self.field or self.name

    def pairs(self) -> list[tuple[str, Any]]:
        """(value, lazy label) of each choice."""
        return [*getattr(self.choices, "choices", self.choices)]

    def labels(self) -> list[str]:
        """What may be chosen, as the reader reads it."""
        if self.is_yes_or_no:
            return [yes_text(True), yes_text(False)]
        return [str(label) for value, label in self.pairs() if value]

    @cached_property
    def _by_words(self) -> dict[str, str]:
        found = {}
        for language in ("th", "en"):
            with override(language):
                found |= {search_key(str(words)): v for v, words in self.pairs()}
        return found | {search_key(value): value for value, _words in self.pairs()}

    def value(self, text: str) -> str:
        """A cell as the form takes it; what is not understood stays as it is."""
        if self.choices:
            return self._by_words.get(search_key(text), normalise(text))
        if self.is_yes_or_no:
            return read_yes(text)
        return text

    def text(self, value: Any) -> str:
        """A value as a file in the reader's language says it."""
        if self.choices:
            return str(dict(self.pairs()).get(value, value or ""))
        if self.is_yes_or_no:
            return yes_text(value)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Known:
    """What was looked up once for all rows, so that judging a row asks nothing.

    `things` holds what is on record by the adapter's key; `more` what else it needs.
    """

    user: Any
    things: dict[Any, Any]
    more: dict[str, Any] = field(default_factory=dict)


class Done(NamedTuple):
    """One thing that a row did: `before` and `after` hold fields in JSON's terms.

    `verb` is "added" or "changed".
    """

    verb: str
    row: Any
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class Adapter:
    """How rows of one kind are found, judged, saved, taken back and written out.

    `find(rows, user)` looks up what is on record for them, scoped to the user, in a
    fixed number of queries; with no rows, all that an export needs.
    `key_of(row, known)` is the key of the thing that a row is about, or RowError; two
    rows of one key in one file are refused. A key that is not in `known.things` means
    a new thing.
    `said(thing, known)` is what a file in the reader's language says of it; a column
    that a file lacks is filled in from there.
    `form(row, thing, known)` is the page's own form, bound to the row; it may raise
    RowError. A thing whose form has not changed is not touched.
    `save(form, thing, known)` acts by the page's own verb and says what it did.
    `undo(effect, since, by, reason)` takes one effect back, a dict of Import.effects:
    "" if that is done, else why it was left. `since` names the fields of the thing
    that were changed after the import (empty: nothing was).
    `save_new(forms, known)`, where there is one, saves all new things at once: as many
    Dones, in the same order; `undo_new(keys, by, reason)` takes back at once those that
    nobody changed since. Both are much faster than one by one.
    `all(user)` are the things that an export holds, in order.
    """

    kind: Import.Kind
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    find: Callable[[list[Said], Any], Known]
    key_of: Callable[[Said, Known], Any]
    said: Callable[[Any, Known], Said]
    form: Callable[[Said, Any, Known], BaseForm]
    save: Callable[[BaseForm, Any, Known], list[Done]]
    undo: Callable[[dict, set, Any, str], str]
    all: Callable[[Any], Iterable]
    about: Any = ""
    save_new: Callable[[list[BaseForm], Known], list[Done]] | None = None
    undo_new: Callable[[list[Any], Any, str], Any] | None = None

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if name in (c.name, c.form_field()))

    def data(self, row: Said) -> dict[str, str]:
        """The row as its form's own data, by the form's names."""
        return {c.form_field(): c.value(row.get(c.name, "")) for c in self.columns}


def only(form: BaseForm, data: dict[str, Any]) -> BaseForm:
    """The form without the fields that `data` has no word for: they stay as they are.

    So a field that a page gains later is never emptied by an older file.
    """
    for name in [name for name in form.fields if name not in data]:
        del form.fields[name]
    return form


def read_yes(text: str) -> str:
    """ "on" for a yes, "" for a no or nothing, else the text itself."""
    key = search_key(text)
    if key in YES:
        return "on"
    return "" if key in NO else normalise(text)


def yes_text(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def day_text(day) -> str:
    """A day as people type it, in the reader's calendar; "" for none."""
    return format_numeric(day, get_language()) if day else ""


def number_text(text: str) -> str:
    """A number as a form reads it: Arabic digits, without thousands' commas."""
    return fold_digits(normalise(text)).replace(",", "")


def parts(text: str) -> list[str]:
    """What stands in one cell with commas, semicolons or line breaks between."""
    return [part for part in map(normalise, re.split("[,;\n]", text)) if part]


def cities_by_name(cities: Iterable[City] | None = None) -> dict[str, City]:
    """Each city by its slug and by its names in both languages, folded."""
    found = City.objects.all() if cities is None else cities
    return {
        search_key(name): city
        for city in found
        for name in (city.slug, city.name_th, city.name_en)
    }


def city_of(row: Said, cities: dict[str, City], column: str = "city") -> City:
    """The city that a row names; RowError if it names none of these."""
    named = row.get(column, "")
    key = search_key(named).removeprefix("จังหวัด").removeprefix("เมือง").strip()
    if not key:
        raise RowError(column, _("Say which city it is about."))
    if city := cities.get(search_key(named)) or cities.get(key):
        return city
    raise RowError(
        column,
        _("There is no such city here. Write one of: %(cities)s.")
        % {"cities": ", ".join(str(c) for c in dict.fromkeys(cities.values()))},
    )
