"""Tables of a city's page as files; a day that is not understood is refused."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from creativecity.public_page import public_page
from creativecity.refused import not_understood
from creativecity.spreadsheets import write_csv

from .as_of import AsOf
from .bids import bids_of
from .city_tables import BIDS, FACTS, PIECES, bid_rows, fact_rows, piece_rows
from .models import Candidacy, City, Fact


@public_page
def candidacies_csv(request, slug):
    def rows(city, on):
        bids = bids_of(city, on, Candidacy.objects.published()).values()
        return bid_rows(city, bids, on)

    return _file(request, slug, "candidacies", BIDS, rows)


@public_page
def facts_csv(request, slug):
    def rows(city, on):
        facts = Fact.objects.published().filter(subject=city.key())
        return fact_rows(city, facts.latest(on=on).order_by("topic"), on)

    return _file(request, slug, "facts", FACTS, rows)


@public_page
def evidence_csv(request, slug):
    def rows(city, on):
        pieces = city.evidence.shown(on)
        return piece_rows(city, pieces, request.build_absolute_uri, on)

    return _file(request, slug, "evidence", PIECES, rows)


def _file(request, slug, name, header, rows):
    city = get_object_or_404(City, slug=slug)
    as_of = AsOf.read(request)
    if as_of.error:
        return not_understood(as_of.error)
    content = write_csv(header, rows(city, as_of.day))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{city.slug}-{name}-{as_of.day}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
