from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.standing import Reason, Standing, State, compare
from creativecity.thai_calendar import PartialDate
from programmes.term import (
    AgreementState,
    Extension,
    Window,
    agreement_state,
    end_of,
    term_windows,
)

SIGNING, TODAY, TRACKED_SINCE = date(2020, 6, 25), date(2026, 10, 1), date(2026, 10, 1)
days_of_life = st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize("year_of_term", [1, 2, 3, 4])
def test_yearly_reviews_of_which_nothing_is_known_are_not_late(year_of_term):
    window = term_windows(SIGNING, 4)[year_of_term - 1]

    result = compare(
        first_day=window.first_day,
        last_day=window.last_day,
        on=TODAY,
        tracked_since=TRACKED_SINCE,
    )

    assert result == Standing(State.NO_RECORD, None, Reason.BEFORE_TRACKING)


def test_the_windows_of_the_agreement():
    assert term_windows(date(2020, 6, 25), 4) == (
        Window(1, date(2020, 6, 25), date(2021, 6, 24)),
        Window(2, date(2021, 6, 25), date(2022, 6, 24)),
        Window(3, date(2022, 6, 25), date(2023, 6, 24)),
        Window(4, date(2023, 6, 25), date(2024, 6, 24)),
    )


def test_the_windows_of_an_agreement_signed_on_29_february():
    assert term_windows(date(2020, 2, 29), 5) == (
        Window(1, date(2020, 2, 29), date(2021, 2, 27)),
        Window(2, date(2021, 2, 28), date(2022, 2, 27)),
        Window(3, date(2022, 2, 28), date(2023, 2, 27)),
        Window(4, date(2023, 2, 28), date(2024, 2, 28)),
        Window(5, date(2024, 2, 29), date(2025, 2, 27)),
    )


@given(signed_on=days_of_life, years=st.integers(1, 12))
def test_windows_follow_each_other_without_gap_or_overlap(signed_on, years):
    windows = term_windows(signed_on, years)

    assert [each.year for each in windows] == list(range(1, years + 1))
    assert windows[0].first_day == signed_on
    assert [each.first_day for each in windows[1:]] == [
        each.last_day + timedelta(days=1) for each in windows[:-1]
    ]


@pytest.mark.parametrize("years", [0, -1])
def test_a_term_without_a_year_is_refused(years):
    with pytest.raises(ValueError, match=f"a term of {years} years"):
        term_windows(date(2020, 6, 25), years)


# The end is known as a month, June 2567, and so counts from the last day of it.
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2020, 6, 24), "not-signed"),
        (date(2020, 6, 25), "in-force"),
        (date(2024, 1, 1), "in-force"),
        (date(2024, 1, 2), "ending"),
        (date(2024, 6, 30), "ending"),
        (date(2024, 7, 1), "ended"),
        (date(2026, 10, 1), "ended"),
    ],
)
def test_the_state_of_the_agreement(on, state):
    assert state == agreement_state(
        signed_on=date(2020, 6, 25), ends_on=date(2024, 6, 30), on=on
    )


@pytest.mark.parametrize(
    ("signed_on", "ends_on", "state"),
    [
        (None, None, AgreementState.NOT_SIGNED),
        (None, date(2024, 6, 30), AgreementState.NOT_SIGNED),
        (date(2020, 6, 25), None, AgreementState.IN_FORCE),
    ],
)
def test_the_state_of_an_agreement_with_days_unknown(signed_on, ends_on, state):
    result = agreement_state(signed_on=signed_on, ends_on=ends_on, on=TODAY)

    assert result == state


def test_how_long_before_its_end_an_agreement_is_ending_can_be_chosen():
    known = {"signed_on": date(2020, 6, 25), "ends_on": date(2024, 6, 30)}

    assert [
        agreement_state(**known, on=date(2024, 5, day), warn_days=30)
        for day in (30, 31)
    ] == [AgreementState.IN_FORCE, AgreementState.ENDING]


EXTENDED = {"signed_on": SIGNING, "ends_on": date(2026, 6, 30), "is_extended": True}


@pytest.mark.parametrize(
    ("known", "on", "state"),
    [
        (EXTENDED, date(2025, 12, 31), "extended"),  # 181 days before the end
        (EXTENDED, date(2026, 1, 1), "ending"),  # 180 days
        (EXTENDED, date(2026, 6, 30), "ending"),
        (EXTENDED, date(2026, 7, 1), "ended"),
        (EXTENDED, date(2020, 6, 24), "not-signed"),
        ({**EXTENDED, "succeeded_on": date(2026, 3, 1)}, date(2026, 2, 28), "ending"),
        ({**EXTENDED, "succeeded_on": date(2026, 3, 1)}, date(2026, 3, 1), "succeeded"),
        ({**EXTENDED, "succeeded_on": date(2026, 3, 1)}, date(2030, 3, 1), "succeeded"),
        ({**EXTENDED, "ends_on": None}, date(2030, 3, 1), "in-force"),
    ],
)
def test_the_state_of_an_agreement_that_was_extended_or_succeeded(known, on, state):
    assert agreement_state(**known, on=on) == state


@pytest.mark.parametrize(
    ("until", "last"),
    [
        (None, (4, date(2024, 6, 24))),
        (date(2024, 6, 24), (4, date(2024, 6, 24))),
        # a rest of a month is no year of its own: the day of the signing come again,
        # or the end of the month in which the agreement ends
        (date(2024, 6, 25), (4, date(2024, 6, 25))),
        (date(2024, 7, 25), (4, date(2024, 7, 25))),
        (date(2024, 7, 26), (5, date(2024, 7, 26))),
        (date(2024, 12, 31), (5, date(2024, 12, 31))),
        (date(2025, 6, 24), (5, date(2025, 6, 24))),
        (date(2026, 6, 30), (6, date(2026, 6, 30))),
        (date(2022, 1, 1), (4, date(2024, 6, 24))),
    ],
)
def test_the_last_window_of_an_extended_term(until, last):
    window = term_windows(SIGNING, 4, until=until)[-1]

    assert (window.year, window.last_day) == last


@given(
    signed_on=days_of_life,
    years=st.integers(1, 8),
    more=st.integers(1, 4000),
)
def test_windows_of_an_extended_term_follow_each_other_until_its_end(
    signed_on, years, more
):
    first = term_windows(signed_on, years)
    until = first[-1].last_day + timedelta(days=more)

    windows = term_windows(signed_on, years, until=until)

    assert windows[: years - 1] == first[:-1]
    assert windows[-1].last_day == until
    assert [each.first_day for each in windows[1:]] == [
        each.last_day + timedelta(days=1) for each in windows[:-1]
    ]
    assert all(each.first_day <= each.last_day for each in windows)


def extension(signed_on, end, sequence=1, withdrawn=None):
    return Extension(signed_on, PartialDate(end), sequence, withdrawn)


def test_of_several_extensions_the_latest_end_stands():
    extensions = [
        extension(date(2024, 1, 1), date(2028, 6, 24)),
        extension(date(2024, 2, 1), date(2026, 6, 24)),
    ]

    assert end_of(PartialDate(date(2024, 6, 30)), extensions).day == date(2028, 6, 24)
    assert end_of(PartialDate(date(2024, 6, 30)), []).day == date(2024, 6, 30)
    assert end_of(None, []) is None


@pytest.mark.parametrize(
    ("on", "known_at", "holds"),
    [
        (date(2023, 12, 31), None, False),
        (date(2024, 1, 1), None, False),  # taken back by now
        (date(2024, 1, 1), 4, False),
        (date(2024, 1, 1), 5, True),
        (date(2023, 12, 31), 5, False),
        (date(2024, 1, 1), 8, True),
        (date(2024, 1, 1), 9, False),
    ],
)
def test_extension_holds_from_its_day_while_the_ledger_knows_of_it(on, known_at, holds):
    row = extension(date(2024, 1, 1), date(2026, 6, 24), sequence=5, withdrawn=9)

    assert row.holds(on, known_at) is holds
