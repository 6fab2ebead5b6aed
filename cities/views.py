"""Public pages that need cities alone."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from creativecity.kept_file import kept_file
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page

from .as_of import AsOf
from .country_map import draw, draw_provinces
from .filters import CityFilter
from .models import City, Evidence, Stage
from .pages import page_of
from .provinces import counted


@public_page
def index(request):
    as_of = AsOf.read(request)
    found = CityFilter(request.GET, City.objects.in_order(), on=as_of.day)
    page = page_of(found.qs, request.GET.get("page"))
    cities = list(page)
    memberships = Stage.objects.memberships(as_of.day, cities=cities)
    progress = City.objects.progress(cities, as_of.day, members=set(memberships))
    pairs = [(city, memberships.get(city.pk)) for city in cities]
    counts = counted(found.qs)
    context = {
        "title": _("Cities"),
        "filter": found,
        "as_of": as_of,
        "page": page,
        "rows": [(*pair, progress.get(pair[0].pk)) for pair in pairs],
        "map": draw_provinces(counts) if page.has_other_pages() else draw(pairs),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/city_list.html", context)


@public_page
def evidence_file(request, slug, pk):
    """A file, to save and never to show: to those who may read it, else nothing."""
    files = Evidence.objects.readable_by(request.user).exclude(file="")
    piece = get_object_or_404(files, city__slug=slug, pk=pk)
    return kept_file(piece, is_public=piece.is_public())
