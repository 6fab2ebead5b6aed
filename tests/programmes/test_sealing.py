"""From values to a sealed report: what is frozen, who signs, what blocks."""

import json
from dataclasses import asdict

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from cities.models import Agency, City, Indicator
from creativecity.ledger import triggers
from creativecity.ledger.digest import canonical, sha256
from creativecity.ledger.models import LogEntry
from programmes import gates
from programmes.models import AnnualReview, Erratum, SealedReport
from programmes.reports.annual import annual_report
from programmes.review_standing import standing_of
from programmes.sealing import (
    add_erratum,
    fault_of,
    faults,
    freeze_report,
    sign_report,
)
from tests.factories import (
    DAY,
    agree_minutes_of,
    make_action_point,
    make_agreed_review,
    make_decision,
    make_item,
    make_reading,
    make_review,
    make_sealed_report,
    make_user,
    new_signature,
)


@pytest.fixture
def review(cast):
    return make_agreed_review()


@pytest.fixture
def signers(cast):
    return {"dasta": cast["dasta"], "cea": cast["cea"]}


def codes(reasons):
    return [reason.code for reason in reasons]


def sign(frozen, code, signers):
    return sign_report(new_signature(frozen, code), by=signers[code], on=DAY)


def test_what_is_frozen_are_the_values_of_the_report_as_known_now(review):
    frozen = freeze_report(review, by=None, on=DAY)

    report = annual_report(review.programme, review.year, frozen.known_at)
    assert frozen.values == canonical(asdict(report))
    assert frozen.sha256 == sha256(frozen.values)
    assert (frozen.number, frozen.effective_on) == (1, DAY)
    entry = LogEntry.objects.get(sequence=frozen.sequence)
    assert (entry.verb, entry.is_public) == ("freeze", False)


def test_the_second_signature_seals_the_report(review, signers):
    frozen = freeze_report(review, by=None)

    first, second = sign(frozen, "dasta", signers), sign(frozen, "cea", signers)

    assert first is None
    assert SealedReport.objects.get() == second
    assert (second.report, second.sha256) == (frozen, frozen.sha256)
    assert second.effective_on == DAY
    assert {row.sha256 for row in frozen.signatures.all()} == {frozen.sha256}


def test_frozen_anew_the_first_signature_is_void(review, signers):
    first = freeze_report(review, by=None)
    sign(first, "dasta", signers)
    second = freeze_report(review, by=None)

    sign(second, "cea", signers)

    assert second.number == 2
    assert not SealedReport.objects.exists()
    assert sign(second, "dasta", signers).report == second


def test_what_was_frozen_anew_meanwhile_cannot_be_signed(review, signers):
    old = freeze_report(review, by=None)
    freeze_report(review, by=None)

    with pytest.raises(ValidationError) as refusal:
        sign(old, "dasta", signers)

    assert refusal.value.code == "frozen-anew"
    assert not old.signatures.exists()


def test_a_late_reading_and_a_later_decision_leave_it_byte_equal(review, signers, cast):
    sealed = make_sealed_report(review, **signers)
    before = sealed.report.values

    city = City.objects.get(slug="nan")
    indicator = Indicator.objects.first()
    make_reading(city, indicator, level=2, on=review.window().first_day)
    make_decision(number=9, effective_on=review.window().last_day)

    sealed.report.refresh_from_db()
    assert sealed.report.values == before
    live = asdict(annual_report(review.programme, review.year))
    assert canonical(live) != before


NOT_READY = {
    "not-held": {"held_on": None},
    "not-agreed": {"chair_name": "อื่น"},
}


@pytest.mark.parametrize("code", NOT_READY)
def test_freezing_waits_for_the_meeting_and_its_minutes(code, review):
    for name, value in NOT_READY[code].items():
        setattr(review, name, value)
    review.save()

    reasons = gates.may_freeze(review)

    assert set(codes(reasons)) == {code}
    with pytest.raises(ValidationError) as refusal:
        freeze_report(review, by=None)
    assert refusal.value.messages == [reason.words for reason in reasons]


def test_freezing_waits_for_an_owner_of_each_decision(review):
    item = make_item(review)
    decision = make_decision(item=item)
    agree_minutes_of(review)

    [reason] = gates.may_freeze(review)

    assert (reason.code, reason.url) == ("idle-decision", decision.get_staff_url())


def test_freezing_waits_for_the_action_points_of_earlier_reviews(review):
    item = make_item(make_review(year=3))
    point = make_action_point(make_decision(item=item))

    [reason] = gates.may_freeze(review)

    assert (reason.code, reason.url) == ("open-action-point", point.get_absolute_url())


def test_a_sealed_year_is_not_frozen_again(review, signers):
    sealed = make_sealed_report(review, **signers)

    assert codes(gates.may_freeze(review)) == ["sealed"]
    assert codes(gates.may_sign(review, Agency.objects.first(), signers["cea"])) == [
        "sealed"
    ]
    with pytest.raises(ValidationError):
        freeze_report(sealed.review, by=None)


def test_nothing_is_signed_before_it_is_frozen(review, signers):
    agency = Agency.objects.get(code="cea")

    assert codes(gates.may_sign(review, agency, signers["cea"])) == ["not-frozen"]


def test_only_a_party_signs(review, signers):
    freeze_report(review, by=None)
    other = Agency.objects.create(
        code="mots", name_th="กระทรวง", name_en="Ministry", short_th="กก.", short_en="M"
    )

    assert codes(gates.may_sign(review, other, signers["cea"])) == ["not-a-party"]
    assert codes(gates.may_sign(review, None, signers["cea"])) == ["not-a-party"]


def test_an_agency_signs_once(review, signers):
    frozen = freeze_report(review, by=None)
    sign(frozen, "dasta", signers)
    agency, second = Agency.objects.get(code="dasta"), make_user("second")
    agency.staff.add(second)

    assert codes(gates.may_sign(review, agency, second)) == ["signed"]


def test_who_froze_it_does_not_sign_it(review, signers):
    frozen = freeze_report(review, by=signers["cea"])

    with pytest.raises(ValidationError):
        sign(frozen, "cea", signers)

    agency = Agency.objects.get(code="cea")
    assert codes(gates.may_sign(review, agency, signers["cea"])) == ["four-eyes"]


def test_nobody_signs_for_both_agencies(review, signers):
    frozen = freeze_report(review, by=None)
    sign(frozen, "dasta", signers)
    agency = Agency.objects.get(code="cea")
    assert codes(gates.may_sign(review, agency, signers["dasta"])) == ["not-a-party"]

    agency.staff.add(signers["dasta"])

    assert codes(gates.may_sign(review, agency, signers["dasta"])) == ["four-eyes"]


def test_staff_of_the_other_agency_do_not_sign_for_it(review, signers):
    frozen = freeze_report(review, by=None)

    with pytest.raises(ValidationError):
        sign_report(new_signature(frozen, "cea"), by=signers["dasta"])

    assert not frozen.signatures.exists()


def test_values_that_do_not_fit_their_hash_are_not_signed(review, signers):
    frozen = freeze_report(review, by=None)
    _flip(frozen)
    triggers.install()

    with pytest.raises(ValidationError) as refusal:
        sign(frozen, "dasta", signers)

    assert refusal.value.code == "fault"


def test_minutes_agreed_anew_after_freezing_ask_to_freeze_anew(review, signers):
    freeze_report(review, by=None)
    make_action_point(make_decision(item=make_item(review)))
    agree_minutes_of(review)
    agency = Agency.objects.get(code="cea")

    [reason] = gates.may_sign(review, agency, signers["cea"])
    assert reason.code == "outdated"
    assert standing_of(review).next_step() == "freeze"

    freeze_report(review, by=None)
    assert gates.may_sign(review, agency, signers["cea"]) == []


def test_a_review_that_was_changed_since_its_page_opened_is_read_anew(review):
    stale = AnnualReview.objects.get(pk=review.pk)
    AnnualReview.objects.filter(pk=review.pk).update(held_on=None)

    with pytest.raises(ValidationError):
        freeze_report(stale, by=None)


def test_an_agreement_that_nobody_signed_freezes_nothing(review):
    review.programme.signatories.all().delete()

    assert codes(gates.may_freeze(review)) == ["no-parties"]


def test_minutes_changed_after_freezing_block_the_signature(review, signers):
    freeze_report(review, by=None)
    review.chair_name = "ผู้อื่น"
    review.save()
    agency = Agency.objects.get(code="cea")

    reasons = gates.may_sign(review, agency, signers["cea"])

    assert codes(reasons) == ["not-agreed", "not-agreed"]


def test_errata_stand_beside_the_report_and_are_numbered(review, signers):
    sealed = make_sealed_report(review, **signers)
    told = {"text_th": "แก้หน้า 2", "text_en": "Page 2"}

    first = add_erratum(Erratum(sealed=sealed, **told), by=None, on=DAY)
    again = add_erratum(Erratum(sealed=sealed, **told), by=None)
    second = add_erratum(
        Erratum(sealed=sealed, text_th="แก้หน้า 3", text_en="Page 3"), by=None
    )

    assert (first.number, second.number) == (1, 2)
    assert again == first


@pytest.mark.parametrize("table", ["frozenreport", "signature", "sealedreport"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET sha256 = ''", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_sealed(table, sql, review, signers):
    make_sealed_report(review, **signers)

    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(sql.format(f"programmes_{table}"))


def _flip(frozen):
    """Change one byte of the stored values, as somebody with the database could."""
    triggers.remove()
    values = frozen.values.replace('"year":4', '"year":3', 1)
    assert values != frozen.values
    with connection.cursor() as cursor:
        sql = "UPDATE programmes_frozenreport SET values = %s"
        cursor.execute(
            sql.replace("values", connection.ops.quote_name("values")), [values]
        )
    frozen.refresh_from_db()


def test_a_flipped_byte_is_found_by_verify_ledger(review, signers, run):
    sealed = make_sealed_report(review, **signers)
    assert "1 reports fit their hash" in run("verify_ledger")

    _flip(sealed.report)

    assert fault_of(sealed.report) == "its values do not fit its hash"
    assert [*faults()] == [f"report {sealed.report}: its values do not fit its hash"]
    with pytest.raises(Exception, match="digest does not fit"):
        run("verify_ledger")


def test_a_signature_under_another_hash_is_found(review, signers):
    sealed = make_sealed_report(review, **signers)
    triggers.remove()
    sealed.report.signatures.update(sha256="0" * 64)

    assert fault_of(sealed.report) == "what was signed is another hash"


def test_the_values_can_be_read_back_as_json(review):
    frozen = freeze_report(review, by=None)

    values = json.loads(frozen.values)

    assert values["review"]["chair_office"]["en"] == "Director-General, DASTA"
    assert [row["present"] for row in values["review"]["attendance"]] == [1, 1]
    assert "ผู้แทน" not in frozen.values


def test_a_later_release_that_words_the_minutes_otherwise_lapses_nothing_sealed(
    review, signers
):
    make_sealed_report(review, **signers)
    AnnualReview.objects.filter(pk=review.pk).update(chair_name="อื่น")

    standing = standing_of(AnnualReview.objects.get(pk=review.pk))

    assert (standing.missing(), standing.lapsed()) == ([], [])


def test_rows_name_what_they_are_of(review, signers):
    sealed = make_sealed_report(review, **signers)
    frozen, signature = sealed.report, sealed.report.signatures.first()
    erratum = add_erratum(
        Erratum(sealed=sealed, text_th="แก้หน้า 2", text_en="Page 2"), by=None
    )

    assert [str(row) for row in (frozen, signature, sealed, erratum)] == [
        f"{review.pk} 1",
        f"{frozen.pk} {signature.agency_id}",
        f"{review.pk} {sealed.sha256[:12]}",
        f"{sealed.pk} 1",
    ]
