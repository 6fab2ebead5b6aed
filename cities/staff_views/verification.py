"""Pages of city officers, who record, and of agency staff, who verify."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from creativecity.ledger.chain import holds_sample_data
from creativecity.long_select import written
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.opinion import opinions_section
from ..forms.overtaken import HTTP_CONFLICT
from ..forms.verdict import VerificationForm, WithdrawForm
from ..models import City, Reading, Stage
from ..pages import CITIES_A_PAGE, ROWS_A_PAGE
from ..waiting import waiting_for
from .finding import may_record


@staff_page("cities.add_verification", safe=True)
def queue(request):
    """Readings that wait for a verdict, the one that waits longest first."""
    cities = City.objects.choices()
    slug = request.GET.get("city", "")
    # Looked up here first: PostgreSQL refuses a text with a NUL in it.
    city = City.objects.get(slug=slug) if slug in dict(cities) else None
    waiting = waiting_for(request.user, today())
    if slug:
        waiting = [row for row in waiting if city and row.city == city.pk]
    keys = [row.pk for row in waiting]
    page = Paginator(keys, ROWS_A_PAGE).get_page(request.GET.get("page"))
    readings = Reading.objects.filter(pk__in=list(page)).order_by("sequence")
    readings = readings.select_related("city", "indicator")
    page.object_list = list(readings.prefetch_related("indicator__wordings"))
    members = Stage.objects.memberships(
        today(), cities={reading.city_id for reading in page}
    )
    context = {
        "page": page,
        "rows": [(reading, reading.wording(members)) for reading in page],
        "cities": cities,
        "options": written(cities, [slug]) if len(cities) > CITIES_A_PAGE else "",
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
    form, status = VerificationForm(request.POST or None), 200
    if request.method == "POST":
        _check_right(request.user)
        if form.is_valid():
            try:
                reading.verify(form.instance, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
                status = HTTP_CONFLICT
            else:
                return _after_verdict(request, reading)
    context = {
        **_said(reading, request.user),
        "form": form,
        "hindrance": reading.why_not_verifiable_by(request.user),
        "may_withdraw": may_record(request.user, reading.city),
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/reading_detail.html", context, status=status)


def _check_right(user):
    if not user.has_perm("cities.add_verification"):
        raise PermissionDenied(_("Only the staff of a signing agency verify readings."))


def _after_verdict(request, reading):
    """Back to the list it was opened from: one city's, or all."""
    words = _("The verdict on %(code)s, %(city)s, is recorded.")
    names = {"code": reading.indicator.code, "city": reading.city}
    messages.success(request, words % names)
    is_filtered = request.GET.get("city") == reading.city.slug
    queue = reverse("staff:cities:queue")
    return redirect(f"{queue}?city={reading.city.slug}" if is_filtered else queue)


def _said(reading, user):
    """The reading and all that was said beside it."""
    wording = reading.wording()
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
            messages.success(request, _withdrawn_words(reading))
            return redirect(
                "staff:cities:indicator", reading.city.slug, reading.indicator.code
            )
    context = {
        "reading": reading,
        "wording": reading.wording(),
        "form": form,
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/withdraw_form.html", context)


def _withdrawn_words(reading):
    said = Reading.objects.filter(city=reading.city, indicator=reading.indicator)
    if said.spoken_by(today()).exists():
        return _("The reading is withdrawn; the one before it stands again.")
    return _("The reading is withdrawn. No reading of this indicator stands now.")
