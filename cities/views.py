"""Public pages that need cities alone."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from creativecity.kept_file import kept_file
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page

from .as_of import AsOf
from .country_map import draw
from .filters import CityFilter
from .models import City, Evidence, Stage


@public_page
def index(request):
    as_of = AsOf.read(request)
    found = CityFilter(request.GET, City.objects.in_order(), on=as_of.day)
    cities = list(found.qs)
    progress = City.objects.progress(cities, as_of.day)
    memberships = Stage.objects.memberships(as_of.day)
    context = {
        "title": _("Cities"),
        "filter": found,
        "as_of": as_of,
        "rows": [
            (city, memberships.get(city.pk), progress.get(city.pk)) for city in cities
        ],
        "map": draw((city, memberships.get(city.pk)) for city in cities),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/city_list.html", context)


@public_page
def evidence_file(request, slug, pk):
    """A file, to save and never to show: to those who may read it, else nothing."""
    files = Evidence.objects.readable_by(request.user).exclude(file="")
    piece = get_object_or_404(files, city__slug=slug, pk=pk)
    return kept_file(piece, is_public=piece.is_public())
