"""The lines of time as numbers: what lies where, in units of 1,000 for the axis."""

from datetime import date

import pytest

from cities.axis import Axis
from cities.models import City
from cities.templatetags.timeline_places import along
from programmes.models import Programme
from programmes.overview import gather
from programmes.timeline import LINE, NATIONAL, PROMISED, draw

LATELY = date(2026, 11, 23)


@pytest.fixture
def drawn(facts):
    """`drawn(on)` is the Timeline of all cities."""

    def timeline(on):
        programme = Programme.objects.get()
        return draw(programme, gather(programme, City.objects.all(), on=on), on=on)

    return timeline


def marks(timeline, slug):
    [line] = [line for line in timeline.lines if line.city.slug == slug]
    return {mark.anchor: mark for mark in line.marks}


def test_axis_spans_the_whole_term_on_any_day(drawn):
    for on in (date(2020, 6, 25), date(2021, 9, 30)):
        years = [tick.year for tick in drawn(on).ticks]
        assert (years[0], years[-1]) == (2019, 2025)


def test_nothing_is_drawn_before_there_was_an_agreement(drawn):
    assert drawn(date(2020, 6, 24)) is None


def test_term_and_its_reviews_lie_in_order(drawn):
    timeline = drawn(LATELY)

    assert len(timeline.reviews) == 4
    assert timeline.term_start < timeline.reviews[0]
    assert timeline.reviews[-1] <= timeline.term_end < timeline.today
    assert timeline.term_length() == timeline.term_end - timeline.term_start


def test_a_date_of_lesser_precision_reaches_back_to_its_first_day(drawn):
    nan = marks(drawn(LATELY), "nan")

    assert nan["M09"].since == 0 < nan["M09"].at
    assert nan["M15"].since == nan["M15"].at


def test_promise_unesco_and_country_each_have_their_lane(drawn):
    nan = marks(drawn(LATELY), "nan")

    lanes = {code: nan[code].lane for code in ("M02", "M15", "M09")}
    assert lanes == {"M02": PROMISED, "M15": LINE, "M09": NATIONAL}
    assert nan["M02"].goal == "submitted"


def test_thread_leads_from_target_to_the_day_it_was_met_and_counts_a_delay(drawn):
    threads = {line.city.slug: line.threads[0] for line in drawn(LATELY).lines}

    assert threads["nan"].is_late
    assert threads["nan"].days == 1250
    assert not threads["phetchaburi"].is_late
    assert threads["phetchaburi"].days is None


def test_nothing_to_draw_is_no_timeline():
    assert draw(None, [], on=LATELY) is None


def test_days_outside_the_axis_lie_at_its_ends():
    axis = Axis(date(2020, 1, 1), date(2020, 12, 31))

    assert axis.at(date(2019, 1, 1)) == 0
    assert axis.at(date(2021, 1, 1)) == 1000


def test_place_is_written_in_per_cent():
    assert along(432) == "43.2%"
