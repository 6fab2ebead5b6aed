from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.standing import Reason, Standing, State, compare

# A promise for the month of June 2021; 90 days before its last day is 1 April.
FIRST, LAST = date(2021, 6, 1), date(2021, 6, 30)
AFTER = date(2021, 7, 10)
ALWAYS_TRACKED = date(2020, 1, 1)

# Each row: what else is known, the day asked about; the state, its days, its reason.
GOLDEN = {
    # what comes before every comparison
    "retired": ({"is_retired": True, "done_on": FIRST}, AFTER, "retired", None, ...),
    "no first date agreed": (
        {"is_agreed": False},
        AFTER,
        "not-enough-data",
        None,
        "not-agreed",
    ),
    "done before a date was agreed": (
        {"is_agreed": False, "done_on": FIRST},
        AFTER,
        "met",
        None,
        ...,
    ),
    "closed, and nothing on record": (
        {"is_closed": True, "tracked_since": ALWAYS_TRACKED},
        AFTER,
        "no-record",
        None,
        "closed-without-record",
    ),
    # not done, the last day still ahead
    "long before": ({}, date(2020, 6, 30), "upcoming", 365, "window-ahead"),
    "91 days left": ({}, date(2021, 3, 31), "upcoming", 91, "window-ahead"),
    "90 days left": ({}, date(2021, 4, 1), "due", 90, "last-day-near"),
    "on the first day": ({}, FIRST, "due", 29, "last-day-near"),
    "on the last day": ({}, LAST, "due", 0, "last-day-near"),
    "open, with a short warning": (
        {"due_soon_days": 7},
        date(2021, 6, 22),
        "upcoming",
        8,
        "window-open",
    ),
    "near, with a short warning": (
        {"due_soon_days": 7},
        date(2021, 6, 23),
        "due",
        7,
        "last-day-near",
    ),
    "ahead although known undone so far": (
        {"is_known_undone": True},
        LAST,
        "due",
        0,
        "last-day-near",
    ),
    # done
    "the day before": ({"done_on": date(2021, 5, 31)}, AFTER, "met-early", None, ...),
    "on its first day": ({"done_on": FIRST}, AFTER, "met", None, ...),
    "on its last day": ({"done_on": LAST}, AFTER, "met", None, ...),
    "the day after": ({"done_on": date(2021, 7, 1)}, AFTER, "met-late", 1, ...),
    "late, asked years on": (
        {"done_on": date(2022, 6, 30)},
        date(2026, 10, 1),
        "met-late",
        365,
        ...,
    ),
    "on the very day asked": ({"done_on": AFTER}, AFTER, "met-late", 10, ...),
    "done, though it once waited": (
        {"done_on": LAST, "waits_for_decision": True},
        AFTER,
        "met",
        None,
        ...,
    ),
    "done, though first known undone and closed": (
        {"done_on": date(2021, 7, 1), "is_known_undone": True, "is_closed": True},
        AFTER,
        "met-late",
        1,
        ...,
    ),
    # done on a later day than the day asked about
    "not yet done, nothing late": ({"done_on": LAST}, FIRST, "due", 29, ...),
    "not yet done, by now late": (
        {"done_on": date(2021, 7, 11)},
        AFTER,
        "overdue",
        10,
        "known-undone",
    ),
    # not done, the last day over
    "never tracked": ({}, AFTER, "no-record", None, "before-tracking"),
    "over the day before tracking began": (
        {"tracked_since": date(2021, 7, 1)},
        AFTER,
        "no-record",
        None,
        "before-tracking",
    ),
    "tracked on its last day": (
        {"tracked_since": LAST},
        AFTER,
        "overdue",
        10,
        "tracked-without-record",
    ),
    "tracked all along": (
        {"tracked_since": ALWAYS_TRACKED},
        date(2021, 7, 1),
        "overdue",
        1,
        "tracked-without-record",
    ),
    "known undone": ({"is_known_undone": True}, AFTER, "overdue", 10, "known-undone"),
    "known undone and tracked": (
        {"is_known_undone": True, "tracked_since": ALWAYS_TRACKED},
        AFTER,
        "overdue",
        10,
        "known-undone",
    ),
    # not done, and never to be
    "closed": (
        {"is_known_undone": True, "is_closed": True},
        AFTER,
        "not-met",
        None,
        "closed-undone",
    ),
    "closed before the last day": (
        {"is_known_undone": True, "is_closed": True},
        FIRST,
        "not-met",
        None,
        "closed-undone",
    ),
    "closed without a record": (
        {"is_closed": True},
        AFTER,
        "no-record",
        None,
        "closed-without-record",
    ),
    # a later date was asked for
    "waits": (
        {"waits_for_decision": True},
        FIRST,
        "waiting-for-decision",
        None,
        "later-date-asked",
    ),
    "waits, known undone": (
        {"waits_for_decision": True, "is_known_undone": True, "is_closed": True},
        AFTER,
        "waiting-for-decision",
        None,
        "later-date-asked",
    ),
    "waits, done only later": (
        {"waits_for_decision": True, "done_on": date(2021, 7, 11)},
        AFTER,
        "waiting-for-decision",
        None,
        "later-date-asked",
    ),
    "waits, with no window yet": (
        {"waits_for_decision": True, "last_day": None},
        AFTER,
        "waiting-for-decision",
        None,
        "later-date-asked",
    ),
    # the window is not known
    "no first day": (
        {"first_day": None},
        AFTER,
        "not-enough-data",
        None,
        "window-unknown",
    ),
    "no last day": (
        {"last_day": None, "is_known_undone": True, "is_closed": True},
        AFTER,
        "not-enough-data",
        None,
        "window-unknown",
    ),
    "done, but when was it due": (
        {"first_day": None, "last_day": None, "done_on": FIRST},
        AFTER,
        "not-enough-data",
        None,
        "window-unknown",
    ),
}
# Where the table leaves the reason out, it follows from the state.
REASONS = {
    "met-early": "done-before-window",
    "met": "done-in-window",
    "met-late": "done-after-window",
    "due": "last-day-near",
    "retired": "retired",
}


@pytest.mark.parametrize("row", GOLDEN.values(), ids=GOLDEN.keys())
def test_a_promise_for_june(row):
    known, on, state, days, reason = row
    reason = REASONS[state] if reason is ... else reason

    result = compare(**{"first_day": FIRST, "last_day": LAST, "on": on, **known})

    assert result == Standing(State(state), days, Reason(reason))


def test_every_state_and_every_reason_has_a_row_in_the_table():
    states = {row[2] for row in GOLDEN.values()}
    reasons = {row[4] for row in GOLDEN.values()} - {...} | set(REASONS.values())

    assert states == set(State)
    assert reasons == set(Reason)


# What the public facts say of the four targets. Fiscal year 2564 ran to 30 September
# 2021; "within 2566" is read as the calendar year. That a file was sent is inferred
# from the call in which the city was nominated, and dated by that call's deadline.
FISCAL_YEAR_2564 = {"first_day": date(2020, 10, 1), "last_day": date(2021, 9, 30)}
WITHIN_2566 = {"first_day": date(2023, 1, 1), "last_day": date(2023, 12, 31)}
CALL_2021, CALL_2023, CALL_2025 = (
    date(2021, 6, 30),
    date(2023, 6, 30),
    date(2025, 3, 3),
)
NOT_NOMINATED = {"is_known_undone": True}
TARGETS = {
    "nan": FISCAL_YEAR_2564 | {"done_on": CALL_2025},
    "suphan-buri": FISCAL_YEAR_2564 | {"done_on": CALL_2023},
    "phetchaburi": WITHIN_2566 | {"done_on": CALL_2021},
    "chiang-rai": WITHIN_2566 | {"done_on": CALL_2021},
}
SIGNING, DAY_AFTER_CALL = date(2020, 6, 25), date(2021, 7, 1)
TERM_OVER, TODAY = date(2024, 6, 25), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("city", "on", "known", "state", "days", "is_inferred"),
    [
        ("nan", SIGNING, {}, "upcoming", 462, False),
        ("nan", DAY_AFTER_CALL, NOT_NOMINATED, "upcoming", 91, False),
        ("nan", date(2021, 7, 2), NOT_NOMINATED, "due", 90, False),
        ("nan", date(2021, 9, 30), NOT_NOMINATED, "due", 0, False),
        ("nan", date(2021, 10, 1), NOT_NOMINATED, "overdue", 1, True),
        ("nan", TERM_OVER, NOT_NOMINATED, "overdue", 999, True),
        ("nan", TERM_OVER, NOT_NOMINATED | {"is_closed": True}, "not-met", None, True),
        ("nan", TODAY, NOT_NOMINATED, "met-late", 1250, True),
        ("suphan-buri", date(2021, 9, 30), NOT_NOMINATED, "due", 0, False),
        ("suphan-buri", date(2023, 6, 29), NOT_NOMINATED, "overdue", 637, True),
        ("suphan-buri", date(2023, 6, 30), {}, "met-late", 638, True),
        ("suphan-buri", TODAY, {}, "met-late", 638, True),
        ("phetchaburi", SIGNING, {}, "upcoming", 1284, False),
        ("phetchaburi", CALL_2021 - timedelta(days=1), {}, "upcoming", 915, False),
        ("phetchaburi", CALL_2021, {}, "met-early", None, True),
        ("phetchaburi", TODAY, {}, "met-early", None, True),
        ("chiang-rai", TODAY, {}, "met-early", None, True),
    ],
)
def test_the_targets_of_the_agreement(city, on, known, state, days, is_inferred):
    result = compare(**TARGETS[city], **known, on=on, is_inferred=True)

    assert (result.state, result.days, result.is_inferred) == (state, days, is_inferred)


# Nobody kept such records here before 1 October 2569 (2026).
TRACKED_SINCE = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("city", "year", "on", "state", "days"),
    [
        ("sukhothai", 2023, TODAY, "no-record", None),
        ("phetchaburi", 2025, TODAY, "no-record", None),
        ("sukhothai", 2027, TODAY, "upcoming", 456),
        ("suphan-buri", 2027, date(2027, 10, 2), "due", 90),
        ("chiang-rai", 2027, date(2027, 12, 31), "due", 0),
        ("chiang-rai", 2027, date(2028, 1, 1), "overdue", 1),
        ("nan", 2029, TODAY, "upcoming", 1187),
    ],
)
def test_monitoring_reports_of_which_nothing_is_known(city, year, on, state, days):
    result = compare(
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        on=on,
        tracked_since=TRACKED_SINCE,
    )

    assert (result.state, result.days) == (state, days)


@pytest.mark.parametrize(
    ("known", "is_inferred"),
    [
        ({"done_on": FIRST}, True),
        ({"is_known_undone": True}, True),
        ({"is_known_undone": True, "is_closed": True}, True),
        ({}, False),
        ({"tracked_since": ALWAYS_TRACKED}, False),
        ({"waits_for_decision": True}, False),
        ({"last_day": None, "done_on": FIRST}, False),
    ],
)
def test_a_state_is_inferred_only_if_it_rests_on_what_was_inferred(known, is_inferred):
    result = compare(
        **{"first_day": FIRST, "last_day": LAST, "on": AFTER, **known}, is_inferred=True
    )

    assert result.is_inferred == is_inferred


def test_a_window_of_one_day_can_be_met():
    result = compare(first_day=LAST, last_day=LAST, on=AFTER, done_on=LAST)

    assert result.state == State.MET


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(
        ValueError, match="the window ends on 2021-06-01, before 2021-06-30"
    ):
        compare(first_day=LAST, last_day=FIRST, on=AFTER)


days_of_life = st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31))


@given(
    days=st.tuples(days_of_life, days_of_life).map(sorted),
    on=days_of_life,
    done_on=st.none() | days_of_life,
)
def test_no_record_is_never_late(days, on, done_on):
    first_day, last_day = days

    result = compare(first_day=first_day, last_day=last_day, on=on, done_on=done_on)

    if done_on is None:
        assert result.state in {State.UPCOMING, State.DUE, State.NO_RECORD}
    if result.state == State.OVERDUE:
        assert last_day < on < done_on


@given(
    days=st.tuples(days_of_life, days_of_life).map(sorted),
    done_on=days_of_life,
    on=days_of_life,
    later=days_of_life,
)
def test_once_done_the_answer_stays_the_same(days, done_on, on, later):
    first_day, last_day = days
    as_of = [max(done_on, on), max(done_on, later)]

    first, second = (
        compare(first_day=first_day, last_day=last_day, done_on=done_on, on=day)
        for day in as_of
    )

    assert first == second
