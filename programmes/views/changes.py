"""What changed, as a page and as feeds: of everything, or of one city."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.public_page import public_page

from ..change_list import change_list, point_of
from ..feeds import ChangesFeed, write_feed
from ..forms.change_filter import ChangeFilter
from .city import find

PAGE, ENTRIES = 30, 50


@public_page
def changes(request):
    chosen = ChangeFilter(request.GET)
    found = chosen.found()
    before = point_of(request.GET.get("before", ""))
    context = {
        "filter": chosen,
        "listed": change_list(before=before, size=PAGE, **found),
        "chosen_city": found["city"],
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/changes.html", context)


@public_page
def atom(request):
    return _feed(
        request,
        title=_("What changed in the creative cities"),
        name="changes",
        page=reverse("programmes:changes"),
    )


@public_page
def city_atom(request, slug):
    city = find(slug)
    return _feed(
        request,
        title=_("What changed in the creative city %(city)s") % {"city": city.name},
        name=f"changes/{city.slug}",
        page=f"{reverse('programmes:changes')}?city={city.slug}",
        city=city,
    )


def _feed(request, *, title, name, page, city=None):
    before = point_of(request.GET.get("before", ""))
    text = write_feed(
        change_list(before=before, size=ENTRIES, city=city),
        title=title,
        name=name,
        page=page,
        feed=request.path,
        absolute=request.build_absolute_uri,
    )
    response = HttpResponse(text, content_type=ChangesFeed.content_type)
    response["Content-Language"] = get_language()
    return response
