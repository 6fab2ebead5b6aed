"""The order in which cities stand side by side: `?sort=slip`, and turned `?sort=-slip`.

What is not known comes last, whichever way the others are turned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

#: So many cities are put in an order that has to be worked out of each; of more it
#: would take a second, at each day and each column that somebody asks for.
MOST_ORDERED = 100
BY_NAME = "city"


@dataclass(frozen=True)
class Column:
    """`first` is which way round it is sorted by the first press: "" or "-"."""

    key: str
    name: str
    first: str = "-"


@dataclass(frozen=True)
class Head:
    """A column's head: `sorted` is its aria-sort, `leads_to` the order of its link."""

    column: Column
    sorted: str
    leads_to: str


def columns_of(dimensions) -> list[Column]:
    """The columns by which can be sorted; `dimensions` are those of a rubric."""
    return [
        Column(BY_NAME, _("City"), first=""),
        Column("member", _("Membership"), first=""),
        Column("readiness", _("Readiness")),
        Column("read", _("Indicators read")),
        Column("slip", _("Slip against plan")),
        *(Column(each.code, each.name) for each in dimensions),
    ]


@dataclass(frozen=True)
class Order:
    key: str = BY_NAME
    is_descending: bool = False

    @classmethod
    def read(cls, typed: str, columns: Sequence[Column]) -> "Order":
        """What was asked for; by name where it was not understood."""
        key = typed.removeprefix("-")
        if key not in {column.key for column in columns}:
            return cls()
        return cls(key, typed.startswith("-"))

    def is_by_name(self) -> bool:
        return self.key == BY_NAME

    def heads(self, columns: Sequence[Column]) -> list[Head]:
        return [self._head(column) for column in columns]

    def _head(self, column):
        if column.key != self.key:
            return Head(column, "", column.first + column.key)
        if self.is_descending:
            return Head(column, "descending", column.key)
        return Head(column, "ascending", f"-{column.key}")

    def sort(self, rows, codes: Sequence[str]) -> list:
        """Rows (side_by_side.Row) in this order, equal ones as they came."""
        told = [(self._value(row, codes), row) for row in rows]
        known = [pair for pair in told if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.is_descending)
        unknown = [row for value, row in told if value is None]
        return [row for _value, row in known] + unknown

    def _value(self, row, codes):
        if self.key in codes:
            return _range(row.dimensions[codes.index(self.key)])
        return _VALUES[self.key](row)


def _member_since(row):
    designation = row.overview.designation
    return designation and designation.effective_on


def _range(readiness):
    """Lowest first; of two with the same lowest that with the lower highest."""
    if readiness is None or not readiness.read:
        return None
    return readiness.lowest, readiness.highest


def _share_read(row):
    readiness = row.readiness()
    if readiness is None or not readiness.applicable:
        return None
    return Fraction(readiness.read, readiness.applicable)


_VALUES = {
    "member": _member_since,
    "readiness": lambda row: _range(row.readiness()),
    "read": _share_read,
    "slip": lambda row: row.days_slipped(),
}
