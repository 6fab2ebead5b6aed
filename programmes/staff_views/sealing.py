"""The last steps of a review: its report frozen, signed by each agency, corrected."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cities.forms.overtaken import HTTP_CONFLICT
from creativecity.ledger.chain import holds_sample_data
from creativecity.staff_page import staff_page

from .. import gates
from ..forms.sealing import ErratumForm, SignatureForm
from ..made_files import sizes_of
from ..models import AnnualReview, Erratum, SealedReport, Signature
from ..reports.annual import annual_report
from ..reports.difference_words import told_differences
from ..reports.edition import edition_of
from ..reports.page import report_parts
from ..reports.plain import from_text
from ..sealing import add_erratum, freeze_report, sign_report


@staff_page("programmes.add_frozenreport", again=True)
def freeze(request, slug, year):
    review = _find(slug, year)
    reasons = gates.may_freeze(review)
    if request.method == "POST":
        try:
            frozen = freeze_report(review, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(request.path)
        words = _("The report is frozen. Each agency signs the hash %(hash)s…")
        messages.success(request, words % {"hash": frozen.sha256[:12]})
        return redirect("staff:frozen_report", slug, year)
    context = {
        **_about(review),
        "reasons": reasons,
        "may_carry": any(reason.code == "open-action-point" for reason in reasons),
        "frozen": _newest(review),
        "is_sample": holds_sample_data(),
    }
    return render(request, "programmes/staff/freeze.html", context)


@staff_page("programmes.view_annualreview", safe=True)
def frozen_report(request, slug, year):
    """What is to be signed: drawn from the frozen values and nothing else."""
    review = _find(slug, year)
    frozen, agency = _newest(review), _agency(review, request.user)
    context = {
        **_about(review),
        "frozen": frozen,
        "may_sign": agency and not gates.may_sign(review, agency, request.user),
        "parts": _parts(frozen) if frozen else (),
        "sizes": sizes_of(frozen, get_language()) if frozen else {},
        "is_sample": bool(frozen and frozen.is_sample),
    }
    return render(request, "programmes/staff/frozen_report.html", context)


@staff_page("programmes.view_annualreview", safe=True)
def changed_since(request, slug, year):
    """What has been recorded since it was frozen: sealed against live."""
    review = _find(slug, year)
    frozen = _newest(review)
    found = []
    if frozen:
        live = annual_report(review.programme, review.year)
        found = told_differences(json.loads(frozen.values), live)
    context = {
        **_about(review),
        "frozen": frozen,
        "differences": found,
        "is_sample": bool(frozen and frozen.is_sample),
    }
    return render(request, "programmes/staff/changed_since.html", context)


@staff_page("programmes.add_signature", again=True)
def sign(request, slug, year):
    """Put an agency's name under the hash; the second signature seals the report."""
    review = _find(slug, year)
    frozen, agency = _newest(review), _agency(review, request.user)
    reasons = gates.may_sign(review, agency, request.user)
    form, status = _signature_form(request, frozen, agency), 200
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["sha256"] != (frozen and frozen.sha256):
            words = _("The report was frozen anew meanwhile. Read it before you sign.")
            form.add_error(None, words)
            status = HTTP_CONFLICT
        else:
            try:
                sealed = sign_report(form.instance, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
                status = HTTP_CONFLICT
            else:
                messages.success(request, _told(sealed))
                return redirect(*_shown_at(review, sealed))
    context = {
        **_about(review),
        "frozen": frozen,
        "agency": agency,
        "reasons": reasons,
        "form": form,
        "is_sample": bool(frozen and frozen.is_sample),
    }
    return render(request, "programmes/staff/sign.html", context, status=status)


@staff_page("programmes.add_erratum")
def correct(request, slug, year):
    """Add what is wrong beside a sealed report."""
    review = _find(slug, year)
    sealed = get_object_or_404(SealedReport, review=review)
    form = ErratumForm(request.POST or None, instance=Erratum(sealed=sealed))
    if request.method == "POST" and form.is_valid():
        add_erratum(form.instance, by=request.user)
        messages.success(request, _("The erratum is added beside the report."))
        return redirect(review)
    context = {
        **_about(review),
        "sealed": sealed,
        "form": form,
        "is_sample": sealed.is_sample,
    }
    return render(request, "programmes/staff/erratum.html", context)


def _find(slug, year):
    reviews = AnnualReview.objects.select_related("programme")
    return get_object_or_404(reviews, programme__slug=slug, year=year)


def _about(review):
    return {"review": review, "programme": review.programme}


def _parts(frozen):
    return report_parts(from_text(frozen.values), edition_of(frozen))


def _newest(review):
    return review.frozen.order_by("-number").first()


def _agency(review, user):
    """The party that this account signs for, of two one that it may still sign for;
    None if it is in no party's staff.
    """
    rows = review.programme.signatories.filter(agency__staff=user)
    parties = [row.agency for row in rows.select_related("agency")]
    free = [agency for agency in parties if not gates.may_sign(review, agency, user)]
    return next(iter((*free, *parties)), None)


def _signature_form(request, frozen, agency):
    return SignatureForm(
        request.POST or None,
        instance=Signature(report=frozen, agency=agency),
        initial={"sha256": frozen.sha256 if frozen else ""},
    )


def _shown_at(review, sealed):
    """The page where a signature is seen: the first one is not public yet."""
    if sealed:
        return (review,)
    return "staff:frozen_report", review.programme.slug, review.year


def _told(sealed):
    if sealed:
        return _("Signed. Both agencies have signed: the report is sealed and public.")
    return _("Signed. The report is sealed once the other agency has signed.")
