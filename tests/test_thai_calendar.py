"""What the calendar promises. Expected dates come from the facts and from pythainlp."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creativecity.thai_calendar import (
    FIRST_DAY,
    LAST_DAY,
    FiscalYear,
    PartialDate,
    Precision,
    add_years,
    bangkok_day,
    midnight,
    today,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
LANGUAGES = st.sampled_from(["th", "en"])
SIGNED = date(2020, 6, 25)


# The clock


def test_today_is_the_day_in_bangkok():
    before = bangkok_day(datetime.now(UTC))

    result = today()

    assert before <= result <= bangkok_day(datetime.now(UTC))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), date(2026, 9, 30)),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2024, 2, 28, 17, 0, tzinfo=UTC), date(2024, 2, 29)),
    ],
)
def test_a_day_begins_at_midnight_in_bangkok(moment, day):
    assert bangkok_day(moment) == day


def test_a_moment_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="naive"):
        bangkok_day(datetime(2026, 9, 30, 12, 0))  # noqa: DTZ001 the point of the test


def test_a_day_begins_where_the_one_before_it_ended():
    begins = midnight(date(2026, 10, 1))

    assert begins == datetime(2026, 9, 30, 17, 0, tzinfo=UTC)
    assert bangkok_day(begins) == date(2026, 10, 1)
    assert bangkok_day(begins - timedelta(microseconds=1)) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (SIGNED, 4, date(2024, 6, 25)),
        (SIGNED, -1, date(2019, 6, 25)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
    ],
)
def test_years_are_added_to_the_same_day(day, years, expected):
    assert add_years(day, years) == expected


# Fiscal years


@pytest.mark.parametrize(
    ("day", "be"),
    [
        pytest.param(SIGNED, 2563, id="signed"),
        pytest.param(date(2019, 10, 30), 2563, id="sukhothai-designated"),
        pytest.param(date(2021, 11, 8), 2565, id="phetchaburi-designated"),
        pytest.param(date(2023, 10, 31), 2567, id="suphan-buri-designated"),
        pytest.param(date(2025, 10, 31), 2569, id="nan-designated"),
        pytest.param(date(2020, 9, 30), 2563, id="last-day"),
        pytest.param(date(2020, 10, 1), 2564, id="first-day"),
        pytest.param(date(2021, 1, 1), 2564, id="new-year"),
        pytest.param(date(2024, 2, 29), 2567, id="leap-day"),
        pytest.param(FIRST_DAY, 2484, id="first-day-in-reach"),
        pytest.param(LAST_DAY, 2943, id="last-day-in-reach"),
    ],
)
def test_fiscal_year_of_a_day(day, be):
    assert FiscalYear.of(day) == FiscalYear(be)


def test_fiscal_year_2564_runs_from_october_2020_to_september_2021():
    year = FiscalYear(2564)

    assert (year.starts_on, year.ends_on) == (date(2020, 10, 1), date(2021, 9, 30))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 9, 30), False),
        (date(2020, 10, 1), True),
        (date(2021, 9, 30), True),
        (date(2021, 10, 1), False),
    ],
)
def test_fiscal_year_contains_its_edges(day, expected):
    assert FiscalYear(2564).contains(day) == expected


@given(DAYS)
def test_fiscal_year_of_a_day_contains_it_and_its_neighbours_do_not(day):
    year = FiscalYear.of(day)

    result = [each.contains(day) for each in (year.previous(), year, year.next())]

    assert result == [False, True, False]


def test_fiscal_years_follow_each_other():
    years = [FiscalYear(2565), FiscalYear(2564).previous(), FiscalYear(2563).next()]

    assert sorted(years) == [FiscalYear(2563), FiscalYear(2564), FiscalYear(2565)]


def test_fiscal_year_reads_as_its_number():
    year = FiscalYear(2569)

    assert (str(year), int(year)) == ("2569", 2569)


@pytest.mark.parametrize(
    ("language", "expected"),
    [("th", "ปีงบประมาณ 2564"), ("en", "fiscal year 2021 (B.E. 2564)")],
)
def test_fiscal_year_label(language, expected):
    assert FiscalYear(2564).label(language) == expected


@pytest.mark.parametrize("be", [2440, 2999])
def test_first_and_last_fiscal_year_are_years(be):
    assert int(FiscalYear(be)) == be


@pytest.mark.parametrize("be", [0, 2021, 2439, 3000])
def test_fiscal_year_refuses_numbers_of_another_era(be):
    with pytest.raises(ValueError, match="not a fiscal year"):
        FiscalYear(be)


@pytest.mark.parametrize("day", [date(1940, 12, 31), date(2400, 1, 1)])
def test_fiscal_year_refuses_days_out_of_reach(day):
    with pytest.raises(ValueError, match="is not between 1941-01-01 and 2399-12-31"):
        FiscalYear.of(day)


# Dates known only so far


@pytest.mark.parametrize(
    ("text", "precision", "first_day", "last_day"),
    [
        ("2019-10-30", "day", date(2019, 10, 30), date(2019, 10, 30)),
        ("2021-03-22", "on-or-before", date(2021, 3, 22), date(2021, 3, 22)),
        ("2019-10", "month", date(2019, 10, 1), date(2019, 10, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023", "year", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021", "fiscal-year", date(2020, 10, 1), date(2021, 9, 30)),
    ],
)
def test_partial_date_spans_its_period(text, precision, first_day, last_day):
    known = PartialDate.parse_iso(text, Precision(precision))

    assert (known.first_day, known.last_day) == (first_day, last_day)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2019", "day"),
        ("2019", "month"),
        ("2019-10", "year"),
        ("2019-10", "fiscal-year"),
        ("2019-10-30", "month"),
        ("20191030", "day"),
        ("2019-W01-1", "day"),
        ("๒๐๑๙", "year"),
        ("", "year"),
        ("", "unknown"),
        ("2019", "unknown"),
    ],
)
def test_partial_date_refuses_a_form_that_does_not_fit(text, precision):
    with pytest.raises(ValueError, match=f"'{text}' is not a date known {precision}"):
        PartialDate.parse_iso(text, precision)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2023-02-29", "day"), ("2023-13", "month"), ("1940", "year"), ("2564", "year")],
)
def test_partial_date_refuses_days_that_cannot_be(text, precision):
    with pytest.raises(ValueError, match=r"day is out of|month must be|is not between"):
        PartialDate.parse_iso(text, precision)


def test_partial_dates_are_ordered_by_their_last_day():
    in_order = [
        PartialDate.parse_iso("2021", "fiscal-year"),
        PartialDate.parse_iso("2021-10-05", "day"),
        PartialDate.parse_iso("2021-10", "month"),
        PartialDate.parse_iso("2021-11-08", "on-or-before"),
        PartialDate.parse_iso("2021", "year"),
    ]

    assert sorted(set(in_order)) == in_order


def test_partial_date_is_the_same_whichever_day_of_its_period_it_came_from():
    assert PartialDate(date(2019, 10, 1), Precision.MONTH) == PartialDate(
        date(2019, 10, 31), "month"
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [(None, None), (SIGNED, PartialDate(date(2020, 6, 30), "month"))],
)
def test_partial_date_of_a_models_pair_is_none_where_no_day_is_known(day, expected):
    assert PartialDate.of(day, "month") == expected


def test_unknown_date_keeps_the_day_it_is_sorted_under():
    known = PartialDate(SIGNED, Precision.UNKNOWN)

    assert (known.first_day, known.last_day) == (SIGNED, SIGNED)


@given(st.dates(FIRST_DAY, date(2399, 9, 30)), st.sampled_from(Precision))
def test_partial_date_contains_the_day_it_came_from(day, precision):
    known = PartialDate(day, precision)

    assert known.first_day <= day <= known.last_day == known.day
