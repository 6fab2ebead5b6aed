"""Dates to subscribe to, for a calendar program: all cities' or one city's."""

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cities.models import City
from creativecity.public_page import public_page
from creativecity.thai_calendar import today

from ..calendar_file.action_points import action_events
from ..calendar_file.activities import activity_events
from ..calendar_file.calls import call_events
from ..calendar_file.drawing import draw
from ..calendar_file.milestones import milestone_events
from ..calendar_file.reviews import review_events
from .city import find


@public_page
def calendar(request):
    """Its language is part of the address, since a subscription sends no other."""
    language = request.GET.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    with translation.override(language):
        name, events = _chosen(request.GET.get("city"))
        content = draw(events, name=name, absolute=request.build_absolute_uri)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Language"] = language
    response["Content-Disposition"] = 'inline; filename="creativecity.ics"'
    return response


def _chosen(slug):
    """(name, events) of one city, or of all cities and UNESCO's calls."""
    on = today()
    if slug is None:
        milestones = milestone_events(City.objects.all(), on=on)
        events = [*call_events(), *milestones, *action_events(on=on)]
        events += [*activity_events(), *review_events(on)]
        return _("Dates of the creative cities"), events
    city = find(slugify(slug))
    name = _("Dates of the creative city %(city)s") % {"city": city.name}
    events = [*milestone_events([city], on=on), *action_events([city], on=on)]
    return name, [*events, *activity_events([city])]
