"""The minutes of a review in the Thai form, and the agencies' word on them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cities.forms.overtaken import HTTP_CONFLICT
from creativecity.staff_page import staff_page

from .. import gates, review_acts
from ..forms.review import ReasonForm
from ..minutes import minutes_hash, minutes_values
from ..review_standing import standing_of
from .review_finding import about, find_review


@staff_page("programmes.view_annualreview", safe=True)
def minutes(request, slug, year):
    review = find_review(slug, year)
    value, standing = minutes_values(review), standing_of(review)
    context = {
        **about(review),
        "minutes": value,
        "sha256": minutes_hash(value),
        "standing": standing,
        "is_sample": value.is_sample,
    }
    return render(request, "programmes/staff/minutes.html", context)


@staff_page("programmes.add_minutesagreement")
def agree_minutes(request, slug, year):
    """An agency agrees to the minutes as they stand, or takes its word back."""
    review = find_review(slug, year)
    agency = agency_of(review, request.user)
    step, status = request.POST.get("step"), 200
    form = ReasonForm(request.POST if step == "withdraw" else None)
    if request.method == "POST" and (step != "withdraw" or form.is_valid()):
        try:
            words = _act(request, review, agency, step, form)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            status = HTTP_CONFLICT
        else:
            messages.success(request, words)
            return redirect("staff:minutes", slug, year)
    return _show(request, review, agency, form, status)


def agency_of(review, user):
    """The party that this account speaks for; None if it is in no party's staff."""
    signed = review.programme.signatories.filter(agency__staff=user)
    found = signed.select_related("agency").first()
    return found and found.agency


def _act(request, review, agency, step, form):
    if step == "withdraw":
        reason = form.cleaned_data["reason"]
        review_acts.withdraw_agreement(
            review, agency=agency, by=request.user, reason=reason
        )
        return _("Your agency's word is taken back. It stays on the record.")
    seen = request.POST.get("seen", "")
    review_acts.agree_minutes(review, agency=agency, seen=seen, by=request.user)
    return _("Your agency has agreed to the minutes.")


def _show(request, review, agency, form, status):
    value, standing = minutes_values(review), standing_of(review)
    context = {
        **about(review),
        "minutes": value,
        "seen": minutes_hash(value),
        "agency": agency,
        "reasons": gates.may_agree(review, agency),
        "standing": standing,
        "has_agreed": agency in [row.agency for row in standing.agreed()],
        "form": form,
        "is_sample": value.is_sample,
    }
    page = "programmes/staff/minutes_agree.html"
    return render(request, page, context, status=status)
