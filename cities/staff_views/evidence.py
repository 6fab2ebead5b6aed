"""A city's library of evidence: what there is, what runs out, what the public sees."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..evidence_shelf import Shelf
from ..forms.evidence import EvidenceWordsForm
from ..forms.overtaken import status_of, told_on
from ..models import City
from ..pages import ROWS_A_PAGE
from .finding import find_piece

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
