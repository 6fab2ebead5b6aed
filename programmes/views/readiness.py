"""How ready one city is: the number, why it is that, how it came about, every level."""

from django.http import HttpResponse
from django.shortcuts import render

from cities import profile, trends
from cities.as_of import AsOf
from cities.comparison import choose
from cities.indicator_table import HEADER, indicator_rows
from cities.last_word import last_word, told_by
from cities.pace import SPAN, pace
from cities.why import why
from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv

from ..models import Programme
from .city import earlier_scores, find


@public_page
def detail(request, slug):
    city = find(slug)
    as_of = AsOf.read(request)
    compare = AsOf.earlier(request, than=as_of.day)
    progress = city.progress(as_of.day)
    context = {
        "city": city,
        "as_of": as_of,
        "compare": compare,
        "progress": progress,
        "address": as_of.address(request, "compare"),
        **told_by(last_word(city.key())),
    }
    if progress is not None:
        context |= _told(city, progress, compare.day)
    return render(request, "programmes/city_readiness.html", context)


def _told(city, progress, asked):
    """What the page tells of a city that can be judged."""
    on = progress.on
    past = city.past(on, progress.known_at)
    points = past.history(on)
    compared = choose(past, points, asked=asked, review=_last_review(on))
    rubric = progress.rubric
    names = {dimension.code: dimension.name for dimension in rubric.dimensions.all()}
    return {
        "earlier_scores": earlier_scores(progress),
        "pace": pace(past.turns(on, on - SPAN), rubric.target()),
        "why": why(progress),
        "compared": compared,
        "profile": profile.draw(progress, compared.point),
        "trends": trends.draw(points, names, rubric.target()),
        "sections": profile.sections(progress),
    }


def _last_review(on):
    programme = Programme.objects.newest(on)
    return programme.last_review_before(on) if programme else None


@public_page
def as_csv(request, slug):
    """The indicators of a city as a file; a day that is not understood is refused."""
    city = find(slug)
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    rows = indicator_rows(city.progress(as_of.day))
    response = HttpResponse(
        write_csv(HEADER, rows), content_type="text/csv; charset=utf-8"
    )
    name = f"{city.slug}-readiness-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
