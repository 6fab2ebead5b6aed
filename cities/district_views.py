"""Public pages of creative districts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv

from .as_of import AsOf
from .city_choice import every_city
from .district_filter import DistrictFilter
from .district_table import HEADER, district_rows
from .districts import cited, codes_on, counted, goal_of, standing_of
from .models import City, District, Fact, Source
from .pages import page_of
from .suggestion_stories import told
from .topics import CITY_TOPICS, labelled

SUGGESTIONS = 3  # of its city, the newest, on the page of a district


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
        "stories": told([row.city], as_of.day, shown=SUGGESTIONS)[row.city_id],
        "sources": Source.objects.cited_by([*standing.cited(), *facts]),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/district.html", context)


@public_page
def districts(request):
    """Every creative district, city by city, and how far each is."""
    as_of, chosen = AsOf.read(request), DistrictFilter(request.GET)
    codes = codes_on(as_of.day)
    found = chosen.of(codes)
    having = {city for city, _code in found}
    cities = [slug for slug, _name in every_city() if slug in having]
    page = page_of(cities, request.GET.get("page"))
    goal = goal_of(City.objects.filter(slug__in=page).in_order(), on=as_of.day)
    places = [
        (city, [standing for standing in rows if chosen.fits(standing.code())])
        for city, rows in goal.cities
    ]
    context = {
        "as_of": as_of,
        "counts": counted(code for _city, code in codes),
        "filter": chosen,
        "page": page,
        "places": places,
        "found": len(found),
        "sources": Source.objects.cited_by(cited(places)),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/districts.html", context)


@public_page
def districts_csv(request):
    """Every district of every city; a day that is not understood is refused."""
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    goal = goal_of(City.objects.all(), on=as_of.day)
    content = write_csv(HEADER, district_rows(goal))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"districts-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
