"""Where in the grid an officer is, to come back to: all of it, or a part."""

from django.urls import reverse

from ..models.progress import CELL_STATES

#: The states that the grid can be narrowed to.
STATES = (*CELL_STATES, "stale", "draft")
#: The page of one indicator.
INDICATOR = "indicator"


def place_of(request) -> str:
    """As an address carries it: INDICATOR, a state, or "" for the whole grid."""
    if "code" in request.resolver_match.kwargs:
        return INDICATOR
    return known(request.GET.get("state", ""))


def known(place: str) -> str:
    return place if place in {INDICATOR, *STATES} else ""


def place_url(city, code: str, place: str) -> str:
    """The address of that place, at the indicator of this code."""
    if place == INDICATOR:
        return reverse("staff:cities:indicator", args=[city.slug, code])
    grid = reverse("staff:cities:readiness", args=[city.slug])
    return f"{grid}{f'?state={place}' if place else ''}#{code}"
