"""A table's filters, as parameters and at work; its order, and one row of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import Http404

from ..thai_calendar import BUDDHIST_OFFSET, FIRST_DAY, LAST_DAY
from . import parameters as p

#: The numbers that a filter takes: a level, a place in the ledger.
NUMBERS = (0, 2_147_483_647)
#: A year of either calendar; a database knows no year 0.
YEARS = (FIRST_DAY.year, LAST_DAY.year + BUDDHIST_OFFSET)


def filters(table) -> list[p.Parameter]:
    found = table.filterset.base_filters if table.filterset else {}
    return [_parameter(name, each) for name, each in found.items()]


def for_row(table) -> list[p.Parameter]:
    return [*p.moments(table), p.language()]


def for_list(table) -> list[p.Parameter]:
    return [*filters(table), *p.ordering(table), *p.paging(table), *for_row(table)]


def _parameter(name, each):
    about, field = str(each.extra.get("help_text") or ""), each.field
    if isinstance(field, forms.ChoiceField):
        return p.one_of(name, about, [str(value) for value, _ in _choices(field)])
    if isinstance(field, forms.NullBooleanField):
        return p.yes_or_no(name, about)
    if isinstance(field, forms.DecimalField):
        return p.whole_number(name, about, *(YEARS if _is_year(name) else NUMBERS))
    if isinstance(field, forms.DateField):
        return p.day(name, about)
    return p.code(name, about)


def _is_year(name):
    return name.rpartition("_")[2] == "year"


def _choices(field):
    """Without the empty one: a filter that is not asked for is left out."""
    return [choice for choice in field.choices if choice[0] not in ("", None)]


def narrowed(table, rows, values):
    """The rows that the filters in `values` let through."""
    names = [each.name for each in filters(table)]
    data = {name: values[name] for name in names if name in values}
    return table.filterset(data, queryset=rows).qs if data else rows


def in_order(table, rows, asked):
    """In the order asked for; what is empty last, what is alike by age."""
    if not asked:
        return rows
    path, is_reversed = table.ordering[asked.removeprefix("-")], asked[0] == "-"
    if not isinstance(rows, QuerySet):
        return _sorted(rows, path, is_reversed)
    column = F(path)
    first = column.desc(nulls_last=True) if is_reversed else column.asc(nulls_last=True)
    return rows.order_by(first, "pk")


def _sorted(rows, name, is_reversed):
    known = [row for row in rows if row[name] is not None]
    unknown = [row for row in rows if row[name] is None]
    return [*sorted(known, key=lambda row: row[name], reverse=is_reversed), *unknown]


def one(table, rows, wanted):
    """The row whose `lookup` is `wanted`. Raises Http404."""
    if "\x00" in wanted or len(wanted) > p.LONGEST:
        raise Http404
    field = table.fields()[table.lookup]
    if not isinstance(rows, QuerySet):
        found = (row for row in rows if str(row[table.lookup]) == wanted)
        return _first(found)
    try:
        return _first(rows.filter(**{field.source.replace(".", "__"): wanted})[:1])
    except (ValueError, ValidationError):  # no number or UUID, where one is asked for
        raise Http404 from None


def _first(rows):
    row = next(iter(rows), None)
    if row is None:
        raise Http404
    return row
