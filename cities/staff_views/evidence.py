"""A city's library of evidence: what there is, what runs out, what the public sees."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..evidence_shelf import Shelf
from ..forms.evidence import EvidenceForm, EvidenceWordsForm
from ..forms.overtaken import status_of, told_on
from ..grid import Grid
from ..models import City, Evidence
from ..pages import ROWS_A_PAGE
from .finding import find_piece
from .milestone_rights import milestone_asked_for

#: What a piece's page does at the press of a button, and what it then says.
STEPS = {
    "propose": gettext_lazy(
        "Proposed. An agency or the secretary decides whether the public may see it."
    ),
    "publish": gettext_lazy("The public can see it now."),
    "unpublish": gettext_lazy("The public cannot see it."),
}

PROPOSED_ANEW = gettext_lazy(
    "Saved. Its words are new, so the public sees it again once an agency or the "
    "secretary has published it."
)


@staff_page("programmes.use_staff_pages", safe=True)
def library(request, slug):
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    shelf = Shelf(city, today())
    state, code = request.GET.get("state", ""), request.GET.get("indicator", "")
    pages = Paginator(shelf.rows(state, code), ROWS_A_PAGE)
    context = {
        "city": city,
        "shelf": shelf,
        "page": pages.get_page(request.GET.get("page")),
        "state": state,
        "cell": shelf.cell(code),
        "may_add": _may_add(request.user, city),
        "may_open": _may_open(request.user, city),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/evidence_list.html", context)


@staff_page("cities.add_evidence")
def add_evidence(request, slug):
    """A new piece; with `?for=R1.2` it goes into one's draft of that indicator.

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
        if milestone:
            complete = reverse("staff:cities:complete", args=[slug, milestone.pk])
            return redirect(f"{complete}?evidence={kept[0].pk}")
        return _after_adding(request, city, cell, kept)
    context = {
        "city": city,
        "cell": cell,
        "milestone": milestone,
        "form": form,
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/evidence_form.html", context)


@staff_page("programmes.use_staff_pages")
def evidence(request, slug, pk):
    """All that a piece says, what happened to it, and the steps that are open."""
    piece = find_piece(City.objects.visible_to(request.user), slug, pk)
    if request.method == "POST":
        _step(request, piece, request.POST.get("step"))
        return redirect(piece)
    context = {
        "piece": piece,
        "city": piece.city,
        "serves": piece.serves(),
        "milestones": piece.milestones(),
        "may_open": _may_open(request.user, piece.city),
        "history": list(piece.history()),
        "steps": piece.steps_of(request.user) & piece.open_steps(),
        "is_sample": piece.is_sample,
    }
    return render(request, "cities/staff/evidence_detail.html", context)


@staff_page("cities.change_evidence")
def edit_evidence(request, slug, pk):
    piece = find_piece(City.objects.kept_by(request.user), slug, pk)
    form = EvidenceWordsForm(request.POST or None, instance=piece)
    if request.method == "POST" and form.is_valid():
        base, was_public = form.cleaned_data["base"], piece.is_public()
        with told_on(form):
            piece.edit(by=request.user, fields=form.changed_data, base=base)
            is_proposal = was_public and not piece.is_public()
            messages.success(request, PROPOSED_ANEW if is_proposal else _("Saved."))
            return redirect(piece)
    context = {"piece": piece, "city": piece.city, "form": form}
    page = "cities/staff/evidence_edit.html"
    return render(request, page, context, status=status_of(form))


def _may_add(user, city):
    return user.has_perm("cities.add_evidence") and (
        City.objects.kept_by(user).filter(pk=city.pk).exists()
    )


def _may_open(user, city):
    """Whether the pages of the city's milestones are for this user."""
    return City.objects.exportable_by(user).filter(pk=city.pk).exists()


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


def _after_adding(request, city, cell, kept):
    if cell:
        code = cell.indicator.code
        Grid(city, request.user, [cell]).attach(code, kept)
        words = _("Attached to your draft of %(code)s. Record the level there.")
        messages.success(request, words % {"code": code})
        grid = reverse("staff:cities:readiness", args=[city.slug])
        return redirect(f"{grid}#{code}")
    messages.success(request, _("The evidence is in the library."))
    return redirect("staff:cities:library", slug=city.slug)


def _step(request, piece, step):
    """Take one step with a piece; a second press of the button says what is so."""
    if step not in STEPS:
        raise Http404(_("This page knows no such button."))
    if step not in piece.steps_of(request.user):
        raise PermissionDenied(_("Your role does not take this step."))
    try:
        getattr(piece, step)(by=request.user)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    else:
        messages.success(request, STEPS[step])
