"""The desk: what each role owes, first."""

from django.shortcuts import render

from cities.models import City, Reading
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page


@staff_page("programmes.use_staff_pages")
def desk(request):
    user = request.user
    cities = list(City.objects.visible_to(user).in_order())
    progress = City.objects.progress(cities)
    waiting = None
    if user.has_perm("cities.add_verification"):
        waiting = Reading.objects.awaiting_verdict().count()
    context = {
        "rows": [(city, progress.get(city.pk)) for city in cities],
        "own": set(City.objects.editable_by(user).values_list("pk", flat=True)),
        "agencies": list(user.agencies.all()),
        "waiting": waiting,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/desk.html", context)
