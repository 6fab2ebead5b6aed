"""Rows of a file held against what is on record: what each would do, or why it cannot.

Each row goes through the page's own form. Nothing is written while a file is judged.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext as _

from creativecity.ledger.chain import latest
from creativecity.ledger.digest import canonical, sha256
from creativecity.spreadsheets.guard import carried
from creativecity.thai_text import normalise

from .adapter import Adapter, Column, Known, RowError, Said

NEW, CHANGED, UNCHANGED, WRONG = "new", "changed", "unchanged", "wrong"
STATES = (WRONG, CHANGED, NEW, UNCHANGED)
#: After so many rows somebody who waits is told how far it is.
TOLD_EVERY = 250


@dataclass(frozen=True)
class Line:
    """A row: what it would do, or why it cannot. In the reader's language.

    `changes` are (heading, before, after), `faults` (heading, value, reason).
    """

    number: int
    state: str
    title: str
    changes: tuple[tuple[str, str, str], ...] = ()
    faults: tuple[tuple[str, str, str], ...] = ()
    form: BaseForm | None = None
    thing: Any = None

    def shown(self) -> dict[str, Any]:
        """The row as JSON, for the page that waits for the word to record it."""
        changes, faults = map(list, self.changes), map(list, self.faults)
        return {
            "number": self.number,
            "state": self.state,
            "title": self.title,
            "changes": [*changes],
            "faults": [*faults],
        }


@dataclass(frozen=True)
class Judged:
    """All rows of a file, and what was looked up for them at a point of the ledger."""

    adapter: Adapter
    known: Known
    lines: tuple[Line, ...]
    known_at: int

    def counts(self) -> dict[str, int]:
        states = [line.state for line in self.lines]
        return {state: states.count(state) for state in STATES}

    def good(self) -> list[Line]:
        return [line for line in self.lines if line.state in (NEW, CHANGED)]

    def digest(self) -> str:
        """The same as long as the file would do the same."""
        return sha256(canonical([line.shown() for line in self.lines]))


def judge(
    adapter: Adapter,
    rows: list[dict],
    user: Any,
    tell: Callable[[int], None] = lambda done: None,
) -> Judged:
    """Each row's state. A row is its texts by column, and its "number" in the file."""
    known_at = latest()
    known = adapter.find(rows, user)
    seen: dict[Any, int] = {}
    lines = []
    for count, row in enumerate(rows):
        if count % TOLD_EVERY == 0:
            tell(count)
        lines.append(_line(adapter, row, known, seen))
    return Judged(adapter, known, tuple(lines), known_at)


def _line(adapter: Adapter, row: dict, known: Known, seen: dict[Any, int]) -> Line:
    number = row["number"]
    try:
        return _judged(adapter, row, known, seen)
    except RowError as error:
        column = adapter.column(error.column)
        fault = (column.heading(), row.get(column.name, ""), error.reason)
        return Line(number, WRONG, _title(adapter, row), faults=(fault,))


def _judged(adapter: Adapter, row: dict, known: Known, seen: dict[Any, int]) -> Line:
    key = adapter.key_of(row, known)
    thing = known.things.get(key)
    _judge_repetition(adapter, row, key, seen)
    title = str(thing) if thing else _title(adapter, row)
    before = _as_read_back(adapter.said(thing, known)) if thing else {}
    said = {**before, **row}
    form = adapter.form(said, thing, known)
    if thing:
        _leave_what_stands(adapter, form, before, said)
    if not form.has_changed() and (thing or form.empty_permitted):
        return Line(row["number"], UNCHANGED, title)
    if not form.is_valid():
        faults = tuple(_faults(adapter, form, said))
        return Line(row["number"], WRONG, title, faults=faults)
    changes = tuple(_changes(adapter, form, before, said))
    state = CHANGED if thing else NEW
    return Line(row["number"], state, title, changes, (), form, thing)


def _judge_repetition(adapter: Adapter, row: dict, key: Any, seen: dict) -> None:
    if key in seen:
        words = _("Row %(row)s is about the same.") % {"row": seen[key]}
        raise RowError(adapter.key[0], words)
    seen[key] = row["number"]


def _title(adapter: Adapter, row: dict) -> str:
    """What the row is about, in the words of its file."""
    names = [c.name for c in adapter.columns if c.name.startswith("name_th")]
    texts = [row.get(name, "") for name in (*names, *adapter.key)]
    return next((normalise(text) for text in texts if text.strip()), "")


def _as_read_back(said: Said) -> Said:
    """What of each text a file can carry, spelt as it is when it is read."""
    return {name: normalise(carried(text)) for name, text in said.items()}


def _leave_what_stands(
    adapter: Adapter, form: BaseForm, before: Said, said: Said
) -> None:
    """A cell that says what is on record changes nothing, whatever its form thinks."""
    for column in adapter.columns:
        name = column.form_field()
        is_same = normalise(said.get(column.name, "")) == before.get(column.name)
        if is_same and name in form.changed_data and name in form.initial:
            form.fields[name].disabled = True
    vars(form).pop("changed_data")


def _faults(
    adapter: Adapter, form: BaseForm, said: Said
) -> Iterable[tuple[str, str, str]]:
    for name, errors in form.errors.as_data().items():
        column = _column(adapter, name)
        for error in errors:
            for reason in _reasons(column, error):
                yield column.heading(), said.get(column.name, ""), reason


def _column(adapter: Adapter, name: str) -> Column:
    """That of a field; of what is wrong with several, the first that says the key."""
    names = {c.form_field() for c in adapter.columns}
    return adapter.column(name if name in names else adapter.key[0])


def _reasons(column: Column, error: ValidationError) -> list[str]:
    if error.code == "invalid_choice" and (labels := column.labels()):
        return [_("Write one of: %(choices)s.") % {"choices": ", ".join(labels)}]
    return error.messages


def _changes(
    adapter: Adapter, form: BaseForm, before: Said, said: Said
) -> Iterable[tuple[str, str, str]]:
    for column in adapter.columns:
        if column.form_field() in form.changed_data:
            now = normalise(said.get(column.name, ""))
            yield column.heading(), before.get(column.name, ""), now
