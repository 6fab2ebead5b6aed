"""Which stages a bid can still reach, and the days between two of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cities.models import Candidacy, City, Membership, Milestone, Stage
from cities.stages import RANKS, days_between, why_not_reachable
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import Withdrawal
from creativecity.thai_calendar import PartialDate
from programmes.facts_file import load
from tests.factories import (
    make_candidacy,
    make_completion,
    make_milestone,
    make_stage,
    make_user,
)


def day(text, precision="day"):
    return PartialDate.parse_iso(text, precision)


def stage(kind, text="2021-06-30", precision="day"):
    partial = day(text, precision)
    return Stage(kind=kind, effective_on=partial.day, precision=partial.precision)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


NEVER = date(2030, 1, 1)
TWICE = "This stage is on record already."
ENDED = "The bid ended already:"
NO_FURTHER = "This does not go together with a stage on record:"
BEFORE = "The day lies before an earlier stage was reached:"
AFTER = "The day lies after a later stage was reached:"
OVER = "The bid had ended by that day:"


@pytest.mark.parametrize(
    ("stages", "kind", "on", "why"),
    [
        # Anything may come first, for what came before it may not be on record.
        *(([], kind, day("2021-06-30"), "") for kind in RANKS),
        ([stage("put-forward")], "nominated", day("2021-07-01"), ""),
        ([stage("put-forward")], "not-nominated", day("2021-07-01"), ""),
        ([stage("put-forward")], "designated", day("2021-11-08"), ""),
        ([stage("nominated")], "submitted", day("2021-06-30"), ""),
        ([stage("submitted")], "not-designated", day("2021-11-08"), ""),
        # An earlier stage found out later keeps its own day.
        ([stage("designated", "2021-11-08")], "submitted", day("2021-06-30"), ""),
        ([stage("not-nominated")], "put-forward", day("2021-05-01"), ""),
        # Twice, whatever the day.
        ([stage("submitted")], "submitted", day("2021-06-29"), TWICE),
        ([stage("submitted")], "submitted", None, TWICE),
        # Without a day only what no day could mend is told.
        ([stage("put-forward")], "nominated", None, ""),
        # One ending a bid.
        ([stage("not-nominated")], "designated", None, ENDED),
        ([stage("not-nominated")], "not-designated", None, ENDED),
        ([stage("not-designated")], "designated", day("2022-01-01"), ENDED),
        ([stage("designated")], "not-nominated", None, ENDED),
        # Not nominated goes no further, and nominated is its opposite.
        ([stage("not-nominated")], "nominated", None, NO_FURTHER),
        ([stage("not-nominated")], "submitted", None, NO_FURTHER),
        ([stage("nominated")], "not-nominated", None, NO_FURTHER),
        ([stage("submitted")], "not-nominated", None, NO_FURTHER),
        # Out of order.
        ([stage("submitted")], "designated", day("2021-06-29"), BEFORE),
        ([stage("submitted")], "nominated", day("2021-07-01"), AFTER),
        ([stage("designated")], "submitted", day("2021-07-01"), OVER),
        ([stage("not-nominated")], "put-forward", day("2021-07-01"), OVER),
        # Within a period there is room for any order, outside it there is none.
        ([stage("nominated", "2021", "year")], "submitted", day("2021-01-01"), ""),
        ([stage("nominated", "2021", "year")], "submitted", day("2020-12-31"), BEFORE),
        ([stage("submitted")], "nominated", day("2021", "year"), ""),
        ([stage("submitted")], "nominated", day("2022", "year"), AFTER),
        ([stage("submitted")], "nominated", day("2021-06", "month"), ""),
        ([stage("submitted")], "nominated", day("2021-07", "month"), AFTER),
        ([stage("submitted")], "designated", day("2021", "fiscal-year"), ""),
        ([stage("submitted")], "designated", day("2020", "fiscal-year"), BEFORE),
        # On or before a day: any day up to it.
        ([stage("submitted")], "nominated", day("2023-07-27", "on-or-before"), ""),
        (
            [stage("nominated", "2023-07-27", "on-or-before")],
            "submitted",
            day("2021-06-30"),
            "",
        ),
        ([stage("submitted")], "designated", day("2021-06-29", "on-or-before"), BEFORE),
        # A day that is not known at all.
        (
            [stage("submitted")],
            "designated",
            PartialDate(date(2020, 1, 1), "unknown"),
            "",
        ),
        (
            [
                Stage(
                    kind="submitted", effective_on=date(2030, 1, 1), precision="unknown"
                )
            ],
            "designated",
            day("2021-11-08"),
            "",
        ),
    ],
)
def test_stage_that_cannot_have_been_reached_is_told_why(stages, kind, on, why):
    reason = why_not_reachable(stages, kind, on)

    assert reason.startswith(why)
    assert bool(reason) == bool(why)


def test_reason_names_the_stage_that_stands_in_the_way():
    reason = why_not_reachable([stage("put-forward"), stage("submitted")], "submitted")
    ended = why_not_reachable([stage("not-designated")], "designated")

    assert reason == (
        "This stage is on record already. To change its day or its words, withdraw "
        "it first."
    )
    assert ended == (
        "The bid ended already: submitted, not designated. A bid ends once."
    )


days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
precisions = st.sampled_from(["day", "month", "year", "fiscal-year", "on-or-before"])
partials = st.builds(PartialDate, days, precisions)
kinds = st.sampled_from(sorted(RANKS))


@given(kinds, partials, kinds, partials)
def test_two_stages_go_together_in_whatever_order_they_are_told(
    one, first, other, second
):
    def row(kind, partial):
        return Stage(kind=kind, effective_on=partial.day, precision=partial.precision)

    told = why_not_reachable([row(one, first)], other, second)
    told_other_way = why_not_reachable([row(other, second)], one, first)

    assert bool(told) == bool(told_other_way)


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        (day("2021-06-30"), day("2021-11-08"), (131, 131)),
        (day("2021-06-30"), day("2021-06-30"), (0, 0)),
        (day("2021-06-30", "on-or-before"), day("2021-11-08"), (131, None)),
        (day("2021-06-30"), day("2021-11-08", "on-or-before"), (0, 131)),
        (day("2021-07-27", "on-or-before"), day("2021-06-30"), None),
        (day("2021", "year"), day("2021-11-08"), (0, 311)),
        (day("2020", "year"), day("2021-11-08"), (312, 677)),
        (day("2021-06", "month"), day("2021-08", "month"), (32, 91)),
        (day("2021-11-08"), day("2021-06-30"), (0, 0)),
        (PartialDate(date(2021, 1, 1), "unknown"), day("2021-11-08"), None),
    ],
)
def test_days_between_two_days_that_are_known_only_so_far(earlier, later, days):
    assert days_between(earlier, later) == days


# On record


@pytest.fixture
def bid(facts):
    """Nan's bid of 2025, designated on 31 October 2025."""
    return Candidacy.objects.get(city__slug="nan", call__year=2025)


def open_steps(bid):
    tracks = Milestone.objects.tracks(bid.membership.milestones.all())
    return sorted(
        track.milestone.code for track in tracks.values() if not track.retirement()
    )


def withdraw(bid, by=None, reason="another city"):
    designation = bid.stages.standing().get(kind="designated")
    bid.withdraw_stage(designation, by=by, reason=reason)


def test_impossible_stage_is_refused_and_leaves_nothing(bid):
    before = chain.latest()

    with pytest.raises(ValidationError, match="The bid ended already"):
        make_stage(bid, "not-designated", date(2025, 11, 1))

    assert chain.latest() == before


def test_withdrawn_designation_retires_the_reports_that_are_not_done(bid):
    done, ahead = bid.membership.milestones.order_by("position")
    make_completion(done, date(2026, 1, 1))

    withdraw(bid, reason="It was another city.")

    assert ahead.track().retirement().reason == "It was another city."
    assert done.track().retirement() is None


def test_designation_said_anew_waits_for_the_reports_again(bid):
    withdraw(bid)
    assert open_steps(bid) == []

    make_stage(bid, "designated", date(2025, 10, 30))

    assert open_steps(bid) == ["mmr-2029", "mmr-2033"]
    assert Membership.objects.filter(candidacy=bid).count() == 1
    assert Milestone.objects.filter(membership=bid.membership).count() == 2


def test_designation_of_another_year_brings_reports_of_its_own(bid):
    withdraw(bid)

    make_stage(bid, "designated", date(2024, 10, 30))

    assert open_steps(bid) == ["mmr-2028", "mmr-2032"]


def test_steps_of_the_citys_own_come_back_with_the_designation(bid):
    city, membership = bid.city, bid.membership
    plan = Milestone(name_th="แผน", name_en="Plan")
    membership.add_milestone(plan, by=None)
    agreed, over = (
        make_milestone(city, membership=membership, code=code)
        for code in ("own-8", "own-9")
    )
    over.retire(over.retirements.model(reason="merged"), by=None)
    withdraw(bid)
    assert open_steps(bid) == []

    make_stage(bid, "designated", date(2024, 10, 30))

    codes = ["mmr-2028", "mmr-2032", plan.code, agreed.code]
    assert open_steps(bid) == codes


def test_report_retired_for_a_reason_of_its_own_stays_retired(bid):
    first, _second = bid.membership.milestones.order_by("position")
    first.retire(first.retirements.model(reason="UNESCO waived it"), by=None)
    withdraw(bid)
    make_stage(bid, "designated", date(2025, 10, 30))
    assert open_steps(bid) == ["mmr-2033"]

    second = bid.membership.milestones.get(code="mmr-2033")
    second.retire(second.retirements.model(reason="UNESCO waived it too"), by=None)
    designation = bid.stages.standing().get(kind="designated")
    bid.membership.plan_reports(designation, by=None)

    assert open_steps(bid) == []


def test_stage_is_withdrawn_once(bid):
    designation = bid.stages.get(kind="designated")
    withdraw(bid)

    with pytest.raises(ValidationError, match="withdrawn already"):
        bid.withdraw_stage(designation, by=None, reason="again")


def test_other_stages_are_withdrawn_without_touching_reports(facts):
    bid = Candidacy.objects.get(city__slug="suphan-buri", call__year=2023)
    nominated = bid.stages.get(kind="nominated")

    bid.withdraw_stage(nominated, by=None, reason="another year")

    assert open_steps(bid) == ["mmr-2027", "mmr-2031"]
    assert Withdrawal.objects.get().withdrawn == nominated.sequence


def test_loaded_stage_that_staff_withdrew_is_not_loaded_again(bid):
    withdraw(bid, by=make_user())

    result = load()

    assert (result.added, result.changed) == (0, 0)
    assert not bid.stages.standing().exists()


def test_stage_of_the_file_that_staffs_rules_out_is_left_out(facts):
    secretary = make_user()
    other = Candidacy.objects.get(city__slug="chiang-rai", call__year=2023)
    nominated, designated = other.stages.order_by("effective_on")
    verbs.withdraw(nominated, by=None, reason="as a refreshed file would")
    verbs.withdraw(designated, by=None, reason="as a refreshed file would")
    make_stage(other, "not-nominated", date(2023, 7, 1), by=secretary)

    result = load()

    assert result.added == 0
    assert other.stages.standing().get().kind == "not-nominated"


def test_bid_without_a_stage_or_an_agreed_date_is_the_staffs_alone(facts):
    city = City.objects.get(slug="nan")
    bid = make_candidacy(city)

    assert not Candidacy.objects.published().filter(pk=bid.pk).exists()

    make_stage(bid)

    assert Candidacy.objects.published().filter(pk=bid.pk).exists()
