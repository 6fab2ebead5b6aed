"""Saying that a milestone is done. What was typed waits while evidence is added."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from ..forms.milestone import CompleteForm
from ..models import City, Completion, Draft
from ..typed import storable
from .milestone_acts import perform
from .milestone_rights import find_milestone

KEY = "completion"  # of the draft


@staff_page("cities.add_completion")
def complete(request, slug, milestone):
    """With `?evidence=7` that piece is ticked."""
    cities = City.objects.kept_by(request.user)
    milestone = find_milestone(cities, slug, milestone)
    pieces = milestone.city.evidence.usable().order_by("-pk")
    if request.POST.get("step") == "evidence":
        _keep(request, milestone, CompleteForm(request.POST, pieces=pieces))
        add = reverse("staff:cities:add_evidence", args=[slug])
        return redirect(f"{add}?milestone={milestone.pk}")
    typed = {} if request.method == "POST" else _typed(request, milestone)
    form = CompleteForm(request.POST or None, pieces=pieces, initial=typed)

    def act():
        said = dict(form.cleaned_data)
        evidence = said.pop("evidence")
        milestone.complete(Completion(**said), by=request.user, evidence=evidence)
        Draft.objects.discard(request.user, _about(milestone), [KEY])
        return _("Completed. The pieces of evidence stand behind it from now on.")

    return perform(request, milestone, form, act, "complete", pieces=pieces)


def _about(milestone):
    return f"{milestone.city.key()} milestone {milestone.pk}"


def _keep(request, milestone, form):
    """What was changed alone: a day left as it was offered is offered anew."""
    values = {
        name: [storable(value) for value in request.POST.getlist(name)]
        for name in form.changed_data
    }
    Draft.objects.keep(request.user, _about(milestone), KEY, values)


def _typed(request, milestone):
    """The draft in the form's own terms, with what was added since ticked."""
    draft = Draft.objects.of(request.user, _about(milestone)).get(KEY)
    values = draft.values if draft else {}
    ticked = [*values.get("evidence", ()), *request.GET.getlist("evidence")]
    texts = {name: given[-1] for name, given in values.items() if given}
    return {**texts, "evidence": ticked}
