"""From values to a sealed report: frozen whole, signed by hash, sealed by the second.

Each step asks its gate (gates.py) under the ledger's lock, so that of two who come at
once one is refused with the reason.
"""

from dataclasses import asdict
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from creativecity.ledger import verbs
from creativecity.ledger.ahead import ahead
from creativecity.ledger.chain import lock
from creativecity.ledger.digest import canonical, sha256
from creativecity.thai_calendar import today

from . import gates
from .models import AnnualReview, Erratum, FrozenReport, SealedReport, Signature
from .reports.annual import annual_report


def freeze_report(review, *, by, on=None):
    """Fix the report's values as known now; what was signed of earlier ones is void."""
    _pass(gates.may_freeze(_as_it_stands(review)))
    reported = ahead(partial(_report_now, review))
    with transaction.atomic():
        head = lock()
        review = _as_it_stands(review)
        _pass(gates.may_freeze(review))
        report, values = reported(head)
        return _freeze(review, report, values, by, on)


def _report_now(review):
    """The report and its text, of the review as the database has it."""
    review = _as_it_stands(review)
    report = annual_report(review.programme, review.year)
    return report, canonical(asdict(report))


def _freeze(review, report, values, by, on):
    frozen = FrozenReport(
        review=review,
        number=review.frozen.count() + 1,
        known_at=report.known_at,
        values=values,
        sha256=sha256(values),
        effective_on=on or today(),
        is_sample=report.is_sample,
    )
    about = review.programme.key()
    return verbs.add(frozen, by=by, verb="freeze", about=about, is_public=False)


@transaction.atomic
def sign_report(signature, *, by, on=None):
    """Sign the hash of a frozen report; the second agency's signature seals it.

    `signature` names report, agency, person and office. Returns the SealedReport, or
    None while the other agency's signature is missing.
    """
    lock()
    frozen, agency = signature.report, _agency_of(signature)
    review = _as_it_stands(frozen.review)
    _pass(gates.may_sign(review, agency, by))
    if frozen != review.frozen.order_by("-number").first():
        words = _("The report was frozen anew meanwhile. Read it before you sign.")
        raise ValidationError(words, code="frozen-anew")
    if fault_of(frozen):
        words = _("The stored values do not fit their hash: they are not signed.")
        raise ValidationError(words, code="fault")
    signature.sha256 = sha256(frozen.values)
    signature.effective_on = on or today()
    signature.is_sample = frozen.is_sample
    about = frozen.review.programme.key()
    verbs.add(signature, by=by, verb="sign", about=about)
    parties = set(frozen.review.programme.signatories.values_list("agency", flat=True))
    signed = frozen.signatures.values_list("agency", flat=True)
    return _seal(frozen, by, about, signature) if parties <= set(signed) else None


def _as_it_stands(review):
    """The review as the database has it under the lock, not as its page had read it."""
    return AnnualReview.objects.select_related("programme").get(pk=review.pk)


def _agency_of(signature):
    return signature.agency if signature.agency_id else None


def _seal(frozen, by, about, last):
    sealed = SealedReport(
        review=frozen.review,
        report=frozen,
        sha256=last.sha256,
        effective_on=last.effective_on,
        is_sample=frozen.is_sample,
    )
    return verbs.add(sealed, by=by, verb="seal", about=about)


@transaction.atomic
def add_erratum(erratum, *, by, on=None):
    """Say beside a sealed report what is wrong in it."""
    lock()
    sealed = erratum.sealed
    erratum.number = sealed.errata.count() + 1
    erratum.effective_on = on or today()
    erratum.is_sample = sealed.is_sample
    twins = Erratum.objects.filter(
        sealed=sealed, text_th=erratum.text_th, text_en=erratum.text_en
    )
    if twin := twins.first():
        return twin  # the same sent twice
    about = sealed.review.programme.key()
    return verbs.add(erratum, by=by, verb="correct", about=about)


def faults():
    """What does not fit of what was frozen and signed, in words; empty if all does.

    Read one report at a time: its values can be large.
    """
    for frozen in FrozenReport.objects.order_by("pk").iterator(chunk_size=1):
        if fault := fault_of(frozen):
            yield f"report {frozen}: {fault}"


def fault_of(frozen):
    """Why a frozen report is not what its hashes say; "" if it is."""
    found = sha256(frozen.values)
    if found != frozen.sha256:
        return "its values do not fit its hash"
    hashes = [*Signature.objects.filter(report=frozen).values_list("sha256", flat=True)]
    hashes += SealedReport.objects.filter(report=frozen).values_list(
        "sha256", flat=True
    )
    if any(each != found for each in hashes):
        return "what was signed is another hash"
    return ""


def _pass(reasons):
    if reasons:
        raise ValidationError([reason.words for reason in reasons], code="blocked")
