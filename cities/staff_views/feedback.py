"""What a body said of a bid: added, or taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.staff_page import staff_page

from ..forms.candidacy import FeedbackForm, WithdrawFeedbackForm
from ..models import City, Feedback
from .finding import find_candidacy


@staff_page("cities.add_feedback")
def add_feedback(request, slug, year):
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    form = FeedbackForm(request.POST or None, instance=Feedback(candidacy=candidacy))
    if request.method == "POST" and form.is_valid():
        form.instance.add(by=request.user)
        messages.success(request, _("The feedback is on record."))
        return redirect(candidacy.get_staff_url())
    context = {"city": candidacy.city, "candidacy": candidacy, "form": form}
    return render(request, "cities/staff/feedback_form.html", context)


@staff_page("cities.add_feedback")
def withdraw_feedback(request, slug, year, feedback):
    candidacy = find_candidacy(City.objects.kept_by(request.user), slug, year)
    row = get_object_or_404(candidacy.feedback, sequence=feedback)
    form = WithdrawFeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The feedback is withdrawn."))
            return redirect(candidacy.get_staff_url())
    context = {
        "city": candidacy.city,
        "candidacy": candidacy,
        "feedback": row,
        "form": form,
    }
    return render(request, "cities/staff/feedback_withdraw.html", context)
