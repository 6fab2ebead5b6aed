"""The agreement as the secretary keeps it: its words, and the one that follows it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import status_of, told_on
from cities.models import Agency
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from ..forms.agreement import AgreementForm, AgreementWordsForm, PartyForm, parties_of
from ..models import Programme
from ..succession import succeed


@staff_page("programmes.change_programme")
def edit_agreement(request, slug):
    programme = get_object_or_404(Programme, slug=slug)
    form = AgreementWordsForm(request.POST or None, instance=programme)
    if request.method == "POST" and form.is_valid():
        with told_on(form):
            base = form.cleaned_data["base"]
            programme.edit(by=request.user, fields=form.meant(), base=base)
            messages.success(request, _("Saved."))
            return redirect(programme)
    context = {"programme": programme, "form": form, "is_sample": holds_sample_data()}
    page = "programmes/staff/agreement_edit.html"
    return render(request, page, context, status=status_of(form))


@staff_page("programmes.add_programme")
def add_agreement(request):
    """An agreement that takes the place of the newest one."""
    after = Programme.objects.newest()
    form = AgreementForm(request.POST or None, after=after)
    parties = _party_forms(request, after)
    are_valid = [form.is_valid(), *(party.is_valid() for party in parties)]
    if request.method == "POST" and all(are_valid):
        with told_on(form):
            programme = succeed(
                form.instance,
                parties=parties_of(parties),
                by=request.user,
                **form.taken_over(),
            )
            messages.success(request, _("The agreement is entered."))
            return redirect(programme)
    context = {
        "after": after,
        "form": form,
        "parties": parties,
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/agreement_form.html", context)


def _party_forms(request, after):
    """One for each agency; whoever signed the last one is proposed."""
    known = {row.agency_id: row for row in after.signatories.all()} if after else {}
    return [
        PartyForm(request.POST or None, agency=agency, known=known.get(agency.pk))
        for agency in Agency.objects.all()
    ]
