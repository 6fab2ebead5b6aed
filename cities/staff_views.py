"""Pages of city officers, who record, and of agency staff, who verify."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from .forms import ReadingForm, VerificationForm, WithdrawForm
from .models import City, Reading

PAGE = 50


@staff_page("programmes.use_staff_pages")
def readiness(request, slug):
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    may_record = (
        request.user.has_perm("cities.add_reading")
        and City.objects.editable_by(request.user).filter(pk=city.pk).exists()
    )
    progress = _progress(city)
    state = request.GET.get("state", "")
    context = {
        "city": city,
        "progress": progress,
        "state": state,
        "sections": list(_in_state(progress, state)),
        "may_record": may_record,
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/readiness.html", context)


def _progress(city):
    if progress := city.progress():
        return progress
    raise Http404(_("No rubric is published yet, so there is nothing to record."))


def _in_state(progress, state):
    """The dimensions with the cells in one state, or in any; those without are left."""
    for dimension, readiness, cells in progress.dimensions:
        if found := [cell for cell in cells if state in ("", cell.state())]:
            yield dimension, readiness, found


@staff_page("cities.add_reading")
def record_reading(request, slug, code):
    city = get_object_or_404(City.objects.editable_by(request.user), slug=slug)
    cell = _progress(city).cell(code)
    if cell is None:
        raise Http404(_("The rubric has no indicator %(code)s.") % {"code": code})
    reading = Reading(city=city, indicator=cell.indicator)
    form = ReadingForm(request.POST or None, instance=reading, wording=cell.wording)
    if request.method == "POST" and form.is_valid():
        if not form.instance.repeats(cell.spoken, by=request.user):
            city.record(form.instance, by=request.user, evidence=form.evidence())
        messages.success(
            request,
            _("Reading of %(code)s recorded. It now waits for an agency to verify it.")
            % {"code": code},
        )
        return redirect("staff:cities:readiness", slug=city.slug)
    context = {
        "city": city,
        "cell": cell,
        "form": form,
        "is_sample": holds_sample_data(),
    }
    return render(request, "cities/staff/reading_form.html", context)


@staff_page("cities.add_verification")
def queue(request):
    """Readings that wait for a verdict, the one that waits longest first."""
    waiting = Reading.objects.awaiting_verdict().order_by("sequence")
    pages = Paginator(waiting.select_related("city", "indicator"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    progress = City.objects.progress({reading.city for reading in page})
    rows = [
        (reading, progress[reading.city_id].cell(reading.indicator.code))
        for reading in page
    ]
    context = {"page": page, "rows": rows, "is_sample": holds_sample_data()}
    return render(request, "cities/staff/queue.html", context)


@staff_page("programmes.use_staff_pages")
def verify_reading(request, sequence):
    """One reading with its evidence; agency staff give their verdict here."""
    readings = Reading.objects.visible_to(request.user).standing()
    reading = get_object_or_404(
        readings.select_related("city", "indicator__dimension", "recorded_by"),
        sequence=sequence,
    )
    hindrance = reading.why_not_verifiable_by(request.user)
    form = VerificationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading.verify(form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The verdict is recorded."))
            return redirect("staff:cities:queue")
    context = {
        "reading": reading,
        "cell": reading.city.progress().cell(reading.indicator.code),
        "evidence": list(reading.evidence_links.select_related("evidence")),
        "verdict": reading.verdict(),
        "form": form,
        "hindrance": hindrance,
        "may_withdraw": _may_withdraw(request.user, reading),
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/reading_detail.html", context)


def _may_withdraw(user, reading):
    return (
        user.has_perm("cities.add_reading")
        and City.objects.editable_by(user).filter(pk=reading.city_id).exists()
    )


@staff_page("cities.add_reading")
def withdraw_reading(request, sequence):
    own = Reading.objects.filter(city__officers=request.user)
    reading = get_object_or_404(
        own.select_related("city", "indicator"), sequence=sequence
    )
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading.withdraw(by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The reading is withdrawn; the one before it stands again.")
            )
            return redirect("staff:cities:readiness", slug=reading.city.slug)
    cell = reading.city.progress().cell(reading.indicator.code)
    context = {
        "reading": reading,
        "cell": cell,
        "form": form,
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/withdraw_form.html", context)
