"""The programme at a glance."""

from django.shortcuts import render

from cities.country_map import draw as draw_map
from cities.country_map import draw_provinces
from cities.filters import CityFilter
from cities.models import Agency, City
from cities.pages import page_of
from cities.provinces import counted
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..at_a_glance import glance
from ..changes import changes_since_review
from ..knowledge import newest
from ..models import Programme
from ..next_dates import next_dates
from ..overview import gather
from ..timeline import draw
from ..words import AGREEMENT_STATES

DATES, NEWS = 5, 3


@public_page
def home(request):
    programme, on = Programme.objects.newest(), today()
    page = page_of(City.objects.all(), request.GET.get("page"))
    overviews = gather(programme, page, on=on)
    context = {
        "programme": programme,
        "agencies": Agency.objects.all(),
        "state": programme and AGREEMENT_STATES[programme.state(on)],
        "page": page,
        "find": CityFilter({}, City.objects.none(), on=on),
        "overviews": overviews,
        "glance": glance(programme, on),
        "timeline": draw(programme, overviews, on=on),
        "map": _map(page, overviews),
        "next_dates": next_dates(on, shown=DATES),
        "changes": programme and changes_since_review(programme, on),
        "articles": newest(on, NEWS),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/home.html", context)


def _map(page, overviews):
    """Of cities that fill more than a page their provinces."""
    counts = counted(City.objects)
    if page.has_other_pages():
        return draw_provinces(counts)
    return draw_map((each.city, each.designation) for each in overviews)
