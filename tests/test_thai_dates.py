"""What the calendar promises. Expected dates come from the facts and from pythainlp."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st
from pythainlp.util import thai_strftime

from creativecity.thai_calendar import FIRST_DAY, LAST_DAY
from creativecity.thai_dates import (
    DateNotUnderstood,
    format_date,
    format_numeric,
    format_range,
    parse_date,
    year_number,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
LANGUAGES = st.sampled_from(["th", "en"])
SIGNED = date(2020, 6, 25)


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
