"""Values of a report back from plain ones: the inverse of `dataclasses.asdict`.

A sealed report is kept as canonical JSON, in which a tuple is a list; what is drawn of
it years later is drawn from that text. So a field added to a dataclass of values needs
a default: what was stored before does not have it.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, asdict, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from creativecity.ledger.digest import canonical

from .minutes_values import MinutesValue
from .values import AnnualReport


class NotAReportError(ValueError):
    """The plain values are not those of a report."""


def to_text(values: AnnualReport | MinutesValue) -> str:
    """The canonical JSON of which the hash is taken."""
    return canonical(asdict(values))


def from_text(text: str) -> AnnualReport:
    """The report that a canonical JSON holds; NotAReportError if it holds none."""
    return from_plain(json.loads(text))


def from_plain(plain: dict) -> AnnualReport:
    """The report whose `asdict` is `plain`, lists standing for tuples or not."""
    try:
        return _reader(AnnualReport)(plain)
    except (AttributeError, KeyError, TypeError) as error:
        raise NotAReportError(f"not the values of a report: {error}") from error


def read_as(kind: Any, text: str) -> Any:
    """Values of another kind from their canonical JSON: the pack of an invitation."""
    return _reader(kind)(json.loads(text))


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type from a plain one."""
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__"):
        return _dataclass_reader(kind)
    if get_origin(kind) is tuple:
        return _tuple_reader(get_args(kind))
    if isinstance(kind, UnionType):
        (inner,) = (each for each in get_args(kind) if each is not NoneType)
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    return lambda value: value


def _dataclass_reader(kind: type) -> Callable[[dict], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    optional = {f.name for f in fields(kind) if f.default is not MISSING}

    def read(plain: dict) -> Any:
        if unknown := plain.keys() - readers.keys():
            raise KeyError(", ".join(sorted(unknown)))
        wanted = readers.keys() - (optional - plain.keys())
        return kind(**{name: readers[name](plain[name]) for name in wanted})

    return read


def _tuple_reader(kinds: tuple) -> Callable[[Any], tuple]:
    """Of any length where an ellipsis stands, else one reader a place."""
    if kinds[-1] is Ellipsis:
        read = _reader(kinds[0])
        return lambda values: tuple(map(read, values))
    readers = [_reader(kind) for kind in kinds]
    return lambda values: tuple(
        read(value) for read, value in zip(readers, values, strict=True)
    )
