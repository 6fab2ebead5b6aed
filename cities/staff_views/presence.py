"""Who else has a city's grid open, and what they recorded since it was opened here."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from creativecity.form_fields import DIGITS
from creativecity.ledger import chain
from creativecity.staff_page import staff_page

from ..models import City, Draft

KEY = "page"  # of the draft by which an open page says that it is there
GONE_AFTER = timedelta(seconds=45)  # three of the page's own beats


@staff_page("cities.add_reading")
def presence(request, slug):
    """Asked by the page every 15 s; a POST says that its reader is still there."""
    city = get_object_or_404(City.objects.editable_by(request.user), slug=slug)
    about = f"{city.key()} open"
    if request.method == "POST":
        Draft.objects.keep(request.user, about, KEY, {})
    since = _number(request.POST.get("since", ""))
    context = {
        "since": chain.latest() if since is None else since,
        "others": Draft.objects.seen_since(timezone.now() - GONE_AFTER, about).exclude(
            user=request.user
        ),
        "recorded": [] if since is None else _recorded(request.user, city, since),
    }
    return render(request, "cities/staff/_presence.html", context)


def _number(text):
    """A point of the ledger as the page sends it back; None on its first beat."""
    is_number = text.isascii() and text.isdigit() and len(text) < DIGITS
    return int(text) if is_number else None


def _recorded(user, city, since):
    """Codes of what others recorded after that point of the ledger."""
    newer = city.readings.standing().filter(sequence__gt=since)
    codes = newer.exclude(recorded_by=user).values_list("indicator__code", flat=True)
    return sorted(set(codes))
