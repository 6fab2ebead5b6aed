"""What is done with one milestone, each act on a page of its own."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from ..forms.milestone import (
    RedateForm,
    RetireMilestoneForm,
    StateViewForm,
    TakeBackForm,
)
from ..forms.overtaken import HTTP_CONFLICT, told_on
from ..milestone_story import story
from ..models import City, ReforecastRequest, Retirement, StatedView
from .milestone_rights import find_milestone, may_take_back


@staff_page("cities.add_forecast")
def reforecast(request, slug, milestone):
    """Move its date, or ask for a later one of a key step."""
    cities = City.objects.exportable_by(request.user)
    milestone = find_milestone(cities, slug, milestone)
    form = RedateForm(request.POST or None)

    def act():
        row = milestone.redate(by=request.user, **form.cleaned_data)
        if isinstance(row, ReforecastRequest):
            return _(
                "The later date is asked for. It waits for a decision; until then the "
                "date before it stands."
            )
        return _("The date is moved.")

    return perform(request, milestone, form, act, "reforecast")


@staff_page("cities.add_retirement", again=True)
def retire(request, slug, milestone):
    cities = City.objects.kept_by(request.user)
    milestone = find_milestone(cities, slug, milestone)
    form = RetireMilestoneForm(request.POST or None)

    def act():
        milestone.retire(Retirement(**form.cleaned_data), by=request.user)
        return _("Retired: nobody waits for it any more.")

    return perform(request, milestone, form, act, "retire")


@staff_page("cities.add_statedview")
def state_view(request, slug, milestone):
    cities = City.objects.exportable_by(request.user)
    milestone = find_milestone(cities, slug, milestone)
    form = StateViewForm(request.POST or None)

    def act():
        milestone.state_view(StatedView(**form.cleaned_data), by=request.user)
        return _("Your view stands beside the computed state.")

    return perform(request, milestone, form, act, "state_view")


@staff_page("cities.add_forecast")
def take_back(request, slug, milestone, said):
    """Undo the newest thing said of a kind; it stays on the record, with the reason."""
    cities = City.objects.exportable_by(request.user)
    milestone = find_milestone(cities, slug, milestone)
    told = _find_told(milestone, said)
    if not may_take_back(request.user, told.row, milestone.city):
        raise PermissionDenied(_("Others take back what they said themselves."))
    form = TakeBackForm(request.POST or None)

    def act():
        reason = form.cleaned_data["reason"]
        milestone.take_back(told.row, by=request.user, reason=reason)
        return _("Taken back. What was said, and your reason, stay on the record.")

    return perform(request, milestone, form, act, "take_back", told=told)


def _find_told(milestone, sequence):
    for told in story(milestone):
        if told.row.sequence == sequence and told.kind not in {"baseline", "ruling"}:
            return told
    raise Http404(_("Nothing was said of this milestone under that number."))


def perform(request, milestone, form, act, name, **context):
    """Do it and go back to the milestone, or show the page of the act again.

    `act` returns the words for what it did. Nothing that was typed is lost where it
    refuses: 409 where somebody was faster, else the field says what is wrong.
    """
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent:
        with told_on(form):
            messages.success(request, act())
            return redirect("staff:cities:milestone", milestone.city.slug, milestone.pk)
    is_late = is_sent and form.has_error(NON_FIELD_ERRORS)
    page = "cities/staff/milestone_act.html"
    context |= {"form": form, **_shown(milestone, name)}
    return render(request, page, context, status=HTTP_CONFLICT if is_late else 200)


def _shown(milestone, act):
    track = milestone.track()
    return {
        "act": act,
        "city": milestone.city,
        "milestone": milestone,
        "track": track,
        "is_open": act == "take_back" or act in track.open_acts(),
        "is_sample": milestone.is_sample,
    }
