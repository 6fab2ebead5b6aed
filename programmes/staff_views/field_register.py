"""The register of fields: what the database holds of people, why and how long."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from creativecity.spreadsheets import write_csv
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.field_filter import FieldFilter
from ..privacy.field_list import all_fields, count_by_treatment, counts
from ..privacy.register import Protection, treatments
from ..privacy.register_table import COLUMNS, register_rows

#: Kinds of things on one page.
PAGE = 15


@staff_page("programmes.view_privacyrequest", safe=True)
def field_register(request):
    models = all_fields()
    asked = FieldFilter(request.GET, models=models)
    found = asked.found()
    context = {
        "filter": asked,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "number": sum(len(each.rows) for each in found),
        "counts": counts(models),
        "groups": _groups(count_by_treatment(models)),
    }
    return render(request, "programmes/staff/field_register.html", context)


def _groups(numbers):
    """(protection, its treatments, each with how many fields), the strongest first."""
    return [
        (
            protection,
            [
                (each, numbers[each.code])
                for each in treatments().values()
                if each.protection == protection
            ],
        )
        for protection in reversed(Protection)
    ]


@staff_page("programmes.view_privacyrequest", safe=True)
def field_register_csv(request):
    """Every field, whatever the page shows."""
    content = write_csv(COLUMNS, register_rows(all_fields()))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"field-register-{today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
