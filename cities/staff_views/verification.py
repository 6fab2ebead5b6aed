"""Pages of city officers, who record, and of agency staff, who verify."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.opinion import opinions_section
from ..forms.verdict import VerificationForm, WithdrawForm
from ..models import City, Reading, Stage
from .finding import may_record

PAGE = 50


@staff_page("cities.add_verification")
def queue(request):
    """Readings that wait for a verdict, the one that waits longest first."""
    waiting = Reading.objects.awaiting_verdict().order_by("sequence")
    cities = City.objects.in_order()
    slug = request.GET.get("city", "")
    if slug:
        # Compared here: PostgreSQL refuses a text with a NUL in it.
        waiting = waiting.filter(city__in=[c for c in cities if c.slug == slug])
    waiting = waiting.select_related("city", "indicator")
    pages = Paginator(waiting.prefetch_related("indicator__wordings"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    members = Stage.objects.memberships(today())
    context = {
        "page": page,
        "rows": [(reading, reading.wording(members)) for reading in page],
        "cities": cities,
        "slug": slug,
        "is_sample": holds_sample_data(),
    }
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
        **_said(reading, request.user),
        "form": form,
        "hindrance": hindrance,
        "may_withdraw": may_record(request.user, reading.city),
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/reading_detail.html", context)


def _said(reading, user):
    """The reading and all that was said beside it."""
    wording = reading.wording(Stage.objects.memberships(today()))
    return {
        "reading": reading,
        "wording": wording,
        "opinions": opinions_section(reading, wording, user),
        "evidence": list(reading.evidence_links.select_related("evidence")),
        "verdict": reading.verdict(),
    }


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
    context = {
        "reading": reading,
        "wording": reading.wording(Stage.objects.memberships(today())),
        "form": form,
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/withdraw_form.html", context)
