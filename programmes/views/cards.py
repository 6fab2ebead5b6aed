"""The pictures that go along with a shared link, drawn once for a state of things."""

from django.http import HttpResponse
from django.utils.translation import get_language

from cities.models import City
from creativecity.ledger.chain import holds_sample_data, version_mark
from creativecity.public_page import public_page, release
from creativecity.spared import kept
from creativecity.thai_calendar import today

from ..cards import MEDIA_TYPE, city_card, general_card
from ..models import Programme
from ..overview import gather
from ..timeline import draw
from .city import find

SECONDS = 24 * 60 * 60


@public_page
def general(request):
    return _answer("all", _draw_all)


@public_page
def of_city(request, slug):
    city = find(slug)
    return _answer(city.slug, lambda: _draw_city(city))


def _answer(name, drawn):
    content = kept(key_of(name), drawn, SECONDS)
    return HttpResponse(content, content_type=MEDIA_TYPE)


def key_of(name):
    """All that a card depends on, so that no second visit draws it anew."""
    day = today().isoformat()
    parts = ("card", name, get_language(), day, version_mark(), release()[:16])
    return ":".join(parts)


def _draw_all():
    programme = Programme.objects.newest()
    overviews = gather(programme, City.objects.all()[:8], on=today())
    timeline = draw(programme, overviews, on=today())
    return general_card(timeline, is_sample=holds_sample_data())


def _draw_city(city):
    programme = Programme.objects.newest()
    [overview] = gather(programme, [city], on=today())
    timeline = draw(programme, [overview], on=today())
    return city_card(overview, timeline, is_sample=holds_sample_data())
