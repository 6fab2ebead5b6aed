"""The views of the API, made from the tables: a list and single rows of each."""

from django.urls import path
from rest_framework.response import Response
from rest_framework.reverse import reverse

from ..ledger.chain import holds_sample_data, version
from ..thai_calendar import today
from . import parameters as p
from .describing import DescribedIndex, DescribedList, DescribedRow
from .filtering import for_list, for_row, in_order, narrowed, one
from .freshness import answer
from .paging import page_of
from .public_answer import PublicAnswer
from .table import Asked


class Index(PublicAnswer):
    """All tables, each with its address."""

    tables = ()
    schema = DescribedIndex()

    def get(self, request):
        p.read(request.query_params, [p.language()])
        return answer(request, lambda: Response(self._told(request)))

    def _told(self, request):
        return {
            "tables": [_told(table, request) for table in self.tables],
            "schema": reverse("api:schema", request=request),
            "documentation": reverse("programmes:api", request=request),
            "holds_sample_data": holds_sample_data(),
        }


class Rows(PublicAnswer):
    """The rows of one table, page by page."""

    table = None
    schema = DescribedList()

    def get(self, request):
        values = p.read(request.query_params, for_list(self.table))
        return answer(request, lambda: self._page(request, values))

    def _page(self, request, values):
        asked = _asked(request, self.table, values)
        rows = narrowed(self.table, self.table.rows(asked), values)
        rows = in_order(self.table, rows, values.get("ordering"))
        batch, place = page_of(request, rows, values, self.table.page_size)
        told = {
            **place,
            **_moment(self.table, asked),
            "holds_sample_data": holds_sample_data(),
            "results": _shown(self.table, batch, asked),
        }
        return Response(told, headers=_links(place))


class Row(PublicAnswer):
    """One row of a table, by its lookup."""

    table = None
    schema = DescribedRow()

    def get(self, request, lookup):
        values = p.read(request.query_params, for_row(self.table))
        return answer(request, lambda: self._row(request, lookup, values))

    def _row(self, request, lookup, values):
        asked = _asked(request, self.table, values)
        found = one(self.table, self.table.rows(asked), lookup)
        (shown,) = _shown(self.table, [found], asked)
        return Response(shown)


def addresses(tables):
    """The index, and the list and the rows of every table, for a URL configuration."""
    yield path("", Index.as_view(tables=tables), name="index")
    for table in tables:
        name = table.name.replace("-", "_")
        rows, row = Rows.as_view(table=table), Row.as_view(table=table)
        yield path(f"{table.name}/", rows, name=name)
        yield path(f"{table.name}/<str:lookup>/", row, name=f"{name}_row")


def _asked(request, table, values):
    on, known_at = values.get("as_of", today()), values.get("known_at")
    return Asked(on=on, known_at=known_at, absolute=request.build_absolute_uri)


def _shown(table, batch, asked):
    ready = table.prepare(batch, asked)
    return table.serializer(ready, many=True, context={"asked": asked}).data


def _moment(table, asked):
    """What to ask for again to be given the same; null where it does not count."""
    known_at = version() if asked.known_at is None else asked.known_at
    return {
        "as_of": asked.on.isoformat() if "as_of" in table.takes else None,
        "known_at": known_at if "known_at" in table.takes else None,
    }


def _links(place):
    links = [
        f'<{place[name]}>; rel="{relation}"'
        for name, relation in (("previous", "prev"), ("next", "next"))
        if place[name]
    ]
    return {"Link": ", ".join(links)} if links else {}


def _told(table, request):
    name = table.name.replace("-", "_")
    return {
        "name": table.name,
        "title": str(table.title),
        "about": str(table.about),
        "address": reverse(f"api:{name}", request=request),
    }
