"""Both agencies sign at the same moment, again and again: one report is sealed."""

import pytest
from django.core.exceptions import ValidationError

from cities.models import Agency
from creativecity.ledger import verbs
from creativecity.ledger.verification import first_fault
from programmes.models import FrozenReport, SealedReport, Signatory, Signature
from programmes.sealing import faults, freeze_report, sign_report
from tests.cities.test_concurrency import WRITERS, at_once
from tests.factories import (
    DAY,
    make_agreed_review,
    make_programme,
    make_user,
    new_signature,
)


@pytest.fixture
def frozen(emptied_after):
    """A report of an agreement of two agencies, frozen; each has one who signs."""
    programme = make_programme()
    for code in ("cea", "dasta"):
        names = dict.fromkeys(("name_th", "name_en", "short_th", "short_en"), code)
        agency = Agency(code=code, **names)
        verbs.create(agency, by=None)
        agency.staff.add(make_user(code))
        signatory = Signatory(
            programme=programme,
            agency=agency,
            name_th=code,
            position_th="ผู้อำนวยการ",
            position_en="Director",
        )
        verbs.create(signatory, by=None)
    review = make_agreed_review(year=1, programme=programme)
    return freeze_report(review, by=None)


def _try(frozen, code):
    signature = new_signature(frozen, code)
    try:
        sign_report(signature, by=signature.agency.staff.get(), on=DAY)
    except ValidationError:
        return False
    return True


def test_two_simultaneous_sealings_give_one(frozen):
    report = FrozenReport.objects.get(pk=frozen.pk)

    done = at_once(lambda number: _try(report, ("cea", "dasta")[number % 2]))

    assert sorted(done) == [False] * (WRITERS - 2) + [True] * 2
    assert Signature.objects.count() == 2
    assert SealedReport.objects.get().report == frozen
    assert (first_fault(), [*faults()]) == (None, [])


def test_frozen_and_signed_at_once_no_void_signature_seals(frozen):
    report = FrozenReport.objects.get(pk=frozen.pk)

    def act(number):
        if number % 4 == 0:
            return _freeze(report.review)
        return _try(report, ("cea", "dasta")[number % 2])

    at_once(act)

    newest = FrozenReport.objects.order_by("-number").first()
    for sealed in SealedReport.objects.all():
        assert sealed.report == newest
        assert sealed.report.signatures.count() == 2


def _freeze(review):
    try:
        freeze_report(review, by=None)
    except ValidationError:
        return False
    return True
