"""Who works along: the register of partners, and how often one spoke with them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from cities.models import Source
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv
from creativecity.thai_calendar import today

from ..experts import experts_in_public
from ..forms.partner_filters import PartnerFilter
from ..models import Partner
from ..partner_tables import PARTNERS, partner_rows
from ..partners import by_place, steps_by_year

PAGE = 25  # cities


@public_page
def partners(request):
    chosen = PartnerFilter(request.GET)
    found = list(_found(chosen))
    places = by_place(found, slug=chosen.cleaned_data.get("city", ""))
    page = Paginator(places, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "found": len(found),
        "is_empty": not Partner.objects.exists(),
        "years": steps_by_year(today()),
        "experts": experts_in_public(number=request.GET.get("experts")),
        "sources": Source.objects.cited_by(_shown(page)),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/partners.html", context)


@public_page
def partners_csv(request):
    """The partners that were chosen; what is not understood is refused."""
    chosen = PartnerFilter(request.GET)
    if not chosen.is_valid():
        errors = [error for errors in chosen.errors.values() for error in errors]
        return not_understood("\n".join(errors))
    content = write_csv(PARTNERS, partner_rows(_found(chosen)))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"partners-{today()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(chosen):
    partners = Partner.objects.in_order().prefetch_related("cities", "areas")
    return chosen.of(partners, today())


def _shown(page):
    return [row for place in page for _kind, rows in place.kinds for row in rows]
