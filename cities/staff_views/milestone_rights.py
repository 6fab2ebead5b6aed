"""Who may do what with a milestone; which city's, the scopes of City say."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from creativecity.form_fields import DIGITS

from ..models import City, Milestone

RIGHTS = {
    "change_plan": "cities.change_milestone",
    "set_baseline": "cities.set_baseline",
    "reforecast": "cities.add_forecast",
    "complete": "cities.add_completion",
    "retire": "cities.add_retirement",
    "state_view": "cities.add_statedview",
}
#: What only those do who keep the city: its officers, and the secretary.
OF_KEEPERS = {"change_plan", "set_baseline", "complete", "retire"}
_TAKES_BACK = {
    "forecast": "cities.add_forecast",
    "reforecastrequest": "cities.add_reforecastrequest",
    "completion": "cities.add_completion",
    "retirement": "cities.add_retirement",
    "statedview": "cities.add_statedview",
}


def keeps(user, city):
    return City.objects.kept_by(user).filter(pk=city.pk).exists()


def acts_of(user, city):
    """What this user may do with the city's milestones, as verbs."""
    is_keeper = keeps(user, city)
    return {
        act
        for act, right in RIGHTS.items()
        if user.has_perm(right) and (is_keeper or act not in OF_KEEPERS)
    }


def may_take_back(user, row, city):
    """What one said oneself, or a colleague in the same city; the secretary all."""
    if not user.has_perm(_TAKES_BACK[row._meta.model_name]):
        return False
    if row.recorded_by_id == user.pk or user.has_perm("cities.change_city"):
        return True
    return {row.recorded_by_id, user.pk} <= {each.pk for each in city.officers.all()}


def find_milestone(cities, slug, pk):
    milestones = Milestone.objects.select_related(
        "city", "candidacy__call", "membership__candidacy__call"
    )
    return get_object_or_404(milestones, city__in=cities, city__slug=slug, pk=pk)


def milestone_asked_for(request, city):
    """The city's milestone of `?milestone=`; None if none was named."""
    pk = request.GET.get("milestone")
    if not pk:
        return None
    is_number = pk.isdecimal() and len(pk) < DIGITS
    found = city.milestones.filter(pk=int(pk)) if is_number else ()
    if not found:
        raise Http404(_("This city has no such milestone."))
    return found[0]
