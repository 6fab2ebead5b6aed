"""What the calendar promises. Expected dates come from the facts and from pythainlp."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import thai_strftime

from creativecity.thai_calendar import (
    FIRST_DAY,
    LAST_DAY,
    DateNotUnderstood,
    FiscalYear,
    PartialDate,
    Precision,
    add_years,
    bangkok_day,
    format_date,
    format_numeric,
    format_range,
    parse_date,
    today,
    year_number,
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


# Writing


@pytest.mark.parametrize(
    ("day", "precision", "thai", "english"),
    [
        (SIGNED, "day", "25 มิถุนายน 2563", "25 June 2020"),
        (date(2024, 6, 30), "month", "มิถุนายน 2567", "June 2024"),
        (date(2023, 12, 31), "year", "พ.ศ. 2566", "2023"),
        (
            date(2021, 9, 30),
            "fiscal-year",
            "ปีงบประมาณ 2564",
            "fiscal year 2021 (B.E. 2564)",
        ),
        (
            date(2021, 3, 22),
            "on-or-before",
            "ภายในวันที่ 22 มีนาคม 2564",
            "on or before 22 March 2021",
        ),
        (SIGNED, "unknown", "ไม่ทราบวันที่", "date unknown"),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(
    day, precision, thai, english
):
    result = [
        format_date(day, language, precision=precision) for language in ("th", "en")
    ]

    assert result == [thai, english]


@pytest.mark.parametrize(
    ("precision", "thai", "english"),
    [
        ("day", "25 มิ.ย. 2563", "25 Jun 2020"),
        ("month", "มิ.ย. 2563", "Jun 2020"),
        ("on-or-before", "ภายในวันที่ 25 มิ.ย. 2563", "on or before 25 Jun 2020"),
    ],
)
def test_short_dates_abbreviate_the_month(precision, thai, english):
    result = [
        format_date(SIGNED, language, precision=precision, short=True)
        for language in ("th", "en")
    ]

    assert result == [thai, english]


@pytest.mark.parametrize("month", range(1, 13))
def test_thai_months_are_written_as_pythainlp_writes_them(month):
    day = date(2026, month, 3)

    result = [format_date(day, "th"), format_date(day, "th", short=True)]

    assert result == [thai_strftime(day, "%-d %B %Y"), thai_strftime(day, "%-d %b %Y")]


@pytest.mark.parametrize("month", range(1, 13))
def test_english_months_are_written_as_in_the_c_locale(month):
    day = date(2026, month, 3)

    result = [format_date(day, "en"), format_date(day, "en", short=True)]

    assert result == [day.strftime("%-d %B %Y"), day.strftime("%-d %b %Y")]


@pytest.mark.parametrize(
    ("start", "end", "thai", "english"),
    [
        (
            date(2022, 8, 11),
            date(2022, 8, 17),
            "11 ถึง 17 สิงหาคม 2565",
            "11 to 17 August 2022",
        ),
        (
            date(2022, 7, 28),
            date(2022, 8, 2),
            "28 กรกฎาคม ถึง 2 สิงหาคม 2565",
            "28 July to 2 August 2022",
        ),
        (
            date(2020, 10, 1),
            date(2021, 9, 30),
            "1 ตุลาคม 2563 ถึง 30 กันยายน 2564",
            "1 October 2020 to 30 September 2021",
        ),
        (
            date(2021, 8, 1),
            date(2022, 8, 1),
            "1 สิงหาคม 2564 ถึง 1 สิงหาคม 2565",
            "1 August 2021 to 1 August 2022",
        ),
        (SIGNED, SIGNED, "25 มิถุนายน 2563", "25 June 2020"),
    ],
)
def test_ranges_say_month_and_year_once(start, end, thai, english):
    result = [format_range(start, end, language) for language in ("th", "en")]

    assert result == [thai, english]


def test_a_range_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="a range cannot end on 2020-06-25"):
        format_range(date(2020, 6, 26), SIGNED, "th")


@pytest.mark.parametrize(("language", "expected"), [("th", 2566), ("en", 2023)])
def test_years_are_counted_as_the_reader_counts(language, expected):
    assert year_number(2023, language) == expected


# Reading


@pytest.mark.parametrize(
    "text",
    [
        "13/9/2569",
        "13/09/2569",
        "13-9-2569",
        "13.9.2569",
        "13 9 2569",
        "13 / 9 / 2569",
        "13 ก.ย. 2569",
        "13 ก.ย.2569",
        "13 กย 2569",
        "13ก.ย.2569",
        "13 กันยายน 2569",
        "13 กันยายน พ.ศ. 2569",
        "13 กันยายน พ.ศ.2569",
        "วันที่ 13 กันยายน 2569",
        "๑๓ กันยายน ๒๕๖๙",
        "๑๓/๙/๒๕๖๙",
        "13/9/2026",
        "13 กันยายน 2026",
        "13 กันยายน ค.ศ. 2026",
        "2026-09-13",
        "2026/9/13",
        "2569-09-13",
        "13 Sep 2026",
        "13 Sept. 2026",
        "13 sep 2569",
        "13 September 2026",
        "13 SEPTEMBER, 2026",
        "13 September B.E. 2569",
        "13 September CE 2026",
        "  13/9/2569\n",
        "\u200b13 กัน\u200bยายน\ufeff 2569",
        "13\u00a0ก.ย.\u00a02569",
    ],
)
def test_one_day_is_understood_however_it_is_typed(text):
    assert parse_date(text) == date(2026, 9, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29/2/2567", date(2024, 2, 29)),
        ("29 กุมภาพันธ์ 2543", date(2000, 2, 29)),
        ("1/1/2484", FIRST_DAY),
        ("1/1/1941", FIRST_DAY),
        ("31/12/2399", LAST_DAY),
        ("31/12/2942", LAST_DAY),
        ("13 กันยายน ค.ศ. 2399", date(2399, 9, 13)),
    ],
)
def test_edges_of_the_calendar_are_understood(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not-a-date"),
        ("เร็ว ๆ นี้", "not-a-date"),
        ("กันยายน 2569", "not-a-date"),
        ("13 กันยาน 2569", "not-a-date"),
        ("13 พ.ศ. 2569", "not-a-date"),
        ("13/2569", "not-a-date"),
        ("13/9/25690", "not-a-date"),
        ("13/9/2569 น.", "not-a-date"),
        ("13²2569", "not-a-date"),
        ("13/9/2569" + " " * 52, "not-a-date"),
        ("13/9/69", "two-digit-year"),
        ("13/9/569", "two-digit-year"),
        ("69-09-13", "two-digit-year"),
        ("13 ก.ย. 69", "two-digit-year"),
        ("29/2/2566", "no-such-day"),
        ("29/2/2643", "no-such-day"),
        ("31 เมษายน 2569", "no-such-day"),
        ("13/13/2569", "no-such-day"),
        ("0/1/2569", "no-such-day"),
        ("1/0/2569", "no-such-day"),
        ("31/12/2483", "too-early"),
        ("31/12/1940", "too-early"),
        ("13/9/0001", "too-early"),
        ("13 กันยายน พ.ศ. 2026", "too-early"),
        ("1/1/2943", "too-late"),
        ("13 กันยายน ค.ศ. 2569", "too-late"),
    ],
)
def test_what_is_no_date_is_refused_with_a_code(text, code):
    with pytest.raises(DateNotUnderstood) as refusal:
        parse_date(text)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "language", "message"),
    [
        ("soon", "en", "Write day, month and year, for example 13/9/2026."),
        ("soon", "th", "Write day, month and year, for example 13/9/2569."),
        (
            "13/9/69",
            "en",
            "Write all four digits of the year, for example 13/9/2026.",
        ),
        (
            " 29/2/2566",
            "en",
            "29/2/2566 is not in the calendar. Check the day and the month.",
        ),
        (
            "13/9/1900",
            "en",
            "Days before 1 January 1941 cannot be entered. Check the year.",
        ),
        (
            "13/9/2999",
            "en",
            "Days after 31 December 2399 cannot be entered. Check the year.",
        ),
    ],
)
def test_a_refusal_says_what_to_do(text, language, message):
    with translation.override("en"), pytest.raises(DateNotUnderstood) as refusal:
        parse_date(text, language)

    assert str(refusal.value) == message


@given(DAYS, LANGUAGES, st.booleans())
def test_what_is_written_is_read_back(day, language, short):
    assert parse_date(format_date(day, language, short=short)) == day


@given(DAYS, LANGUAGES)
def test_what_is_written_in_numbers_is_read_back(day, language):
    assert parse_date(format_numeric(day, language)) == day


@given(DAYS)
def test_either_era_and_the_iso_form_mean_the_same_day(day):
    typed = [
        day.isoformat(),
        f"{day.year + 543}-{day:%m-%d}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}/{day.month}/{day.year + 543}",
    ]

    assert {parse_date(text) for text in typed} == {day}


DATE_LIKE = st.text("0123456789๐๒๕๙/-. \n\u200b\u0e4d²กยพศมเาี", max_size=20)


@given(st.text(max_size=80) | DATE_LIKE)
@example("13 ํา 2569")
@example("๑๓٩2569")
def test_arbitrary_text_is_a_day_in_reach_or_refused(text):
    try:
        day = parse_date(text)
    except DateNotUnderstood:
        return

    assert FIRST_DAY <= day <= LAST_DAY
