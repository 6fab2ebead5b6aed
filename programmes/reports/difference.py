"""What differs between two reports, both as plain values: where, before, after.

Lists of things with a name of their own (`code`, `slug`, ...) are compared by it, so
that one more city does not make all that follow look changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

#: What names a thing in a list: the first of these that it has, or several together.
NAMES = (
    ("slug",),
    ("code", "call"),
    ("code",),
    ("measure",),
    ("number",),
    ("decision", "due", "owner"),
    ("agency", "on"),
    ("agency",),
)
#: A day as the values keep it.
DAY = {"on", "precision"}
#: When it was asked is no part of what it says.
LEFT_OUT = {"known_at"}


@dataclass(frozen=True)
class Difference:
    """`path` leads from the whole to the value; None is nothing there."""

    path: tuple[str, ...]
    before: object
    after: object


def differences(before: dict, after: dict) -> list[Difference]:
    return list(_compare((), before, after))


def _compare(path, before, after) -> Iterator[Difference]:
    if before == after:
        return
    if _has_parts(before) and _has_parts(after):
        names = [*before, *(name for name in after if name not in before)]
        for name in names:
            if name not in LEFT_OUT:
                yield from _compare((*path, name), before.get(name), after.get(name))
    elif _is_named(before) and _is_named(after):
        yield from _compare(path, _by_name(before), _by_name(after))
    else:
        yield Difference(path, before, after)


def _has_parts(value):
    """A day and its precision are one thing: half of it would say another day."""
    return isinstance(value, dict) and value.keys() != DAY


def _is_named(value):
    return (
        isinstance(value, list | tuple)
        and all(isinstance(each, dict) for each in value)
        and len(_by_name(value)) == len(value)
    )


def _by_name(rows):
    return {_name(row, place): row for place, row in enumerate(rows)}


def _name(row, place):
    for names in NAMES:
        if all(name in row for name in names):
            return " ".join(_text(row[name]) for name in names if row[name])
    return str(place + 1)


def _text(value):
    return value["th"] if isinstance(value, dict) and "th" in value else str(value)
