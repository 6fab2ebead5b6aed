"""The slip ledger in a sentence: what counts as slipped, which is the furthest, why."""

from datetime import date

import pytest
from django.utils import translation

from cities.bids import bids_of
from cities.models import City, Retirement
from cities.slip_summary import summarise
from cities.slip_table import groups_by_city
from programmes.models import Programme
from programmes.slip import ledgers
from tests.factories import make_city, make_completion, make_milestone, make_move

LATELY = date(2026, 11, 23)
JANUARY, MARCH, JUNE = date(2026, 1, 31), date(2026, 3, 31), date(2026, 6, 30)


@pytest.fixture
def city(cast):
    return make_city()


def told(city, on=LATELY):
    groups = groups_by_city(city.milestones.all(), on=on).get(city.pk, [])
    return summarise(line for group in groups for line in group.lines)


def of_the_facts(slug, on=LATELY):
    city = City.objects.get(slug=slug)
    [ledger] = ledgers(Programme.objects.first(), [city], on=on)
    return summarise(ledger.lines(), bids_of(city, on).values())


def test_without_dates_nothing_slipped(city):
    summary = told(city)

    assert (summary.lines, summary.slipped, summary.furthest()) == ((), (), None)


def test_what_was_done_in_time_or_lies_ahead_did_not_slip(city):
    make_completion(make_milestone(city, due=JUNE), done=MARCH)
    make_milestone(city, code="ahead", due=date(2027, 6, 30))

    summary = told(city)

    assert (len(summary.lines), summary.slipped) == (2, ())


def test_the_furthest_comes_first_whether_done_late_or_not_done_yet(city):
    make_completion(make_milestone(city, due=MARCH), done=JUNE)
    make_milestone(city, code="open", due=date(2027, 1, 31))

    summary = told(city, date(2027, 6, 1))

    assert [line.code for line in summary.slipped] == ["open", "natcom-letter"]
    with translation.override("en"):
        assert summary.how_far() == "not yet met, 121 days past its date"


def test_what_was_retired_is_not_counted(city, cast):
    milestone = make_milestone(city, due=JANUARY)
    reason = Retirement(reason="รวมกับขั้นถัดไป", effective_on=MARCH)
    milestone.retire(reason, by=cast["secretary"])

    assert told(city).lines == ()


@pytest.mark.parametrize(
    ("note", "why"),
    [
        ("", "the work changed"),
        ("Flood", "the work changed: Flood"),
    ],
)
def test_why_is_the_reason_of_the_last_move_with_its_note(city, note, why):
    milestone = make_milestone(city, due=date(2027, 1, 31))
    make_move(milestone, date(2027, 3, 1), note="an earlier reason")
    make_move(milestone, date(2027, 6, 1), note=note)

    with translation.override("en"):
        summary = told(city)
        assert summary.why() == why
        assert summary.how_far() == "now dated 121 days later than the baseline"
        assert summary.on_the_way() == []


def test_a_targets_sentence_names_the_endings_on_the_way(facts):
    summary = of_the_facts("nan")

    assert summary.furthest().code == "M02"
    assert summary.why() == ""
    assert [stage.effective_on.year for stage in summary.on_the_way()] == [2021, 2023]


def test_a_target_that_is_not_reached_has_what_is_on_record_so_far(facts):
    summary = of_the_facts("nan", date(2022, 6, 1))

    with translation.override("en"):
        assert summary.how_far() == "not yet met, 244 days past its date"
    assert [stage.effective_on.year for stage in summary.on_the_way()] == [2021]


@pytest.mark.parametrize("slug", ["sukhothai", "phetchaburi", "chiang-rai"])
def test_cities_that_were_early_did_not_slip(slug, facts):
    assert of_the_facts(slug).slipped == ()
