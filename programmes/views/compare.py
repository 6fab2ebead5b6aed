"""Cities side by side: which is how far, sorted by whatever a reader asks about."""

from django.http import HttpResponse
from django.shortcuts import render

from cities.as_of import AsOf
from cities.compare_filter import CompareFilter
from cities.last_word import last_word_on_cities, told_by
from cities.models import City, Rubric
from creativecity.public_page import public_page
from creativecity.spreadsheets import write_csv

from ..city_page import newest_agreement
from ..side_by_side import page_of
from ..side_by_side_order import MOST_ORDERED, Order, columns_of
from ..side_by_side_rows import header, table_rows
from .schedule import refused


@public_page
def compare(request):
    context = _told(request) | {
        "most": MOST_ORDERED,
        **told_by(last_word_on_cities()),
    }
    return render(request, "programmes/compare.html", context)


@public_page
def compare_csv(request):
    """The rows of the page at the same query; what is not understood is refused."""
    told = _told(request)
    as_of = told["as_of"]
    if as_of.error or told["filter"].errors:
        return refused(as_of, told["filter"])
    codes = told["codes"]
    content = write_csv(header(codes), table_rows(told["page"], codes))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"cities-compared-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _told(request):
    """What page and file have in common."""
    as_of = AsOf.read(request)
    chosen = CompareFilter(request.GET, City.objects.in_order(), on=as_of.day)
    rubric = Rubric.in_force(as_of.day)
    dimensions = list(rubric.dimensions.all()) if rubric else []
    columns, codes = columns_of(dimensions), [each.code for each in dimensions]
    is_ordered = chosen.qs.count() <= MOST_ORDERED
    typed = request.GET.get("sort", "") if is_ordered else ""
    order = Order.read(typed, columns)
    page = page_of(
        newest_agreement(as_of.day),
        chosen.qs,
        codes,
        on=as_of.day,
        order=order,
        number=request.GET.get("page"),
    )
    return {
        "as_of": as_of,
        "filter": chosen,
        "codes": codes,
        "heads": order.heads(columns),
        "is_ordered": is_ordered,
        "sort": typed,
        "page": page,
        "address": as_of.address(request, *chosen.form.fields, "sort", "page"),
    }
