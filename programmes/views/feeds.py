"""How to follow the portal and to show a city elsewhere: feeds, calendars, codes."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.models import City
from cities.pages import page_of
from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page

from ..forms.feed_filter import FeedFilter

#: How large a frame is asked for; its height serves a narrow column as well.
WIDTH, HEIGHT = 480, 480


@dataclass(frozen=True)
class Offer:
    """What there is of one city; `frame` and `picture` are HTML to be copied."""

    city: City
    frame: str
    picture: str


@public_page
def feeds(request):
    chosen = FeedFilter(request.GET)
    page = page_of(chosen.found(), request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "offers": [_offer(city, request) for city in page],
        "height": HEIGHT,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/feeds.html", context)


def _offer(city, request):
    language, absolute = get_language(), request.build_absolute_uri
    query = f"?language={language}"
    title = _("%(city)s on the Creative Cities Portal") % {"city": city.name}
    frame = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>',
        absolute(reverse("embed", args=[city.slug]) + query),
        title,
        WIDTH,
        HEIGHT,
    )
    picture = format_html(
        '<a href="{}"><img src="{}" alt="{}" width="240" height="40"></a>',
        absolute(city.get_absolute_url()),
        absolute(reverse("badge", args=[city.slug]) + query),
        title,
    )
    return Offer(city, frame, picture)
