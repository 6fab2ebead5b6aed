"""What is shown of the five cities on a day: promises, membership, duties, bids.

The days are those on which something turned: before signing, the last day of fiscal
year 2564 and the day after, the new year in which its outcome was known, after the
deadline of 2023, after the agreement's end, and today's.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cities.models import City, Stage
from creativecity.ledger import chain
from programmes.models import Programme
from programmes.overview import gather
from tests.factories import make_verified

SIGNING_EVE = date(2020, 6, 24)
LAST_DAY_2564 = date(2021, 9, 30)
DAY_AFTER = date(2021, 10, 1)
NEW_YEAR = date(2022, 1, 1)
DEADLINE_PAST = date(2023, 7, 1)
TERM_OVER = date(2024, 7, 1)
LATELY = date(2026, 11, 23)


@pytest.fixture
def gathered(facts):
    """`gathered(on)` is slug to CityOverview."""

    def cities(on, **options):
        programme = Programme.objects.get()
        overviews = gather(programme, City.objects.all(), on=on, **options)
        return {overview.city.slug: overview for overview in overviews}

    return cities


# Day -> city -> how its one target stands: state, days, reason, inferred or not. Days
# are counted to or from 30 September 2021 (Nan, Suphan Buri) or 31 December 2023.
NEAR, AHEAD = "last-day-near", "window-ahead"
UNDONE = "known-undone"
EARLY, LATE = "done-before-window", "done-after-window"
MET = ("met", None, "done-in-window", False)
MET_EARLY = ("met-early", None, EARLY, True)
PROMISES = {
    LAST_DAY_2564: {
        "sukhothai": MET,
        "nan": ("due", 0, NEAR, False),
        "suphan-buri": ("due", 0, NEAR, False),
        "phetchaburi": MET_EARLY,
        "chiang-rai": MET_EARLY,
    },
    DAY_AFTER: {
        "sukhothai": MET,
        "nan": ("overdue", 1, UNDONE, False),
        "suphan-buri": ("overdue", 1, UNDONE, False),
        "phetchaburi": MET_EARLY,
        "chiang-rai": MET_EARLY,
    },
    NEW_YEAR: {
        "sukhothai": MET,
        "nan": ("overdue", 93, UNDONE, False),
        "suphan-buri": ("overdue", 93, UNDONE, False),
        "phetchaburi": MET_EARLY,
        "chiang-rai": MET_EARLY,
    },
    DEADLINE_PAST: {
        "sukhothai": MET,
        "nan": ("overdue", 639, UNDONE, False),
        "suphan-buri": ("met-late", 638, LATE, True),
        "phetchaburi": MET_EARLY,
        "chiang-rai": MET_EARLY,
    },
    TERM_OVER: {
        "sukhothai": MET,
        "nan": ("overdue", 1005, UNDONE, False),
        "suphan-buri": ("met-late", 638, LATE, True),
        "phetchaburi": MET_EARLY,
        "chiang-rai": MET_EARLY,
    },
    LATELY: {
        "sukhothai": MET,
        "nan": ("met-late", 1250, LATE, True),
        "suphan-buri": ("met-late", 638, LATE, True),
        "phetchaburi": MET_EARLY,
        "chiang-rai": MET_EARLY,
    },
}


@pytest.mark.parametrize("on", PROMISES)
def test_how_each_promise_stands(on, gathered):
    standings = {}

    for slug, overview in gathered(on).items():
        [promise] = overview.promises
        standing = promise.standing
        standings[slug] = (
            standing.state,
            standing.days,
            standing.reason_code,
            standing.is_inferred,
        )

    assert standings == PROMISES[on]


# Day -> city -> the day on which the promise was kept, as far as it had been.
KEPT = {
    SIGNING_EVE: {},  # nothing was promised before the agreement was signed
    DAY_AFTER: {
        "sukhothai": date(2019, 10, 30),
        "phetchaburi": date(2021, 6, 30),
        "chiang-rai": date(2021, 6, 30),
    },
    LATELY: {
        "sukhothai": date(2019, 10, 30),
        "phetchaburi": date(2021, 6, 30),
        "chiang-rai": date(2021, 6, 30),
        "suphan-buri": date(2023, 6, 30),
        "nan": date(2025, 3, 3),
    },
}


@pytest.mark.parametrize("on", KEPT)
def test_promise_is_kept_on_the_day_of_a_deadline_where_no_other_is_known(on, gathered):
    overviews = gathered(on)

    kept = {
        slug: promise.done_on
        for slug, overview in overviews.items()
        for promise in overview.promises
        if promise.done_on
    }
    assert kept == KEPT[on]


# Day -> city -> member since, years of monitoring reports past, and of the next one.
SUKHOTHAI, PHETCHABURI = date(2019, 10, 30), date(2021, 11, 8)
AUTUMN_2023, NAN = date(2023, 10, 31), date(2025, 10, 31)
MEMBERS = {
    date(2019, 10, 29): {},
    date(2019, 10, 30): {"sukhothai": (SUKHOTHAI, (), 2023)},
    SIGNING_EVE: {"sukhothai": (SUKHOTHAI, (), 2023)},
    DAY_AFTER: {"sukhothai": (SUKHOTHAI, (), 2023)},
    NEW_YEAR: {
        "sukhothai": (SUKHOTHAI, (), 2023),
        "phetchaburi": (PHETCHABURI, (), 2025),
    },
    DEADLINE_PAST: {
        "sukhothai": (SUKHOTHAI, (), 2023),
        "phetchaburi": (PHETCHABURI, (), 2025),
    },
    TERM_OVER: {
        "sukhothai": (SUKHOTHAI, (2023,), 2027),
        "phetchaburi": (PHETCHABURI, (), 2025),
        "suphan-buri": (AUTUMN_2023, (), 2027),
        "chiang-rai": (AUTUMN_2023, (), 2027),
    },
    LATELY: {
        "sukhothai": (SUKHOTHAI, (2023,), 2027),
        "phetchaburi": (PHETCHABURI, (2025,), 2029),
        "suphan-buri": (AUTUMN_2023, (), 2027),
        "chiang-rai": (AUTUMN_2023, (), 2027),
        "nan": (NAN, (), 2029),
    },
}


@pytest.mark.parametrize("on", MEMBERS)
def test_membership_and_the_reports_it_asks_for(on, gathered):
    overviews = gathered(on)

    members = {
        slug: (
            overview.designation.effective_on,
            overview.past_report_years(),
            overview.next_report_year(),
        )
        for slug, overview in overviews.items()
        if overview.designation
    }
    strangers = [o for slug, o in overviews.items() if slug not in members]
    assert members == MEMBERS[on]
    assert {(o.past_report_years(), o.next_report_year()) for o in strangers} <= {
        ((), None)
    }


# Day -> city -> the bids on record: call, stages reached, submission, ending.
BIDS = {
    SIGNING_EVE: {
        "sukhothai": [(2019, ["designated", "nominated"], "2019-06-30", "designated")],
        "nan": [(2019, ["not-nominated"], None, "not-nominated")],
        "suphan-buri": [(2019, ["not-nominated"], None, "not-nominated")],
        "phetchaburi": [],
        "chiang-rai": [],
    },
    DAY_AFTER: {
        "sukhothai": [(2019, ["designated", "nominated"], "2019-06-30", "designated")],
        "nan": [(2019, ["not-nominated"], None, "not-nominated")],
        "suphan-buri": [(2019, ["not-nominated"], None, "not-nominated")],
        "phetchaburi": [(2021, [], "2021-06-30", None)],
        "chiang-rai": [(2021, [], "2021-06-30", None)],
    },
    LATELY: {
        "sukhothai": [(2019, ["designated", "nominated"], "2019-06-30", "designated")],
        "nan": [
            (2019, ["not-nominated"], None, "not-nominated"),
            (2021, ["not-nominated"], None, "not-nominated"),
            (2023, ["not-nominated"], None, "not-nominated"),
            (2025, ["designated"], "2025-03-03", "designated"),
        ],
        "suphan-buri": [
            (2019, ["not-nominated"], None, "not-nominated"),
            (2021, ["not-nominated"], None, "not-nominated"),
            (2023, ["nominated", "designated"], "2023-06-30", "designated"),
        ],
        "phetchaburi": [
            (2021, ["designated", "nominated"], "2021-06-30", "designated")
        ],
        "chiang-rai": [
            (2021, ["not-designated", "nominated"], "2021-06-30", "not-designated"),
            (2023, ["nominated", "designated"], "2023-06-30", "designated"),
        ],
    },
}


def in_short(bid):
    submission, ending = bid.submission(), bid.ending()
    return (
        bid.candidacy.call.year,
        [stage.kind for stage in bid.reached()],
        submission and submission.day.isoformat(),
        ending and ending.kind,
    )


@pytest.mark.parametrize("on", BIDS)
def test_bids_on_record(on, gathered):
    overviews = gathered(on)

    bids = {
        slug: [in_short(bid) for bid in overview.bids_on_record()]
        for slug, overview in overviews.items()
    }
    assert bids == BIDS[on]


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (SIGNING_EVE, set()),
        (LAST_DAY_2564, {"M10", "M17", "M18", "M22"}),
        (TERM_OVER, {"M08", "M10", "M17", "M18", "M22", "M27", "M28"}),
        (LATELY, {"M08", "M10", "M13", "M14", "M17", "M18", "M22", "M27", "M28"}),
    ],
)
def test_events_that_had_begun(on, codes, gathered):
    overviews = gathered(on).values()

    assert {event.code for o in overviews for event in o.events} == codes


def test_standing_in_words_says_what_is_inferred(gathered):
    [promise] = gathered(LATELY)["suphan-buri"].promises

    with translation.override("en"):
        assert promise.words() == "met 638 days late"
        assert promise.reason() == (
            "It was done after its period had ended. "
            "The day is inferred from the outcome."
        )


def queries_for(city_count, programme):
    cities = list(City.objects.all()[:city_count])
    with CaptureQueriesContext(connection) as queries:
        overviews = gather(programme, cities, on=LATELY)
        for overview in overviews:
            [in_short(bid) for bid in overview.bids_on_record()]
            overview.next_report_year()
            [(p.words(), p.reason(), p.target.city.slug) for p in overview.promises]
            [cell.level_text() for cell in overview.progress.cells]
    assert len(overviews) == city_count
    return len(queries)


def test_number_of_queries_does_not_grow_with_the_cities(facts):
    programme = Programme.objects.get()
    queries_for(1, programme)  # the rubric is read once in a process

    assert queries_for(1, programme) == queries_for(5, programme)


def test_no_city_needs_no_words(facts):
    assert gather(Programme.objects.get(), City.objects.none(), on=LATELY) == []


def test_nothing_was_promised_by_no_agreement(gathered, facts):
    [overview] = gather(None, City.objects.filter(slug="nan"), on=LATELY)

    assert overview.promises == ()
    assert overview.designation.effective_on == NAN


def test_before_anything_was_known_nothing_is_shown(gathered):
    overviews = gathered(LATELY, known_at=0)

    shown = {
        (o.designation, o.progress, len(o.bids_on_record())) for o in overviews.values()
    }
    assert shown == {(None, None, 0)}


def test_before_the_first_reading_was_known_none_is_shown(gathered, cast):
    before = chain.latest()
    nan = City.objects.get(slug="nan")
    make_verified(nan, level=4, on=date(2021, 6, 1), by=cast["cea"])

    then = gathered(LATELY, known_at=before)["nan"].progress.readiness
    now = gathered(LATELY)["nan"].progress.readiness

    assert (then.read, then.reported, then.mean) == (0, 0, None)
    assert (now.read, now.reported, now.mean) == (1, 0, 1)


def test_stage_that_was_not_known_yet_is_not_shown(gathered):
    designated = Stage.objects.get(code="M15")

    before = gathered(LATELY, known_at=designated.sequence - 1)["nan"]

    assert before.designation is None
    [promise] = before.promises
    assert (promise.standing.state, promise.done_on) == ("overdue", None)
    assert before.bids_on_record()[-1].candidacy.call.year == 2023
