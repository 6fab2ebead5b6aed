"""How people take part: what they suggested, what happened, and where to begin."""

from django.db.models import Max
from django.shortcuts import render

from cities.districts import codes_on, counted
from cities.events import tell
from cities.models import Event, Suggestion
from cities.suggestion_stories import ENDS, figures, stories
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..answers import with_answers

ANSWERS, EVENTS = 3, 5


@public_page
def participate(request):
    on = today()
    ahead = Event.objects.ahead(on).select_related("city")
    context = {
        "figures": figures(),
        "answers": with_answers(stories(_answered()[:ANSWERS])),
        "upcoming": tell(ahead[:EVENTS], on),
        "rungs": Event.Rung.choices,
        "districts": counted(code for _city, code in codes_on(on)),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/participate.html", context)


def _answered():
    """Those that the public reads and that were answered, the newest answer first."""
    rows = Suggestion.objects.with_state().filter(state__in=ENDS, verdict="shown")
    rows = rows.annotate(answered=Max("steps__sequence")).order_by("-answered")
    return rows.select_related("city")
