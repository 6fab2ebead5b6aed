"""The stages of a bid: reach the next one, or take one back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..bids import bids_of
from ..forms.stage import StageForm, WithdrawStageForm
from ..models import City, Stage
from .finding import find_candidacy


@staff_page("cities.add_stage", again=True)
def reach_stage(request, slug, year):
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    form = StageForm(request.POST or None, instance=Stage())
    if request.method == "POST" and form.is_valid():
        try:
            candidacy.reach(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The stage is on record."))
            return redirect(candidacy.get_staff_url())
    context = {
        "city": candidacy.city,
        "candidacy": candidacy,
        "bid": bids_of(candidacy.city, today())[candidacy.call.year],
        "form": form,
    }
    return render(request, "cities/staff/stage_form.html", context)


@staff_page("cities.add_stage", again=True)
def withdraw_stage(request, slug, year, stage):
    """Withdrawn or not, its page is there; a second press says what is so."""
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    row = get_object_or_404(candidacy.stages, sequence=stage)
    form = WithdrawStageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            candidacy.withdraw_stage(row, by=request.user, reason=reason)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The stage is withdrawn."))
            return redirect(candidacy.get_staff_url())
    context = {
        "city": candidacy.city,
        "candidacy": candidacy,
        "stage": row,
        "form": form,
    }
    return render(request, "cities/staff/stage_withdraw.html", context)
