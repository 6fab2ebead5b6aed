"""The API as pages tell it: what it takes, of a table too, and addresses to try."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.open_data import Asked, Table
from creativecity.open_data import parameters as p
from creativecity.open_data.filtering import filters
from creativecity.open_data.problems import PROBLEMS
from creativecity.open_data.table import PAGE_SIZE

#: A day that every visitor can ask for: the end of the first year of the agreement.
PAST = "2021-06-30"
FEW = 5


@dataclass(frozen=True)
class Example:
    """A path to try, and what it gives."""

    path: str
    words: str


@dataclass(frozen=True)
class Told:
    """What the API takes of a table; `row` is the path of a row, its name left open.

    `page_size` is how many rows a page of it has where nobody asks for a number; 0
    where that is as many as usual.
    """

    filters: list[p.Parameter]
    ordering: list[str]
    takes: list[str]
    row: str
    page_size: int
    examples: list[Example]


@dataclass(frozen=True)
class Error:
    status: int
    title: str
    about: str


def told(table: Table, asked: Asked) -> Told:
    narrowing = filters(table)
    moments = [each.name for each in p.moments(table)]
    return Told(
        filters=narrowing,
        ordering=list(table.ordering),
        takes=moments,
        row=f"{_path(table)}{{{table.lookup}}}/",
        page_size=table.page_size if table.page_size != PAGE_SIZE else 0,
        examples=list(_examples(table, narrowing, asked)),
    )


def everywhere() -> list[p.Parameter]:
    """What may be asked of lists, whatever the table; `ordering` stands at each."""
    whole = Table("", "", "", None, None, "", takes=frozenset({"as_of", "known_at"}))
    return [*p.paging(whole), *p.moments(whole), p.language()]


def errors() -> list[Error]:
    return [
        Error(status, str(title), str(about))
        for status, (title, about) in PROBLEMS.items()
    ]


def limits() -> dict[str, int]:
    return {
        "rate": settings.API_RATE,
        "page_size": PAGE_SIZE,
        "most_rows": p.MOST_ROWS,
        "last_page": p.LAST_PAGE,
    }


def _path(table):
    return reverse(f"api:{table.name.replace('-', '_')}")


def _examples(table, narrowing, asked):
    yield _example(table, _("The first five rows"), page_size=FEW)
    for each in narrowing:
        if "enum" in each.schema:
            value = each.schema["enum"][0]
            words = _("Only those with %(name)s %(value)s")
            words %= {"name": each.name, "value": value}
            yield _example(table, words, **{each.name: value})
            break
    if table.ordering:
        last = next(iter(table.ordering))
        words = _("Sorted by %(column)s, from the end") % {"column": last}
        yield _example(table, words, ordering=f"-{last}")
    if "as_of" in table.takes:
        yield _example(table, _("As it stood on a past day"), as_of=PAST)
    yield from _one_row(table, asked)


def _example(table, words, **query):
    query["language"] = get_language()
    return Example(f"{_path(table)}?{urlencode(query)}", words)


def _one_row(table, asked):
    """The first row, where it can be had without computing all of them."""
    if not isinstance(table.rows(asked), QuerySet):
        return
    for record in table.first(1, asked):
        name = f"api:{table.name.replace('-', '_')}_row"
        path = reverse(name, kwargs={"lookup": record[table.lookup]})
        yield Example(f"{path}?language={get_language()}", _("One row alone"))
