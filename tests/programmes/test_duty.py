"""The verbs of the two keys: who may say what of a duty, and that it is said once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import Agency, City, Event
from creativecity.ledger.chain import latest
from creativecity.ledger.models import LogEntry, Withdrawal
from creativecity.thai_calendar import today
from programmes.models import (
    Commitment,
    CommitmentReport,
    CommitmentVerdict,
    ReportProof,
    Signatory,
)
from tests.factories import (
    DAY,
    make_commitment_report,
    make_commitment_verdict,
    make_evidence,
    make_paper,
    make_programme,
    make_user,
)

TODAY = today()


def agency(code):
    return Agency.objects.get(code=code)


def duty(code):
    return Commitment.objects.get(code=code)


def words(code="dasta", **fields):
    """A report not yet made."""
    defaults = {
        "progress": "under-way",
        "text_th": "จัดประชุมแล้ว",
        "text_en": "A meeting was held",
        "effective_on": DAY,
    }
    return CommitmentReport(agency=agency(code), **{**defaults, **fields})


def answered(verdict="confirmed", **fields):
    """An answer not yet given."""
    if verdict == "disputed":
        fields = {"reason_th": "ไม่มีหลักฐาน", "reason_en": "No proof", **fields}
    return CommitmentVerdict(verdict=verdict, **fields)


def refusal(act):
    """The code with which an act is refused, wherever it is said."""
    with pytest.raises(ValidationError) as refused:
        act()
    before = CommitmentReport.objects.count()
    error = refused.value
    while hasattr(error, "error_dict"):
        [[error]] = error.error_dict.values()
    assert CommitmentReport.objects.count() == before
    assert " ".join(error.messages)
    return error.code


def test_report_and_answer_turn_both_keys(cast):
    report = duty("J1").report(words(), by=cast["dasta"])
    waiting = duty("J1").keys()
    report.answer(answered(), by=cast["cea"])
    done = duty("J1").keys()

    assert str(waiting.standing.state) == "reported"
    assert [str(a.code) for a in waiting.waits_for()] == ["cea"]
    assert str(done.standing.state) == "confirmed"
    assert (done.report(), done.verdict().agency.code) == (report, "cea")
    assert (done.earlier_report(), done.earlier_verdict()) == (None, None)
    verbs = LogEntry.objects.order_by("-sequence").values_list("verb", flat=True)
    assert list(verbs[:2]) == ["confirmed", "report"]
    entry = LogEntry.objects.get(verb="report")
    assert (entry.about, entry.is_public) == ("programmes.programme/mou-2563", True)


@pytest.mark.parametrize(
    ("code", "said_for", "user", "expected"),
    [
        ("P1", "dasta", "dasta", "no-duty"),
        ("J4", "dasta", "dasta", "no-duty"),
        ("D1", "cea", "cea", "not-owed"),
        ("C1", "dasta", "dasta", "not-owed"),
        ("J1", "cea", "dasta", "not-yours"),
        ("J1", "dasta", "secretary", "not-yours"),
    ],
)
def test_who_does_not_owe_a_duty_cannot_report_on_it(
    code, said_for, user, expected, cast
):
    row = words(said_for)

    assert refusal(lambda: duty(code).report(row, by=cast[user])) == expected


@pytest.mark.parametrize(("code", "user"), [("D1", "dasta"), ("C1", "cea")])
def test_duty_of_one_agency_is_reported_by_it_and_answered_by_the_other(
    code, user, cast
):
    other = {"dasta": "cea", "cea": "dasta"}[user]

    report = duty(code).report(words(user), by=cast[user])
    verdict = report.answer(answered(), by=cast[other])

    assert verdict.agency == agency(other)


def test_report_covers_cities_and_activities_that_exist_each_once(cast):
    event = Event.objects.filter(city__slug="nan").first()
    covered = {"city_slugs": ["nan", "nan"], "event_codes": [event.code]}
    by = cast["dasta"]

    report = duty("J1").report(words(**covered), by=by)

    assert (report.city_slugs, report.event_codes) == (["nan"], [event.code])
    act = duty("J2").report
    assert refusal(lambda: act(words(city_slugs=["phuket"]), by=by)) == "no-city"
    assert refusal(lambda: act(words(event_codes=["E0"]), by=by)) == "no-event"
    ahead = words(effective_on=TODAY + timedelta(days=1))
    assert refusal(lambda: act(ahead, by=by)) == "ahead"
    event.retire(by=by, reason="ไม่ได้จัด")
    assert refusal(lambda: act(words(event_codes=[event.code]), by=by)) == "no-event"


def test_proofs_are_papers_of_the_agreement_and_usable_evidence(cast):
    nan, by = City.objects.get(slug="nan"), cast["dasta"]
    paper, piece = make_paper(), make_evidence(nan)
    foreign = make_paper(make_programme())
    retired = make_evidence(nan, title_th="เก่า")
    retired.retire(by=None, reason="ผิดปี")

    report = duty("J1").report(words(), by=by, papers=[paper], evidence=[piece])

    assert [proof.thing() for proof in report.proofs.all()] == [paper, piece]
    act = duty("J2").report
    refused = refusal(lambda: act(words(), by=by, papers=[foreign]))
    assert refused == "unusable-paper"
    refused = refusal(lambda: act(words(), by=by, evidence=[retired]))
    assert refused == "unusable-evidence"
    assert ReportProof.objects.count() == 2


def test_nobody_answers_their_own_report_not_even_from_both_agencies(cast):
    both = make_user("both", role="agency")
    for code in ("dasta", "cea"):
        agency(code).staff.add(both)
    report = duty("J1").report(words(), by=both)

    assert refusal(lambda: report.answer(answered(), by=both)) == "not-yours"
    assert refusal(lambda: report.answer(answered(), by=cast["dasta"])) == "not-yours"
    secretary = cast["secretary"]
    assert refusal(lambda: report.answer(answered(), by=secretary)) == "not-yours"

    assert report.answer(answered(), by=cast["cea"]).agency == agency("cea")


def test_who_is_in_both_agencies_answers_for_the_one_that_did_not_report(cast):
    both = make_user("both", role="agency")
    for code in ("dasta", "cea"):
        agency(code).staff.add(both)
    report = duty("J1").report(words("cea"), by=cast["cea"])

    assert report.answer(answered(), by=both).agency == agency("dasta")


@pytest.mark.parametrize("missing", ["reason_th", "reason_en"])
def test_dispute_has_its_reason_in_both_languages(missing, cast):
    report = duty("J1").report(words(), by=cast["dasta"])
    row = answered("disputed", **{missing: ""})

    assert refusal(lambda: report.answer(row, by=cast["cea"])) == "no-reason"


def test_answer_is_to_the_newest_report_and_speaks_of_a_day_that_came(cast):
    first = duty("J1").report(words(), by=cast["dasta"])
    newer = duty("J1").report(words(text_en="Two meetings"), by=cast["dasta"])

    by = cast["cea"]
    assert refusal(lambda: first.answer(answered(), by=by)) == "overtaken"
    ahead = answered(effective_on=TODAY + timedelta(days=1))
    assert refusal(lambda: newer.answer(ahead, by=by)) == "ahead"


def test_later_answer_of_an_agency_takes_the_place_of_its_earlier_one(cast):
    report = duty("J1").report(words(), by=cast["dasta"])
    report.answer(answered(), by=cast["cea"])
    later = report.answer(answered("disputed"), by=cast["cea"])

    assert str(duty("J1").keys().standing.state) == "disputed"
    later.withdraw(by=cast["cea"], reason="พบหลักฐานแล้ว")
    assert str(duty("J1").keys().standing.state) == "confirmed"


def test_report_sent_twice_is_there_once(cast):
    paper, by = make_paper(), cast["dasta"]

    rows = [
        duty("J1").report(words(), by=by, papers=[paper], base=base) for base in (0, 0)
    ]

    assert rows[0] == rows[1]
    assert CommitmentReport.objects.count() == ReportProof.objects.count() == 1
    duty("J1").report(words(), by=by)  # with no proof it says another thing
    assert CommitmentReport.objects.count() == 2


def test_same_words_after_an_answer_are_a_new_report(cast):
    first = duty("J1").report(words(), by=cast["dasta"])
    first.answer(answered("disputed"), by=cast["cea"])

    assert duty("J1").report(words(), by=cast["dasta"]) != first


def test_answer_sent_twice_is_there_once(cast):
    report = duty("J1").report(words(), by=cast["dasta"])
    seen = report.sequence

    rows = [report.answer(answered(), by=cast["cea"], base=seen) for _ in range(2)]

    assert rows[0] == rows[1]
    assert CommitmentVerdict.objects.count() == 1


def test_who_was_faster_is_told(cast):
    first = duty("J1").report(words(), by=cast["dasta"])
    colleague = make_user("cea.2", role="agency")
    agency("cea").staff.add(colleague)

    act = duty("J1").report
    late = words("cea", text_en="Ours")
    assert refusal(lambda: act(late, by=cast["cea"], base=0)) == "overtaken"
    first.answer(answered(), by=colleague, base=first.sequence)
    row = answered("disputed")
    assert (
        refusal(lambda: first.answer(row, by=cast["cea"], base=first.sequence))
        == "overtaken"
    )
    assert first.answer(row, by=cast["cea"], base=latest()).verdict == "disputed"


def test_what_was_taken_back_meanwhile_is_told_too(cast):
    first = duty("J1").report(words(), by=cast["dasta"])
    second = duty("J1").report(words(text_en="More"), by=cast["dasta"])
    second.withdraw(by=cast["dasta"], reason="ผิด")
    act, by = duty("J1").report, cast["dasta"]

    row = words(text_en="Most")
    assert refusal(lambda: act(row, by=by, base=second.sequence)) == "overtaken"
    first.withdraw(by=by, reason="ผิด")
    assert refusal(lambda: act(row, by=by, base=first.sequence)) == "overtaken"
    assert act(row, by=by, base=0).pk


def test_report_is_taken_back_by_its_agency_until_it_is_answered(cast):
    report = duty("J1").report(words(), by=cast["dasta"])
    take_back = report.withdraw
    assert refusal(lambda: take_back(by=cast["cea"], reason="x")) == "not-yours"

    verdict = report.answer(answered(), by=cast["cea"])
    assert refusal(lambda: take_back(by=cast["dasta"], reason="x")) == "overtaken"
    verdict_back = verdict.withdraw
    assert refusal(lambda: verdict_back(by=cast["dasta"], reason="x")) == "not-yours"
    verdict_back(by=cast["cea"], reason="เร็วไป")
    rows = [take_back(by=cast["dasta"], reason="ซ้ำ") for _ in range(2)]

    assert rows[0] == rows[1]
    assert str(duty("J1").keys().standing.state) == "none"
    assert Withdrawal.objects.count() == 2
    colleague = make_user("dasta.2", role="agency")
    agency("dasta").staff.add(colleague)
    assert refusal(lambda: take_back(by=colleague, reason="ซ้ำ")) == "overtaken"


def test_standing_is_told_as_known_at_a_point_and_as_of_a_day(cast):
    commitment = duty("D1")
    start = latest()
    first = make_commitment_report(commitment, agency=agency("dasta"), on=DAY)
    make_commitment_verdict(first, agency=agency("cea"), on=DAY)
    confirmed = latest()
    later = DAY + timedelta(days=30)
    make_commitment_report(commitment, agency=agency("dasta"), on=later)

    def state(**asked):
        return str(commitment.keys(**asked).standing.state)

    assert state() == state(on=later) == "reported"
    assert commitment.keys().earlier_report() == first
    assert commitment.keys().earlier_verdict().agency == agency("cea")
    assert state(on=later - timedelta(days=1)) == "confirmed"
    assert state(known_at=confirmed) == "confirmed"
    assert state(known_at=first.sequence) == "reported"
    assert state(known_at=start) == "none"


def test_purposes_and_the_goal_have_no_keys(facts):
    found = Commitment.objects.standings()

    codes = {keys.commitment.code for keys in found.values()}
    assert codes == {"J1", "J2", "J3", "J5", "J6", "J7", "D1", "C1", "C2"}
    assert duty("J4").keys() is None


def test_disputed_duties_come_the_longest_first(cast):
    for code, on in (("J1", DAY), ("J2", DAY - timedelta(days=9))):
        report = make_commitment_report(duty(code), agency=agency("dasta"), on=on)
        make_commitment_verdict(
            report, agency=agency("cea"), on=on, verdict="disputed", reason_th="ไม่จริง"
        )
    make_commitment_report(duty("J3"), agency=agency("dasta"))

    found = Commitment.objects.disputed()

    assert [keys.commitment.code for keys in found] == ["J2", "J1"]


def test_standings_cost_the_same_for_every_number_of_rows(cast):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            Commitment.objects.standings()
        return len(asked)

    make_commitment_report(duty("J1"), agency=agency("dasta"))
    few = queries()
    for code in ("J1", "J2", "D1", "C1"):
        owner = "cea" if code == "C1" else "dasta"
        report = make_commitment_report(duty(code), agency=agency(owner))
        other = "dasta" if owner == "cea" else "cea"
        make_commitment_verdict(report, agency=agency(other))

    assert queries() == few == 5


def test_duties_are_found_by_whose_key_they_want(cast):
    def codes(rows):
        return {row.code for row in rows}

    joint = {"J1", "J2", "J3", "J5", "J6", "J7"}
    duties = Commitment.objects
    assert codes(duties.reportable_by(cast["dasta"])) == joint | {"D1"}
    assert codes(duties.reportable_by(cast["cea"])) == joint | {"C1", "C2"}
    assert codes(duties.answerable_by(cast["cea"])) == joint | {"C1", "C2", "D1"}
    assert codes(duties.answerable_by(cast["secretary"])) == set()


def test_eight_answers_at_once_leave_one(emptied_after):
    programme = make_programme()
    people, agencies = {}, {}
    for code in ("dasta", "cea"):
        fields = {"short_th": code, "short_en": code, "name_th": code, "name_en": code}
        agencies[code] = Agency.objects.create(code=code, **fields)
        people[code] = make_user(code)
        agencies[code].staff.add(people[code])
        Signatory.objects.create(programme=programme, agency=agencies[code])
    commitment = Commitment.objects.create(programme=programme, code="J1", kind="duty")
    report = commitment.report(words(), by=people["dasta"])
    together = Barrier(8)

    def answer(number):
        try:
            together.wait(timeout=30)
            row = answered("confirmed" if number % 2 else "disputed")
            row = report.answer(row, by=people["cea"], base=report.sequence)
            return row.sequence
        except ValidationError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(answer, range(8)))

    # Four say the same, and are there once; the other four are told.
    assert CommitmentVerdict.objects.count() == 1
    assert sorted(map(str, found))[4:] == ["overtaken"] * 4


def test_rows_name_themselves(cast):
    report = duty("J1").report(words(), by=cast["dasta"], papers=[make_paper()])
    verdict = report.answer(answered(), by=cast["cea"])

    assert str(report) == f"{report.commitment_id} under-way"
    assert str(verdict) == f"{report.pk} confirmed"
    proof = report.proofs.get()
    assert str(proof) == f"{report.pk} {proof.paper_id}"
