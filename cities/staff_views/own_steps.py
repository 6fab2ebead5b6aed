"""Steps of a city's own, in a bid or a membership, and the baseline of its plan."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.milestone import BaselineForm, PlanRowForm
from ..forms.overtaken import HTTP_CONFLICT, told_on
from ..milestone_list import gather
from ..models import City, Membership, Milestone
from .finding import find_candidacy


@staff_page("cities.change_milestone")
def add_milestone(request, slug, year):
    """A step of the city's own, beside those of the call's template."""
    bid = find_candidacy(City.objects.kept_by(request.user), slug, year)
    return _add(request, bid, Milestone(city=bid.city, candidacy=bid))


@staff_page("cities.change_milestone")
def add_membership_milestone(request, slug):
    """A step of the city's own, beside the monitoring reports of a member."""
    membership = _find_membership(request, slug)
    milestone = Milestone(city=membership.city, membership=membership)
    return _add(request, membership, milestone)


@staff_page("cities.set_baseline")
def set_baseline(request, slug, year):
    bid = find_candidacy(City.objects.kept_by(request.user), slug, year)
    return _agree(request, bid)


@staff_page("cities.set_baseline")
def set_membership_baseline(request, slug):
    return _agree(request, _find_membership(request, slug))


def _find_membership(request, slug):
    city = get_object_or_404(City.objects.kept_by(request.user), slug=slug)
    if membership := Membership.objects.of(city):
        return membership
    raise Http404(_("This city is not a member of the network."))


def _add(request, plan, milestone):
    """`plan` is the bid or the membership that the step is of."""
    form = PlanRowForm(
        request.POST or None,
        instance=milestone,
        may_set_key=request.user.has_perm("cities.set_baseline"),
    )
    if request.method == "POST" and form.is_valid():
        plan.add_milestone(form.instance, by=request.user)
        messages.success(request, _("The step is in the plan."))
        return redirect(_address(plan))
    context = {"form": form, "is_sample": False, **_of(plan)}
    return render(request, "cities/staff/milestone_add.html", context)


def _agree(request, plan):
    """What will be agreed, for good, and what has no day; POST agrees what was seen."""
    form, status = BaselineForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        on, seen = form.cleaned_data["effective_on"], request.POST.get("seen")
        with told_on(form):
            agreed = plan.set_baselines(by=request.user, on=on, seen=seen)
            messages.success(request, _agreed_words(len(agreed)))
            return redirect(_address(plan))
        status = HTTP_CONFLICT
    seen = plan.to_agree_seen()  # before the rows: what changes between is found out
    rows = [row for row in gather(plan.milestones.all(), today()) if row.is_unagreed()]
    context = {
        "form": form,
        "to_agree": [row for row in rows if row.may_be_agreed()],
        "dayless": [row for row in rows if not row.may_be_agreed()],
        "seen": seen,
        "is_sample": False,
        **_of(plan),
    }
    return render(request, "cities/staff/baseline_form.html", context, status=status)


def _of(plan):
    bid = None if isinstance(plan, Membership) else plan
    return {"bid": bid, "city": plan.city, "plan_address": _address(plan)}


def _address(plan):
    """Where the steps are listed."""
    city = plan.city.slug
    if isinstance(plan, Membership):
        return reverse("staff:cities:milestones", args=[city])
    return reverse("staff:cities:plan", args=[city, plan.call.year])


def _agreed_words(count):
    if not count:
        return _("Nothing was agreed: no step waits for a baseline and has a day.")
    words = ngettext(
        "The first date of %(n)s step is agreed.",
        "The first dates of %(n)s steps are agreed.",
        count,
    )
    return words % {"n": count}
