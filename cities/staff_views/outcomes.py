"""The yearly figures of a city, as staff keep them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.ledger.models import Withdrawal
from creativecity.staff_page import staff_page
from creativecity.thai_dates import format_date, format_range

from ..forms.outcome import OutcomeForm, WithdrawOutcomeForm
from ..models import City, Measure, Outcome
from ..outcome_figures import written
from ..outcome_series import series_of


@staff_page("programmes.use_staff_pages", safe=True)
def outcomes(request, slug):
    """Every measure's figures, with who said what when."""
    city = get_object_or_404(City.objects.exportable_by(request.user), slug=slug)
    context = {
        "city": city,
        "all_series": series_of(city, with_authors=True),
        "may_record": request.user.has_perm("cities.add_outcome"),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/outcomes.html", context)


@staff_page("cities.add_outcome", again=True)
def record_outcome(request, slug, code):
    """Say a figure; one that is there already gives way to it and stays in view."""
    city = get_object_or_404(City.objects.kept_by(request.user), slug=slug)
    measure = get_object_or_404(Measure, code=code)
    form = OutcomeForm(
        request.POST or None, city=city, measure=measure, initial=_begun(request)
    )
    if request.method == "POST" and form.is_valid():
        row = form.instance.record(by=request.user)
        messages.success(request, _what_was_understood(row, form.instance))
        return redirect("staff:cities:outcomes", slug=city.slug)
    context = {
        "city": city,
        "measure": measure,
        "form": form,
        "said": _said(city, measure),
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/outcome_form.html", context)


@staff_page("cities.add_outcome", again=True)
def withdraw_outcome(request, slug, outcome):
    rows = Outcome.objects.select_related("city", "measure", "recorded_by")
    cities = City.objects.kept_by(request.user)
    row = get_object_or_404(rows, city__in=cities, city__slug=slug, sequence=outcome)
    form = WithdrawOutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row.withdraw(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The figure is withdrawn."))
            return redirect("staff:cities:outcomes", slug=slug)
    context = {
        "city": row.city,
        "row": row,
        "stands": row.is_standing(),
        "form": form,
        "is_sample": row.is_sample,
    }
    return render(request, "cities/staff/outcome_withdraw_form.html", context)


def _begun(request):
    """The year and kind that the link to the form named, as typed there."""
    return {name: request.GET.get(name, "") for name in ("year", "kind")}


def _what_was_understood(row, typed):
    """What was recorded, as it was understood, so that a slip shows at once."""
    language, period = get_language(), row.period()
    values = {
        "measure": row.measure.name,
        "kind": row.get_kind_display(),
        "year": format_date(period.day, language, precision=period.precision),
        "days": format_range(period.first_day, period.last_day, language),
        "value": written(row.value, row.measure.decimals),
        "unit": row.measure.unit,
    }
    if row is not typed:
        words = _("Nothing new: %(value)s %(unit)s stands already for %(year)s.")
    else:
        words = _("%(measure)s, %(kind)s of %(year)s (%(days)s): %(value)s %(unit)s.")
    return words % values


def _said(city, measure):
    """All that was ever said of a measure, newest first, each with its withdrawal."""
    rows = list(
        Outcome.objects.filter(city=city, measure=measure)
        .select_related("measure", "recorded_by", "evidence")
        .order_by("-sequence")
    )
    found = Withdrawal.objects.filter(withdrawn__in=[row.sequence for row in rows])
    withdrawals = {each.withdrawn: each for each in found.select_related("recorded_by")}
    latest = Outcome.objects.filter(city=city, measure=measure).latest()
    standing = set(latest.values_list("pk", flat=True))
    return [(row, withdrawals.get(row.sequence), row.pk in standing) for row in rows]
