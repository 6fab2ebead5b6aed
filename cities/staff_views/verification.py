"""One reading: agency staff give their verdict on it, its officer withdraws it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from creativecity.ledger.models import Withdrawal
from creativecity.staff_page import staff_page
from creativecity.thai_calendar import today

from ..forms.opinion import opinions_section
from ..forms.overtaken import HTTP_CONFLICT
from ..forms.verdict import VerificationForm, WithdrawForm
from ..models import Reading, Verification
from .finding import may_record
from .queue import place, way_on
from .way_back import with_way_back


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
                verdict = reading.verify(form.instance, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
                status = HTTP_CONFLICT
            else:
                return _after_verdict(request, verdict)
    context = {
        **_said(reading, request.user),
        "form": form,
        "place": place(request),
        "hindrance": reading.why_not_verifiable_by(request.user),
        "may_withdraw": may_record(request.user, reading.city),
        "is_sample": reading.is_sample,
    }
    return render(request, "cities/staff/reading_detail.html", context, status=status)


def _check_right(user):
    if not user.has_perm("cities.add_verification"):
        raise PermissionDenied(_("Only the staff of a signing agency verify readings."))


def _after_verdict(request, verdict):
    """Back to where in the list it was opened, with the way on to the next."""
    reading = verdict.reading
    words = _("The verdict on %(code)s, %(city)s, is recorded.")
    words %= {"code": reading.indicator.code, "city": reading.city}
    path = reverse("staff:cities:withdraw_verdict", args=[verdict.sequence])
    told = with_way_back(words, path + place(request), _("Withdraw the verdict"))
    messages.success(request, format_html("{} {}", told, way_on(request, reading)))
    return redirect(reverse("staff:cities:queue") + place(request))


def _said(reading, user):
    """The reading and all that was said beside it, and what of that they may undo."""
    wording, verdict = reading.wording(), reading.verdict()
    confirmations = reading.confirmations.standing().select_related("recorded_by")
    own = Verification.objects.withdrawable_by(user)
    return {
        "reading": reading,
        "wording": wording,
        "opinions": opinions_section(reading, wording, user),
        "evidence": list(reading.evidence_links.select_related("evidence")),
        "verdict": verdict,
        "is_own_verdict": bool(verdict) and own.filter(pk=verdict.pk).exists(),
        "withdrawn_verdicts": _withdrawn_verdicts(reading),
        "confirmations": list(confirmations.order_by("-sequence")),
    }


def _withdrawn_verdicts(reading):
    """(verdict, its withdrawal) of those that were taken back, newest first."""
    rows = list(reading.verifications.select_related("agency").order_by("-sequence"))
    found = Withdrawal.objects.filter(withdrawn__in=[row.sequence for row in rows])
    withdrawals = {each.withdrawn: each for each in found}
    return [(r, withdrawals[r.sequence]) for r in rows if r.sequence in withdrawals]


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
