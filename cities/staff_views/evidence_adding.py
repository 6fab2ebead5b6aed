"""A new piece of evidence: for the library, an indicator, or a step that is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.evidence import EvidenceForm
from ..grid import Grid
from ..models import City, Evidence
from .grid_places import known, place_url
from .milestone_rights import milestone_asked_for


@staff_page("cities.add_evidence")
def add_evidence(request, slug):
    """A new piece; with `?for=R1.2` it goes into one's draft of that indicator, and
    `&back=returned` says where in the grid that was asked for.

    With `?milestone=12` it is ticked where that milestone is said to be done.
    """
    city = get_object_or_404(City.objects.kept_by(request.user), slug=slug)
    cell, milestone = _asked_for(request, city), milestone_asked_for(request, city)
    form = EvidenceForm(
        request.POST or None,
        request.FILES or None,
        instance=Evidence(city=city),
        pieces=city.evidence.usable().order_by("-pk") if cell else None,
    )
    if request.method == "POST" and form.is_valid() and (kept := _keep(request, form)):
        return _after_adding(request, city, cell, milestone, kept)
    context = {
        "city": city,
        "cell": cell,
        "milestone": milestone,
        "back": _back(request, city, cell, milestone),
        "form": form,
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/evidence_form.html", context)


def _asked_for(request, city):
    """The cell of `?for=`, for one who may record it; None if none was named."""
    code = request.GET.get("for")
    if not code:
        return None
    cells = city.progress()
    cell = cells and cells.cell(code)
    if not cell or not City.objects.editable_by(request.user).filter(pk=city.pk):
        raise Http404(_("The rubric has no indicator %(code)s.") % {"code": code})
    return cell


def _keep(request, form):
    """The pieces ticked, and the new one; none if that could not be kept."""
    kept = list(form.cleaned_data.get("existing") or [])
    if not form.is_new():
        return kept
    try:
        piece = form.instance.city.add_evidence(form.instance, by=request.user)
    except OSError:
        words = _("The file could not be kept. Try again; if it fails again, tell us.")
        form.add_error("file", ValidationError(words, code="failed"))
        return []
    if form.cleaned_data["is_proposed"] and "propose" in piece.open_steps():
        piece.propose(by=request.user)
    return [*kept, piece]


def _back(request, city, cell, milestone):
    """The address of the page from which the piece is added."""
    if cell:
        place = known(request.GET.get("back", ""))
        return place_url(city, cell.indicator.code, place)
    if milestone:
        return reverse("staff:cities:complete", args=[city.slug, milestone.pk])
    return reverse("staff:cities:library", args=[city.slug])


def _after_adding(request, city, cell, milestone, kept):
    back = _back(request, city, cell, milestone)
    if cell:
        code = cell.indicator.code
        Grid(city, request.user, [cell]).attach(code, kept)
        words = _("Attached to your draft of %(code)s. Record the level there.")
        messages.success(request, words % {"code": code})
    elif milestone:
        messages.success(request, _("The evidence is added; it is ticked below."))
        back = f"{back}?evidence={kept[0].pk}"
    else:
        messages.success(request, _("The evidence is in the library."))
    return redirect(back)
