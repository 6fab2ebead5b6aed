"""A bid, the stages it reached, the submission they record or imply, membership."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from cities.models import Call, Candidacy, City, Membership, Stage
from cities.submission import Submission, submission_of
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.thai_calendar import PartialDate

DEADLINE, ANNOUNCED = date(2025, 3, 3), date(2025, 10, 31)
SUBMITTED = date(2025, 2, 20)


def stage(kind, on=ANNOUNCED, precision="day"):
    return Stage(
        kind=kind,
        effective_on=on,
        precision=precision,
        text_th="ขั้นตอน",
        text_en="A stage",
        basis="derived",
    )


@pytest.fixture
def candidacy(facts):
    """A city of the facts that has not yet stood in the call of 2027."""
    nan, call = City.objects.get(slug="nan"), Call.objects.get(year=2027)
    return verbs.create(Candidacy(city=nan, call=call, field="design"), by=None)


RECORDED = Submission(SUBMITTED, "day", is_inferred=False)
INFERRED = Submission(DEADLINE, "on-or-before", is_inferred=True)


@pytest.mark.parametrize(
    ("stages", "deadline", "submission"),
    [
        ([], DEADLINE, None),
        ([stage("put-forward")], DEADLINE, None),
        ([stage("nominated")], DEADLINE, None),
        ([stage("not-nominated")], DEADLINE, None),
        ([stage("submitted", SUBMITTED)], DEADLINE, RECORDED),
        ([stage("submitted", SUBMITTED)], None, RECORDED),
        # UNESCO judges only what was submitted in time.
        ([stage("designated")], DEADLINE, INFERRED),
        ([stage("not-designated")], DEADLINE, INFERRED),
        ([stage("nominated"), stage("designated")], DEADLINE, INFERRED),
        # What is recorded comes before what is inferred, in whatever order.
        ([stage("designated"), stage("submitted", SUBMITTED)], DEADLINE, RECORDED),
        ([stage("submitted", SUBMITTED), stage("designated")], DEADLINE, RECORDED),
        # Without a deadline nothing can be inferred.
        ([stage("designated")], None, None),
    ],
)
def test_submission_of_a_bid(stages, deadline, submission):
    assert submission_of(stages, deadline) == submission


@pytest.mark.parametrize(
    ("kind", "is_ending"),
    [
        ("put-forward", False),
        ("nominated", False),
        ("not-nominated", True),
        ("submitted", False),
        ("not-designated", True),
        ("designated", True),
    ],
)
def test_three_endings_are_kept_apart(kind, is_ending):
    assert stage(kind).is_ending() == is_ending


def test_reaching_a_stage_leaves_one_entry_about_the_city(candidacy):
    before = chain.latest()

    reached = candidacy.reach(stage("submitted", SUBMITTED), by=None)

    [entry] = LogEntry.objects.filter(sequence__gt=before)
    assert (entry.verb, entry.about) == ("reach", "cities.city/nan")
    assert (reached.candidacy, reached.sequence) == (candidacy, entry.sequence)
    assert not hasattr(candidacy, "membership")


def test_designation_brings_the_membership_and_its_reports_with_it(candidacy):
    before = chain.latest()

    candidacy.reach(stage("designated"), by=None)

    entries = LogEntry.objects.filter(sequence__gt=before)
    report = [("create", "cities.milestone"), ("set_baseline", "cities.forecast")]
    assert [(entry.verb, entry.subject) for entry in entries] == [
        ("reach", "cities.stage"),
        ("create", "cities.membership"),
        *report,
        *report,
    ]
    assert Membership.objects.get(candidacy=candidacy) == candidacy.membership
    with translation.override("en"):
        assert str(candidacy.membership) == str(candidacy) == "Nan 2027"


def test_designation_said_anew_brings_no_second_membership(candidacy):
    first = candidacy.reach(stage("designated"), by=None)
    verbs.withdraw(first, by=None, reason="another day")

    candidacy.reach(stage("designated", date(2025, 10, 30)), by=None)

    assert Membership.objects.filter(candidacy=candidacy).count() == 1


def test_a_city_stands_in_a_call_once(candidacy):
    again = Candidacy(city=candidacy.city, call=candidacy.call)

    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.create(again, by=None)


def test_members_are_those_whose_designation_day_has_come(facts):
    slugs = dict(City.objects.values_list("pk", "slug"))

    def members(on, known_at=None):
        stages = Stage.objects.memberships(on, known_at)
        return {slugs[city]: stage.code for city, stage in stages.items()}

    assert members(date(2019, 10, 29)) == {}
    assert members(date(2019, 10, 30)) == {"sukhothai": "M07"}
    assert members(date(2023, 10, 30)) == {"sukhothai": "M07", "phetchaburi": "M24"}
    assert members(ANNOUNCED) == {
        "sukhothai": "M07",
        "phetchaburi": "M24",
        "suphan-buri": "M21",
        "chiang-rai": "M30",
        "nan": "M15",
    }
    assert members(ANNOUNCED, known_at=0) == {}


def test_withdrawn_designation_makes_no_member(facts):
    designated = Stage.objects.get(code="M15")
    point = chain.latest()

    verbs.withdraw(designated, by=None, reason="another city")

    nan = designated.candidacy.city_id
    assert nan not in Stage.objects.memberships(ANNOUNCED)
    assert nan in Stage.objects.memberships(ANNOUNCED, known_at=point)


def test_day_of_a_stage_is_the_last_of_its_period(facts):
    nominated = Stage.objects.get(code="M06")

    assert nominated.day() == PartialDate(date(2019, 12, 31), "year")
    assert nominated.day().first_day == date(2019, 1, 1)


def test_years_of_monitoring_reports_are_asked_of_today_by_default():
    long_ago = stage("designated", date(2005, 10, 31))

    assert long_ago.past_report_years()[:2] == (2009, 2013)
    assert long_ago.next_report_year() == long_ago.past_report_years()[-1] + 4


def test_stage_is_named_by_its_bid(facts):
    with translation.override("en"):
        assert str(Stage.objects.get(code="M15")) == "Nan 2025 designated"
        assert Stage.objects.get(code="M15").text.startswith("Designated a UNESCO")


@pytest.mark.parametrize(
    ("year", "opened", "deadline", "announced"),
    [
        (
            2021,
            PartialDate(date(2021, 3, 22), "on-or-before"),
            PartialDate(date(2021, 6, 30)),
            PartialDate(date(2021, 11, 8)),
        ),
        (2027, None, None, None),
    ],
)
def test_days_of_a_call_are_empty_where_they_are_unknown(
    year, opened, deadline, announced, facts
):
    call = Call.objects.get(year=year)

    assert (call.opened(), call.deadline(), call.announced()) == (
        opened,
        deadline,
        announced,
    )
    assert (str(call), call.key()) == (str(year), f"cities.call/{year}")


@pytest.mark.parametrize(
    "fields",
    [
        {"opened_on": date(2029, 1, 1)},
        {"deadline_precision": "day"},
        {
            "opened_on": date(2029, 7, 1),
            "opened_precision": "day",
            "deadline_on": date(2029, 6, 30),
            "deadline_precision": "day",
        },
        {
            "deadline_on": date(2029, 7, 1),
            "deadline_precision": "day",
            "announced_on": date(2029, 6, 30),
            "announced_precision": "day",
        },
    ],
)
def test_days_of_a_call_that_cannot_be_are_refused(fields, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.create(Call(year=2029, **fields), by=None)
