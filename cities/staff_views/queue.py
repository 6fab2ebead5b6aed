"""What waits for a verdict, and the way through it from one reading to the next."""

from collections import Counter

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.long_select import written
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..models import City, Reading, Stage
from ..pages import CITIES_A_PAGE, ROWS_A_PAGE
from ..waiting import waiting_for

#: Parts of the list's address that the pages opened from it carry on.
PLACE = ("city", "page")


@staff_page("cities.add_verification", safe=True)
def queue(request):
    """Readings that wait for a verdict, the one that waits longest first."""
    cities, slug = City.objects.named(), request.GET.get("city", "")
    waiting = waiting_for(request.user, today())
    chosen = _of(waiting, cities, slug)
    keys = [row.pk for row in chosen]
    page = Paginator(keys, ROWS_A_PAGE).get_page(request.GET.get("page"))
    readings = Reading.objects.filter(pk__in=list(page)).order_by("sequence")
    readings = readings.select_related("city", "indicator")
    page.object_list = list(readings.prefetch_related("indicator__wordings"))
    members = Stage.objects.memberships(
        today(), cities={reading.city_id for reading in page}
    )
    context = {
        "page": page,
        "rows": [(reading, reading.wording(members)) for reading in page],
        "all": len(waiting),
        "city": {key: name for key, _pk, name in cities}.get(slug, ""),
        "slug": slug,
        "place": place(request),
        **_offered(cities, slug, waiting),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/queue.html", context)


def place(request):
    """`?city=nan&page=2`: where in the list who judges is; "" at its beginning."""
    kept = {name: request.GET[name] for name in PLACE if request.GET.get(name)}
    return f"?{urlencode(kept)}" if kept else ""


def way_on(request, reading):
    """A link to what waits after this reading in the same list, else to its first;
    "" where nothing waits.
    """
    waiting = waiting_for(request.user, today())
    if slug := request.GET.get("city", ""):
        waiting = _of(waiting, City.objects.named(), slug)
    if not waiting:
        return ""
    after = (row for row in waiting if row.sequence > reading.sequence)
    row = next(after, waiting[0])
    following = Reading.objects.select_related("city", "indicator").get(pk=row.pk)
    words = _("Next: %(code)s, %(city)s (%(left)s left)") % {
        "code": following.indicator.code,
        "city": following.city,
        "left": len(waiting),
    }
    url = reverse("staff:cities:verify_reading", args=[row.sequence]) + place(request)
    return format_html('<a href="{}">{}</a>', url, words)


def _of(waiting, cities, slug):
    """Those of the city at an address; all where none was asked for."""
    if not slug:
        return waiting
    keys = {pk for key, pk, _name in cities if key == slug}
    return [row for row in waiting if row.city in keys]


def _offered(cities, slug, waiting):
    """The cities to choose from: in few with how many wait, in many as options."""
    if len(cities) > CITIES_A_PAGE:
        return {"options": written([(key, name) for key, _pk, name in cities], [slug])}
    counts = Counter(row.city for row in waiting)
    return {"cities": [(key, name, counts[pk]) for key, pk, name in cities]}
