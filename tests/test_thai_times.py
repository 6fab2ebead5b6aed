"""Times of day as offices write them."""

from datetime import UTC, datetime, time

import pytest
from django.template import Context, Template
from django.utils import translation

from creativecity.thai_times import format_clock, format_moment, hours

#: In Thailand it is the 13th, half past nine in the morning.
MOMENT = datetime(2026, 9, 13, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", ["09:30", time(9, 30), MOMENT])
@pytest.mark.parametrize(("language", "expected"), [("th", "09.30"), ("en", "09:30")])
def test_hours_have_a_full_stop_in_thai(value, language, expected):
    assert hours(value, language) == expected


@pytest.mark.parametrize(
    ("first", "last", "thai", "english"),
    [
        ("09:30", "12:00", "09.30–12.00 น.", "09:30–12:00"),
        (time(0, 0), None, "00.00 น.", "00:00"),
        (None, time(12, 5), "12.05 น.", "12:05"),
        ("", "", "", ""),
    ],
)
def test_a_clock_says_what_is_known(first, last, thai, english):
    assert format_clock(first, "th", last) == thai
    assert format_clock(first, "en", last) == english


@pytest.mark.parametrize(
    ("language", "short", "expected"),
    [
        ("th", False, "13 กันยายน 2569 เวลา 09.30 น."),
        ("th", True, "13 ก.ย. 2569 เวลา 09.30 น."),
        ("en", False, "13 September 2026 09:30"),
    ],
)
def test_a_moment_is_a_day_and_a_time(language, short, expected):
    assert format_moment(MOMENT, language, short=short) == expected


def render(source, value):
    with translation.override("th"):
        return Template(source).render(Context({"value": value}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ value|clock }}", "09.30 น."),
        (
            '{{ value|thai_moment:"short" }}',
            '<time datetime="2026-09-13T09:30+07:00">13 ก.ย. 2569 เวลา 09.30 น.</time>',
        ),
    ],
)
def test_a_template_writes_them_in_thai(source, expected):
    assert render(source, MOMENT) == expected
    assert render(source, None) == ""
