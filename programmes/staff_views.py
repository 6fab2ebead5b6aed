"""The desk: what each role owes, first."""

from django.shortcuts import render

from cities.models import City
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from .desk import awaited, owed


@staff_page("programmes.use_staff_pages")
def desk(request):
    user = request.user
    cities = list(City.objects.visible_to(user).in_order())
    progress = City.objects.progress(cities)
    context = {
        "owed": owed(user, cities, progress, today()),
        "awaited": awaited(user, cities, progress),
        "rows": [(city, progress.get(city.pk)) for city in cities],
        "own": set(City.objects.editable_by(user).values_list("pk", flat=True)),
        "counted": ("reported", "returned", "unread", "stale"),
        "agencies": list(user.agencies.all()),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/desk.html", context)
