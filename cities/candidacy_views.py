"""Public pages of a city's bids: one bid, and two of them side by side."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_dates import year_number

from .as_of import AsOf
from .bid_sides import sides
from .bids import bids_of
from .bids_compared import Compared
from .forms.compare import CompareForm
from .models import Candidacy, City, Source
from .slip_drawing import Group, draw_groups


@public_page
def candidacy(request, slug, year):
    city = get_object_or_404(City, slug=slug)
    as_of = AsOf.read(request)
    bids = bids_of(city, as_of.day, Candidacy.objects.published())
    bid = _find(city, bids, year)
    [side] = sides(city, [bid])
    context = {
        "city": city,
        "as_of": as_of,
        "side": side,
        "bid": bid,
        "slip": draw_groups([_slip_group(side)], on=as_of.day),
        "other_years": [other for other in bids if other != year],
        "sources": Source.objects.cited_by(side.cited()),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/candidacy.html", context)


@public_page
def compare(request, slug):
    """`?a=2021&b=2023`; without them the two newest are chosen, and not yet shown."""
    city = get_object_or_404(City, slug=slug)
    as_of = AsOf.read(request)
    bids = bids_of(city, as_of.day, Candidacy.objects.published())
    form = CompareForm.read(request.GET, list(bids))
    compared = None
    if form.is_bound and form.is_valid():
        compared = Compared(*sides(city, [bids[year] for year in form.years()]))
    context = {
        "city": city,
        "as_of": as_of,
        "bids": list(bids.values()),
        "form": form,
        "compared": compared,
        "sources": Source.objects.cited_by(compared.cited() if compared else []),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/candidacies_compared.html", context)


def _slip_group(side):
    year = year_number(side.year(), get_language())
    name = _("Bid in the call of %(year)s") % {"year": year}
    lines = tuple(side.lines.values())
    return Group(code=f"call-{side.year()}", name=name, lines=lines)


def _find(city, bids, year):
    """The bid in the call of a year; a 404 that names the years if there is none."""
    if year in bids:
        return bids[year]
    names = {"city": city.name, "years": _years(bids)}
    if not bids:
        raise Http404(_("No bid of %(city)s is on record.") % names)
    raise Http404(
        _("%(city)s has no bid on record in that call. There are: %(years)s.") % names
    )


def _years(bids):
    return ", ".join(str(year_number(year, get_language())) for year in bids)
