"""The programme at a glance."""

from django.shortcuts import render

from cities.models import City
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..changes import recent_changes
from ..models import Programme
from ..next_dates import next_dates
from ..overview import gather
from ..timeline import draw
from ..words import AGREEMENT_STATES


@public_page
def home(request):
    programme = Programme.objects.newest()
    overviews = gather(programme, City.objects.all(), on=today())
    context = {
        "programme": programme,
        "state": programme and AGREEMENT_STATES[programme.state()],
        "overviews": overviews,
        "timeline": draw(programme, overviews, on=today()),
        "next_dates": next_dates(today()),
        "changes": recent_changes(),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/home.html", context)
