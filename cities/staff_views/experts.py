"""Pages of the experts who are sent to a city: what waits for their opinion."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.opinion import OpinionForm, WithdrawOpinionForm
from ..models import Assignment, City, Reading, Stage
from ..pages import ROWS_A_PAGE


@staff_page("cities.add_opinion", safe=True)
def opinions(request):
    """Readings on which the expert said nothing yet, the longest waiting first."""
    held = Assignment.objects.held_by(request.user).select_related("city")
    waiting = Reading.objects.awaiting_opinion(request.user).order_by("sequence")
    waiting = waiting.select_related("city", "indicator")
    pages = Paginator(waiting.prefetch_related("indicator__wordings"), ROWS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    members = Stage.objects.memberships(
        today(), cities={reading.city_id for reading in page}
    )
    rows = [(reading, reading.wording(members)) for reading in page]
    context = {
        "assignments": list(held.order_by("city__position", "starts_on")),
        "page": page,
        "rows": rows,
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/opinions.html", context)


def _reading(request, sequence):
    """A reading of an assigned city, withdrawn or not, and its indicator's words."""
    assigned = City.objects.assigned_to(request.user)
    readings = Reading.objects.filter(city__in=assigned)
    reading = get_object_or_404(
        readings.select_related("city", "indicator__dimension"), sequence=sequence
    )
    return reading, reading.wording()


@staff_page("cities.add_opinion")
def give_opinion(request, sequence):
    """Give an opinion, or another in place of one's earlier."""
    reading, wording = _reading(request, sequence)
    own = reading.opinions.given().filter(expert__user=request.user).first()
    form = OpinionForm(
        request.POST or None, reading=reading, wording=wording, earlier=own
    )
    if request.method == "POST" and form.is_valid():
        try:
            reading.give_opinion(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your opinion is recorded."))
            return redirect("staff:cities:opinions")
    context = {
        "reading": reading,
        "wording": wording,
        "own": own,
        "form": form,
        "hindrance": reading.why_no_opinion_by(request.user),
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/opinion_form.html", context)


@staff_page("cities.add_opinion")
def withdraw_opinion(request, sequence):
    """Take back one's standing opinion on a reading, with a reason."""
    reading, wording = _reading(request, sequence)
    mine = reading.opinions.filter(expert__user=request.user).order_by("-sequence")
    newest = mine.first()
    form = WithdrawOpinionForm(request.POST or None)
    if request.method == "POST" and newest and form.is_valid():
        try:
            newest.withdraw(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your opinion is withdrawn."))
            return redirect("staff:cities:opinions")
    context = {
        "reading": reading,
        "wording": wording,
        "own": mine.standing().first(),
        "form": form,
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/opinion_withdraw_form.html", context)
