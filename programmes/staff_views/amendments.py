"""Amendments of an agreement: all that were entered, a new one, one taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import told_on
from creativecity.ledger.chain import holds_sample_data
from creativecity.ledger.models import Withdrawal
from creativecity.staff_page import staff_page

from ..amending import amend, why_it_stays, withdraw_amendment
from ..forms.amendment import AmendmentForm, WithdrawAmendmentForm
from ..forms.paper import PaperChoice, are_valid
from ..models import Amendment, Programme


@staff_page("programmes.view_annualreview", safe=True)
def amendments(request, slug):
    """Of one agreement, in order; those taken back with the reason."""
    programme = get_object_or_404(Programme.objects.with_term(), slug=slug)
    rows = list(programme.amendments.with_all().order_by("number", "sequence"))
    withdrawals = Withdrawal.objects.select_related("recorded_by")
    found = withdrawals.filter(withdrawn__in=[row.sequence for row in rows])
    taken_back = {each.withdrawn: each for each in found}
    context = {
        "programme": programme,
        "programmes": Programme.objects.all(),
        "listed": [(row, taken_back.get(row.sequence)) for row in rows],
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/amendment_list.html", context)


@staff_page("programmes.add_amendment")
def add_amendment(request, slug):
    """Its kind first, in the address; then what this kind of amendment says."""
    programme = get_object_or_404(Programme, slug=slug)
    kind = request.GET.get("kind")
    if kind not in Amendment.Kind.values:
        context = {"programme": programme, "kinds": Amendment.Kind}
        return render(request, "programmes/staff/amendment_kinds.html", context)
    form = AmendmentForm(request.POST or None, programme=programme, kind=kind)
    paper = PaperChoice(
        request.POST or None,
        request.FILES or None,
        programme=programme,
        user=request.user,
    )
    if request.method == "POST" and are_valid(form, paper):
        with told_on(form):
            row = form.amendment()
            row.paper = paper.keep(by=request.user)
            amend(row, by=request.user, goal=form.chosen_goal())
            words = _("Amendment %(number)s is entered.") % {"number": row}
            messages.success(request, words)
            return redirect("staff:amendments", slug=slug)
    context = {
        "programme": programme,
        "kind": Amendment.Kind(kind),
        "form": form,
        "paper": paper,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/amendment_form.html", context)


@staff_page("programmes.add_amendment")
def take_back_amendment(request, slug, amendment):
    rows = Amendment.objects.with_all().select_related("programme")
    row = get_object_or_404(rows, programme__slug=slug, sequence=amendment)
    form = WithdrawAmendmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            reason = form.cleaned_data["reason"]
            withdraw_amendment(row, by=request.user, reason=reason)
            messages.success(request, _("The amendment is withdrawn."))
            return redirect("staff:amendments", slug=slug)
    context = {
        "programme": row.programme,
        "amendment": row,
        "hindrance": why_it_stays(row) if row.withdrawn is None else "",
        "form": form,
        "is_sample": row.is_sample,
    }
    return render(request, "programmes/staff/amendment_withdraw.html", context)
