"""A plain table of a fiscal period, so that nothing has to be typed twice."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cities.models import City
from creativecity.ledger.chain import holds_sample_data
from creativecity.spreadsheets import Sheet, write_csv, write_xlsx
from creativecity.staff_page import staff_page
from creativecity.template_filters import number
from creativecity.thai_calendar import today

from ..fiscal.activities import known_to_the_year
from ..fiscal.file import WIDTHS, file_rows, header
from ..fiscal.row import Money
from ..fiscal.table import find, rows_of, sections, tell
from ..forms.fiscal_filter import FiscalFilter

PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page("cities.view_event", safe=True)
def fiscal(request):
    """What was typed already of a fiscal year or a quarter, of the reader's cities."""
    chosen = _chosen(request)
    scope = chosen.scope()
    found = find(scope, chosen.agency_code())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    is_quarter, money = scope.period.quarter is not None, Money.of(found)
    context = {
        "filter": chosen,
        "period": scope.period,
        "page": page,
        "sections": sections(tell(page.object_list, scope)),
        "money": money,
        "money_words": money_words(money),
        "of_the_year": known_to_the_year(scope) if is_quarter else 0,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/fiscal.html", context)


@staff_page("cities.view_event", safe=True)
def fiscal_csv(request):
    chosen = _chosen(request)
    content = write_csv(header(), _file_rows(request, chosen))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    return _attached(response, chosen, "csv")


@staff_page("cities.view_event", safe=True)
def fiscal_xlsx(request):
    chosen = _chosen(request)
    rows = rows_of(chosen.scope(), chosen.agency_code())
    sheet = Sheet(
        title=chosen.period().year.label(get_language()),
        header=header(),
        rows=_file_rows(request, chosen, rows),
        widths=WIDTHS,
        note=money_words(Money.of(rows)),
    )
    response = HttpResponse(write_xlsx([sheet]), content_type=XLSX)
    return _attached(response, chosen, "xlsx")


def money_words(money):
    """The sum of what is known, and of how many: unknown is not nothing."""
    if not money.activities:
        return _("No activity is on record in this period.")
    if not money.known:
        return _("Money spent: not known of any activity of this period.")
    counted = {"n": money.activities, "m": money.known}
    of = ngettext(
        "of %(n)s activity %(m)s has a figure",
        "of %(n)s activities %(m)s have a figure",
        money.activities,
    )
    words = _("Money spent as far as is known: %(baht)s baht (%(of)s)")
    return words % {"baht": number(money.baht), "of": of % counted}


def _chosen(request):
    cities = City.objects.exportable_by(request.user).in_order()
    return FiscalFilter(request.GET, cities=cities, user=request.user, on=today())


def _file_rows(request, chosen, rows=None):
    rows = rows_of(chosen.scope(), chosen.agency_code()) if rows is None else rows
    return file_rows(rows, request.build_absolute_uri)


def _attached(response, chosen, kind):
    period = chosen.period()
    quarter = f"-q{period.quarter}" if period.quarter else ""
    name = f"fiscal-{period.year}{quarter}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
