"""The yearly figures of one city, for everybody."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv

from .as_of import AsOf
from .last_word import last_word, told_by
from .models import City, Source
from .outcome_chart import draw, shared_years
from .outcome_series import figures_of, series_of
from .outcome_table import HEADER, outcome_rows


@public_page
def outcomes(request, slug):
    city = get_object_or_404(City, slug=slug)
    as_of = AsOf.read(request)
    all_series = series_of(city, on=as_of.day)
    figures = figures_of(all_series)
    years = shared_years(all_series)
    drawn = [(series, draw(series, years)) for series in all_series]
    context = {
        "city": city,
        "as_of": as_of,
        "drawn": drawn,
        "is_cut": any(chart.is_cut() for _series, chart in drawn if chart),
        "has_figures": bool(figures),
        "sources": Source.objects.cited_by(figures),
        "address": as_of.address(request),
        **told_by(last_word(city.key())),
    }
    return render(request, "cities/outcomes.html", context)


@public_page
def as_csv(request, slug):
    """The figures as a file; a day that is not understood is refused."""
    city = get_object_or_404(City, slug=slug)
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    rows = outcome_rows(city, series_of(city, on=as_of.day), as_of.day)
    response = HttpResponse(
        write_csv(HEADER, rows), content_type="text/csv; charset=utf-8"
    )
    name = f"{city.slug}-outcomes-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
