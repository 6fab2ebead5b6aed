"""The desk: what each role owes, first."""

from django.shortcuts import render

from cities.milestone_list import by_city, in_state
from cities.models import City
from cities.pages import page_of
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..desk import awaited, owed
from ..desk_steps import next_report
from ..first_steps.beginner import is_beginner
from ..models import Partner


@staff_page("programmes.use_staff_pages", safe=True)
def desk(request):
    user, on = request.user, today()
    cities = list(City.objects.visible_to(user).in_order())
    own = set(City.objects.editable_by(user).values_list("pk", flat=True))
    page = page_of(cities, request.GET.get("page"))
    shown = {*page, *(city for city in cities if city.pk in own)}
    kept = [city for city in City.objects.kept_by(user) if city not in shown]
    progress, steps = City.objects.progress(shown), by_city(shown, on, open_of=kept)
    context = {
        "owed": owed(user, cities, progress, steps, on),
        "awaited": awaited(user, cities, progress, steps, on),
        "page": page,
        "rows": [(city, progress.get(city.pk)) for city in page],
        "own_rows": [(c, progress.get(c.pk)) for c in cities if c.pk in own],
        "step_counts": {c.pk: len(in_state(steps[c.pk], "")) for c in shown},
        "reports": {pk: next_report(rows) for pk, rows in steps.items()},
        "own": own,
        "counted": ("reported", "returned", "unread", "stale"),
        "agencies": list(user.agencies.all()),
        "bodies": Partner.objects.reporting_for(user).in_order(),
        "is_beginner": is_beginner(user, on),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/desk.html", context)
