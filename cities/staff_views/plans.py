"""The plan of one bid: made from the call's template, edited, and then agreed."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.milestone import BaselineForm, PlanRowForm
from ..milestone_list import gather
from ..models import City, Milestone
from .finding import find_candidacy
from .milestone_acts import HTTP_CONFLICT, perform
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
        "to_agree": [row for row in rows if _may_be_agreed(row)],
        "is_sample": any(row.milestone.is_sample for row in rows),
    }
    return render(request, "cities/staff/milestone_plan.html", context)


@staff_page("cities.change_milestone")
def add_milestone(request, slug, year):
    """A step of the city's own, beside those of the template."""
    bid = find_candidacy(City.objects.kept_by(request.user), slug, year)
    form = PlanRowForm(
        request.POST or None,
        instance=Milestone(city=bid.city, candidacy=bid),
        may_set_key=request.user.has_perm("cities.set_baseline"),
    )
    if request.method == "POST" and form.is_valid():
        bid.add_milestone(form.instance, by=request.user)
        messages.success(request, _("The step is in the plan."))
        return redirect("staff:cities:plan", bid.city.slug, bid.call.year)
    context = {"bid": bid, "city": bid.city, "form": form, "is_sample": False}
    return render(request, "cities/staff/milestone_add.html", context)


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
        form.instance.change_plan(by=request.user, fields=form.meant())
        return _("The plan is changed.")

    return perform(request, milestone, form, act, "change_plan")


@staff_page("cities.set_baseline")
def set_baseline(request, slug, year):
    """What will be agreed, for good, and what has no day; POST agrees it."""
    bid = find_candidacy(City.objects.kept_by(request.user), slug, year)
    form, status = BaselineForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        if _is_agreed(request, bid, form):
            return redirect("staff:cities:plan", bid.city.slug, bid.call.year)
        status = HTTP_CONFLICT
    seen = bid.to_agree_seen()  # before the rows: what changes between is found out
    rows = [row for row in gather(bid.milestones.all(), today()) if row.is_unagreed()]
    context = {
        "bid": bid,
        "city": bid.city,
        "form": form,
        "to_agree": [row for row in rows if _may_be_agreed(row)],
        "dayless": [row for row in rows if not _may_be_agreed(row)],
        "seen": seen,
        "is_sample": False,
    }
    return render(request, "cities/staff/baseline_form.html", context, status=status)


def _is_agreed(request, bid, form):
    """Agree what the reader saw; the form says why where that is no longer the plan."""
    on, seen = form.cleaned_data["effective_on"], request.POST.get("seen")
    try:
        agreed = bid.set_baselines(by=request.user, on=on, seen=seen)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _agreed_words(len(agreed)))
    return True


def _may_be_agreed(row):
    return row.is_unagreed() and row.milestone.planned_on is not None


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


def _agreed_words(count):
    if not count:
        return _("Nothing was agreed: no step waits for a baseline and has a day.")
    words = ngettext(
        "The first date of %(n)s step is agreed.",
        "The first dates of %(n)s steps are agreed.",
        count,
    )
    return words % {"n": count}
