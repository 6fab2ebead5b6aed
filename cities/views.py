"""Public pages that need cities alone."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page

from .as_of import AsOf
from .filters import CityFilter
from .models import City, Stage


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
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/city_list.html", context)
