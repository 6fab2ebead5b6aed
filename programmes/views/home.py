"""The programme at a glance."""

from django.shortcuts import render

from cities.country_map import draw as draw_map
from cities.models import Agency, City
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
    overviews = gather(programme, City.objects.all(), on=on)
    context = {
        "programme": programme,
        "agencies": Agency.objects.all(),
        "state": programme and AGREEMENT_STATES[programme.state(on)],
        "overviews": overviews,
        "glance": glance(overviews),
        "timeline": draw(programme, overviews, on=on),
        "map": draw_map((each.city, each.designation) for each in overviews),
        "next_dates": next_dates(on, shown=DATES),
        "changes": programme and changes_since_review(programme, on),
        "articles": newest(on, NEWS),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/home.html", context)
