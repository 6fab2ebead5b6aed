"""The plan of one bid: made from the call's template, and edited."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.milestone import PlanRowForm
from ..milestone_list import gather
from ..models import City
from .finding import find_candidacy
from .milestone_acts import perform
from .milestone_rights import acts_of, find_milestone


@staff_page("programmes.use_staff_pages")
def plan(request, slug, year):
    """What a bid planned, what was agreed of it, how it moved; POST makes the plan."""
    bid = find_candidacy(City.objects.exportable_by(request.user), slug, year)
    acts = acts_of(request.user, bid.city)
    if request.method == "POST":
        if "change_plan" not in acts:
            raise PermissionDenied(_("Your role does not change this plan."))
        _make_plan(request, bid)
        return redirect(request.path)
    rows = gather(bid.milestones.all(), today())
    steps = bid.call.steps.exclude(code__in=[row.milestone.code for row in rows])
    context = {
        "bid": bid,
        "city": bid.city,
        "listed": rows,
        "acts": acts,
        "steps_left": steps.count(),
        "to_agree": [row for row in rows if row.may_be_agreed()],
        "is_sample": any(row.milestone.is_sample for row in rows),
    }
    return render(request, "cities/staff/milestone_plan.html", context)


@staff_page("cities.change_milestone")
def edit_milestone(request, slug, milestone):
    """A step of a plan that is not agreed yet."""
    cities = City.objects.kept_by(request.user)
    milestone = find_milestone(cities, slug, milestone)
    form = PlanRowForm(
        request.POST or None,
        instance=copy(milestone),  # the page names the step as saved, not as typed
        may_set_key=request.user.has_perm("cities.set_baseline"),
    )

    def act():
        base = form.cleaned_data["base"]
        form.instance.change_plan(by=request.user, fields=form.meant(), base=base)
        return _("The plan is changed.")

    return perform(request, milestone, form, act, "change_plan")


def _make_plan(request, bid):
    made = len(bid.plan(by=request.user))
    words = ngettext(
        "%(n)s step was planned from the call's template.",
        "%(n)s steps were planned from the call's template.",
        made,
    )
    if made:
        messages.success(request, words % {"n": made})
    else:
        messages.info(request, _("Every step of the call's template is planned."))
