"""Public pages of creative districts."""

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.spreadsheets import write_csv
from creativecity.thai_calendar import today

from .as_of import AsOf
from .district_table import HEADER, district_rows
from .districts import goal_of, standing_of
from .models import City, District, Fact, Source
from .topics import CITY_TOPICS, labelled

PLAIN = "text/plain; charset=utf-8"


@public_page
def district(request, slug, district):
    """What it is, how far it is since when, and what shows it."""
    rows = District.objects.select_related("city")
    row = get_object_or_404(rows, city__slug=slug, slug=district)
    as_of = AsOf.read(request)
    standing = standing_of(row, on=as_of.day)
    facts = Fact.objects.published().filter(subject=row.key()).latest(on=as_of.day)
    context = {
        "city": row.city,
        "district": row,
        "as_of": as_of,
        "standing": standing,
        "facts": labelled(facts, CITY_TOPICS),
        "sources": Source.objects.cited_by([*standing.cited(), *facts]),
        "printed_on": today(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/district.html", context)


@public_page
def districts_csv(request):
    """Every district of every city; a day that is not understood is refused."""
    as_of = AsOf.read(request)
    if as_of.error:
        return HttpResponseBadRequest(as_of.error, content_type=PLAIN)
    goal = goal_of(City.objects.all(), on=as_of.day)
    content = write_csv(HEADER, district_rows(goal))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"districts-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
