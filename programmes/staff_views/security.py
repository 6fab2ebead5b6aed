"""What the portal can show for a security standard: read by auditor and secretary."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from creativecity.spreadsheets import Sheet, write_csv, write_xlsx
from creativecity.staff_page import staff_page

from ..forms.security_filter import SecurityFilter
from ..security_file import WIDTHS, file_rows, header
from ..security_standard import by_chapter, standard

PAGE = 60
#: Whoever oversees the accounts reads how they are protected: secretary and auditor.
OVERSEES = "programmes.view_accountinvitation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page(OVERSEES, safe=True)
def security(request):
    chosen = SecurityFilter(request.GET)
    page = Paginator(chosen.items(), PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "standard": standard(),
        "page": page,
        "chapters": by_chapter(page.object_list),
    }
    return render(request, "programmes/staff/security.html", context)


@staff_page(OVERSEES, safe=True)
def security_csv(request):
    content = write_csv(header(), file_rows(SecurityFilter(request.GET).items()))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    return _attached(response, "csv")


@staff_page(OVERSEES, safe=True)
def security_xlsx(request):
    rows = file_rows(SecurityFilter(request.GET).items())
    sheet = Sheet(title="ASVS 5.0", header=header(), rows=rows, widths=WIDTHS)
    return _attached(HttpResponse(write_xlsx([sheet]), content_type=XLSX), "xlsx")


def _attached(response, kind):
    name = f"security-{standard().gathered_on}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
