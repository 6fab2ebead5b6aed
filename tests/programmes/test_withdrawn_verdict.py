"""A verdict that was taken back is, wherever verdicts count, as if it had not been."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cities.levels import Levels
from cities.models import City, Evidence, Opinion, Reading
from cities.waiting import waiting_for
from creativecity.ledger import chain
from creativecity.ledger.verification import first_fault
from creativecity.thai_calendar import today
from programmes.changes import changes_since_review
from programmes.desk import awaited, owed
from programmes.letters.things import owed_things
from programmes.models import Programme, SealedReport
from programmes.public_changes import public_changes
from programmes.reports.annual import annual_report
from programmes.sealing import fault_of
from tests.addresses import address
from tests.factories import (
    make_file,
    make_reading,
    make_sealed_report,
    make_verdict,
    make_verified,
)

OFFICER = "officer.nan"
READERS = (OFFICER, "cea", "dasta", "expert")
DAY = date(2024, 3, 1)  # in the fourth year of the agreement
EARLIER, LATER = date(2023, 3, 1), date(2027, 1, 1)


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def reading(nan, cast):
    """One that waits, behind another that was verified."""
    make_verified(nan, level=1, on=EARLIER, by=cast["dasta"])
    return make_reading(nan, level=3, on=DAY, by=cast[OFFICER])


def report(known_at=None):
    programme = Programme.objects.get(slug="mou-2563")
    return asdict(annual_report(programme, 4, known_at=known_at)) | {"known_at": 0}


def on_desk(user, nan):
    progress = City.objects.progress([nan])
    rows = [
        *owed(user, [nan], progress, {}, today()),
        *awaited(user, [nan], progress, {}, today()),
    ]
    return [(row.kind, row.count, row.days) for row in rows]


def all_that_reads_verdicts(nan, cast, client):
    """What the public is told, and what staff owe."""
    progress = nan.progress(today())
    cell = progress.cell("R1.1")
    rows = client.get("/api/v1/readings/?city=nan").json()["results"]
    programme = Programme.objects.get(slug="mou-2563")
    changes = changes_since_review(programme, today())
    return {
        "cell": (cell.state(), cell.verified, cell.returned, cell.turn()),
        "readiness": progress.readiness,
        "past": nan.past(today()),
        "levels": Levels.of([nan], today()).level(nan, "R1.1", today()),
        "history": list(
            Reading.objects.history(nan, cell.indicator).values("is_verified", "pk")
        ),
        "api": [(row["sequence"], row["level"], row["agency"]) for row in rows],
        "csv": client.get(address("cities:readiness_csv")).content,
        "badge": client.get(address("badge")).content,
        "report": report(),
        "changes": (changes.readings, changes.verifications),
        "queue": [row.sequence for row in waiting_for(cast["dasta"], today())],
        "opinions": list(Reading.objects.awaiting_opinion(cast["expert"])),
        "desk": [on_desk(cast[name], nan) for name in READERS],
        "letters": [
            [(thing.about, thing.day) for thing in owed_things(cast[name], today())]
            for name in READERS
        ],
    }


@pytest.mark.parametrize("verdict", ["verified", "returned"])
def test_all_that_reads_verdicts_reads_what_it_read_before(
    verdict, reading, nan, cast, client
):
    before = all_that_reads_verdicts(nan, cast, client)
    row = make_verdict(reading, by=cast["cea"], verdict=verdict, reason="หลักฐานไม่ครบ")
    judged = all_that_reads_verdicts(nan, cast, client)

    row.withdraw(by=cast["cea"], reason="ผิดหน้า")

    after = all_that_reads_verdicts(nan, cast, client)
    assert {name: after[name] for name in before} == before
    assert {name for name in before if judged[name] != before[name]} >= {
        "cell",
        "desk",
        "letters",
        "opinions",
        "queue",
        "report",
    }
    assert first_fault() is None


def test_what_was_known_before_stays_known_so(reading, nan, cast, client):
    row = make_verdict(reading, by=cast["cea"])
    point, told = chain.latest(), report()
    verified = nan.progress(today()).readiness

    row.withdraw(by=cast["cea"], reason="ผิดหน้า")

    assert report(known_at=point) == told != report()
    assert nan.readiness(today(), known_at=point) == verified
    found = client.get(f"/api/v1/readings/?city=nan&known_at={point}").json()["results"]
    assert reading.sequence in [row["sequence"] for row in found]


def test_sealed_report_stays_as_it_was(reading, cast):
    row = make_verdict(reading, by=cast["cea"])
    sealed = make_sealed_report(dasta=cast["dasta"], cea=cast["cea"])
    values = sealed.report.values

    row.withdraw(by=cast["cea"], reason="ผิดหน้า")

    sealed = SealedReport.objects.get(pk=sealed.pk)
    assert (fault_of(sealed.report), sealed.report.values) == ("", values)


def test_level_that_rested_on_it_is_carried_over_no_more(nan, cast, new_version):
    new_version(on=LATER, **{"R1.1": ["R1.1"]})
    reading = make_verified(nan, on=DAY, by=cast["cea"], version="2569-1")
    carried = nan.progress(LATER).cell("R1.1").carried

    reading.verdict().withdraw(by=cast["cea"], reason="ผิดหน้า")

    assert carried.readings == (reading,)
    assert nan.progress(LATER).cell("R1.1").carried is None


def test_evidence_that_an_agency_published_stays_public(nan, cast):
    """Somebody outside the city looked at the piece itself: that is an act apart."""
    piece = make_file(nan, cast["cea"])
    reading = make_verified(nan, by=cast["cea"], evidence=[piece])

    reading.verdict().withdraw(by=cast["cea"], reason="ผิดหน้า")

    assert list(Evidence.objects.published().filter(city=nan)) == [piece]


def test_wait_after_a_return_begins_with_the_verdict_that_stands(
    nan, cast, monkeypatch
):
    returned = {"by": cast["cea"], "verdict": "returned", "reason": "ขาดหลักฐาน"}
    reading = make_reading(nan, by=cast[OFFICER], on=DAY)
    long_ago = timezone.now() - timedelta(days=40)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: long_ago)
        first = make_verdict(reading, **returned)
    first.withdraw(by=cast["cea"], reason="ผิดหน้า")

    make_verdict(reading, **returned)

    assert ("returned-there", 1, 0) in on_desk(cast["dasta"], nan)


def test_public_hears_of_the_withdrawal_once_and_of_no_reason(reading, cast):
    row = make_verdict(reading, by=cast["cea"])
    row.withdraw(by=cast["cea"], reason="เหตุผลภายใน")
    make_verdict(reading, by=cast["cea"])

    told = public_changes(limit=10)[:3]

    assert [change.is_withdrawal for change in told] == [False, True, False]
    assert [bool(change.taken_back_at) for change in told] == [False, False, True]
    assert all("เหตุผลภายใน" not in change.text for change in told)


def test_reading_that_was_judged_anew_is_withdrawn_as_ever(reading, cast):
    row = make_verdict(reading, by=cast["cea"])
    row.withdraw(by=cast["cea"], reason="ผิดหน้า")

    reading.withdraw(by=cast[OFFICER], reason="ผิดปี")

    told = public_changes(limit=10)
    assert sum(change.is_withdrawal for change in told) == 1  # of the verdict alone


def test_opinions_of_others_are_kept_back_again(reading, cast):
    reading.give_opinion(Opinion(text="เห็นควร"), by=cast["expert"], on=DAY)
    row = make_verdict(reading, by=cast["cea"])
    stranger = cast["nobody"]
    stranger.groups.set(cast["expert"].groups.all())
    shown = reading.opinions.visible_to(stranger).count()

    row.withdraw(by=cast["cea"], reason="ผิดหน้า")

    assert (shown, reading.opinions.visible_to(stranger).count()) == (1, 0)
