"""The words of a report where something is unknown, uncommon, or counted."""

from dataclasses import replace

import pytest
from django.utils import translation

from programmes.reports import agreement_words, words
from programmes.reports.layout.city import change, readiness
from programmes.reports.values import Range, SourceValue
from tests.report_values import make_values

READ = Range(40, 70, 60, 14, 20, 2)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2020-06-25", "25 June 2020"),
        ("2020-06", "June 2020"),
        ("2020", "2020"),
        ("2020?", "2020?"),
        ("n.d.", "n.d."),
        ("2020-13", "2020-13"),
        ("", ""),
    ],
)
def test_day_of_a_source_is_said_as_far_as_it_is_known(published, said):
    assert words.published_words(SourceValue("X", "", "", published, "")) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, READ, "nothing was read then"),
        (replace(READ, read=0), READ, "nothing was read then"),
        (READ, None, "nothing was read then"),
        (READ, replace(READ, lowest=None), "does not apply"),
        (READ, READ, "unchanged"),
        (
            READ,
            replace(READ, lowest=52, highest=69),
            "lowest up by 12 points, highest down by 1 points",
        ),
    ],
)
def test_change_of_readiness_is_in_points_as_shown(before, after, said):
    assert words.change_words(before, after) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (READ, "40–70 %, from 14 of 20 indicators (60 % of what was read), waiting: 2"),
        (Range(None, None, None, 0, 0, 0), "not enough data, from 0 of 0 indicators"),
    ],
)
def test_readiness_says_what_it_rests_on(value, said):
    assert readiness(value) == said


def test_slip_is_told_from_the_baseline():
    done, planned = make_values().cities[0].milestones

    assert words.slip_text(done) == "218 days later than the baseline"
    assert words.slip_text(replace(done, slip=0)) == "within the baseline"
    assert words.slip_text(planned) == ""
    assert words.slip_text(replace(planned, slip=5)) == (
        "now dated 5 days later than the baseline"
    )


def test_figures_keep_their_decimals_and_part_their_thousands():
    assert words.figure_words("1234567.50") == "1,234,567.50"
    assert words.figure_words("-12") == "−12"
    assert words.figure_words(None) == "no record found"
    assert words.count_words(None) == ""


def test_duty_says_since_when_it_stands_so():
    purpose, disputed, silent, reported = make_values().commitments

    assert agreement_words.duty_words(purpose) == ""
    assert agreement_words.duty_words(disputed) == "disputed, for 83 days"
    assert agreement_words.duty_words(silent) == "no record found"
    assert agreement_words.duty_words(reported) == "self-reported, for 115 days"


def test_action_point_says_how_often_it_was_carried():
    upcoming, late, _done = make_values().action_points

    assert agreement_words.carried_words(upcoming) == ""
    assert agreement_words.carried_words(late) == "carried 2 times"
    assert agreement_words.action_words(late) == "not done yet, 21 days past its day"


def test_city_that_nobody_asked_readiness_of_has_no_change():
    assert change(replace(make_values().cities[0], readiness=None)) == ""
