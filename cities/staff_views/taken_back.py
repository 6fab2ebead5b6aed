"""What was said of a level, taken back: an agency's verdict, a city's “still true”."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from ..forms.verdict import WithdrawConfirmationForm, WithdrawVerdictForm
from ..models import Confirmation, Verification
from .queue import place


@staff_page("cities.add_verification")
def withdraw_verdict(request, verdict):
    """Withdrawn or not, its page is there; who comes second reads what is so."""
    row = _find(Verification, request.user, verdict)
    form = WithdrawVerdictForm(request.POST or None)
    is_displaced = row.reading.is_displaced()
    if _is_taken_back(request, row, form, _withdrawn_words(is_displaced)):
        path = reverse("staff:cities:verify_reading", args=[row.reading.sequence])
        return redirect(path + place(request))
    context = {
        "verdict": row,
        "hindrance": row.why_not_withdrawable(),
        "is_displaced": is_displaced,
        "place": place(request),
    }
    return _show(request, "verdict", row, form, context)


def _withdrawn_words(is_displaced):
    if is_displaced:
        return _(
            "The verdict is withdrawn. The reading waits for none: a later one took "
            "its place."
        )
    return _("The verdict is withdrawn. The reading waits for a verdict again.")


@staff_page("cities.add_reading")
def withdraw_confirmation(request, confirmation):
    row = _find(Confirmation, request.user, confirmation)
    form = WithdrawConfirmationForm(request.POST or None)
    words = _("The confirmation is withdrawn.")
    if _is_taken_back(request, row, form, words):
        return redirect(f"{_grid_of(row)}#{row.reading.indicator.code}")
    context = {"confirmation": row, "stands": row.is_standing()}
    return _show(request, "confirmation", row, form, context)


def _grid_of(confirmation):
    return reverse("staff:cities:readiness", args=[confirmation.reading.city.slug])


def _find(model, user, sequence):
    rows = model.objects.withdrawable_by(user).select_related(
        "reading__city", "reading__indicator__dimension"
    )
    return get_object_or_404(rows, sequence=sequence)


def _is_taken_back(request, row, form, words):
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, words)
    return True


def _show(request, noun, row, form, context):
    reading = row.reading
    context |= {
        "reading": reading,
        "wording": reading.wording(),
        "form": form,
        "is_sample": row.is_sample,
    }
    return render(request, f"cities/staff/{noun}_withdraw_form.html", context)
