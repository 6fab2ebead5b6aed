"""How far a creative district is: say it, or take it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.models import Withdrawal
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..districts import standing_of
from ..forms.district import DistrictStateForm, WithdrawDistrictStateForm
from ..models import City, District, DistrictState


@staff_page("cities.add_districtstate")
def say_state(request, slug, district):
    """Say how far the district is since a day; what was said before stays in view."""
    cities = City.objects.exportable_by(request.user)
    row = get_object_or_404(
        District.objects.select_related("city"),
        city__in=cities,
        city__slug=slug,
        slug=district,
    )
    form = DistrictStateForm(request.POST or None, district=row)
    if request.method == "POST" and form.is_valid():
        try:
            row.say(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The state is on record."))
            return redirect("staff:cities:district", slug, district)
    context = {
        "city": row.city,
        "district": row,
        "standing": standing_of(row, on=today()),
        "form": form,
    }
    return render(request, "cities/staff/district_state_form.html", context)


@staff_page("cities.add_districtstate")
def withdraw_state(request, slug, district, state):
    """Withdrawn or not, its page is there; a second press says what is so."""
    rows = DistrictState.objects.withdrawable_by(request.user)
    row = get_object_or_404(
        rows.select_related("district__city"),
        sequence=state,
        district__city__slug=slug,
        district__slug=district,
    )
    form = WithdrawDistrictStateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The state is withdrawn."))
            return redirect("staff:cities:district", slug, district)
    context = {
        "city": row.district.city,
        "district": row.district,
        "state": row,
        "stands": row.is_standing(),
        "form": form,
    }
    return render(request, "cities/staff/district_state_withdraw.html", context)


def may_say(user, city):
    """Whether this user may say how far a district of the city is."""
    if not user.has_perm("cities.add_districtstate"):
        return False
    return City.objects.exportable_by(user).filter(pk=city.pk).exists()


def said_of(district, user):
    """(state, its withdrawal or None, whether the user may take it back), newest first.

    All that was ever said, withdrawn or not.
    """
    newest = district.states.order_by("-effective_on", "-sequence")
    rows = list(newest.select_related("recorded_by", "evidence__city"))
    found = Withdrawal.objects.filter(withdrawn__in=[row.sequence for row in rows])
    withdrawals = {each.withdrawn: each for each in found.select_related("recorded_by")}
    own = DistrictState.objects.withdrawable_by(user).filter(district=district)
    open_ones = set(own.standing().values_list("sequence", flat=True))
    return [
        (row, withdrawals.get(row.sequence), row.sequence in open_ones) for row in rows
    ]
