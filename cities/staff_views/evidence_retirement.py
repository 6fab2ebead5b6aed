"""A piece of evidence that nothing new may rest on, and the way back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creativecity.staff_page import staff_page

from ..forms.evidence import PutBackForm, RetireForm
from ..forms.overtaken import status_of, told_on
from ..models import City
from .finding import find_piece
from .way_back import with_way_back

#: By whether what the public saw of it is a proposal again.
PUT_BACK = {
    False: gettext_lazy("It is in use again."),
    True: gettext_lazy(
        "It is in use again. The public sees it once an agency or the secretary has "
        "published it."
    ),
}


@staff_page("cities.change_evidence")
def retire_evidence(request, slug, pk):
    piece = find_piece(City.objects.kept_by(request.user), slug, pk)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            piece.retire(by=request.user, reason=form.cleaned_data["reason"])
            words = _("Retired: nothing new can rest on it.")
            path = reverse("staff:cities:put_evidence_back", args=[slug, pk])
            messages.success(request, with_way_back(words, path, _("Put it back")))
            return redirect(piece)
    context = {
        "piece": piece,
        "city": piece.city,
        "serves": piece.serves(),
        "milestones": piece.milestones(),
        "form": form,
    }
    page = "cities/staff/evidence_retire.html"
    return render(request, page, context, status=status_of(form))


@staff_page("cities.change_evidence")
def put_evidence_back(request, slug, pk):
    """Retired or not, its page is there; who comes second reads what is so."""
    piece = find_piece(City.objects.kept_by(request.user), slug, pk)
    form = PutBackForm(request.POST or None)
    was_shown = piece.published_on is not None
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            piece.put_back(by=request.user, reason=form.cleaned_data["reason"])
            is_proposal = was_shown and not piece.is_public()
            messages.success(request, PUT_BACK[is_proposal])
            return redirect(piece)
    context = {
        "piece": piece,
        "city": piece.city,
        "may_publish": request.user.has_perm("cities.publish_evidence"),
        "form": form,
    }
    page = "cities/staff/evidence_put_back.html"
    return render(request, page, context, status=status_of(form))
