"""T50: a day is Thailand's, wherever the server stands; years turn where they do."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from creativecity.thai_calendar import (
    BANGKOK,
    FiscalYear,
    add_years,
    bangkok_day,
    today,
)

DAYS = st.dates(date(1942, 1, 1), date(2398, 12, 31))
#: Thailand is seven hours ahead, without summer time, since long before our days.
AHEAD = timedelta(hours=7)
CLOCKS = {"date.today", "datetime.today", "datetime.now", "datetime.utcnow"}


@given(DAYS)
def test_day_begins_at_midnight_in_thailand(day):
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - AHEAD

    assert bangkok_day(begins) == day
    assert bangkok_day(begins - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(DAYS, st.sampled_from(["Asia/Bangkok", "UTC", "America/New_York"]))
def test_day_does_not_depend_on_the_zone_of_the_thread(day, zone):
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)

    with timezone.override(zone):
        assert bangkok_day(noon) == day
        assert today() == timezone.now().astimezone(BANGKOK).date()


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 30), 2569),
        (date(2026, 10, 1), 2570),
        (date(2028, 2, 29), 2571),
        (date(2026, 12, 31), 2570),
    ],
)
def test_fiscal_year_turns_on_the_first_of_october(day, year):
    assert FiscalYear.of(day).be == year


@given(DAYS)
def test_every_day_is_in_one_fiscal_year_alone(day):
    year = FiscalYear.of(day)

    assert year.starts_on <= day <= year.ends_on
    assert year.contains(day)
    assert not year.next().contains(day)
    assert not year.previous().contains(day)
    assert year.next().starts_on == year.ends_on + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2028, 2, 29), 1, date(2029, 2, 28)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
        (date(2027, 2, 28), 1, date(2028, 2, 28)),
    ],
)
def test_leap_day_falls_back_where_there_is_none(day, years, expected):
    assert add_years(day, years) == expected


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        bangkok_day(datetime(2026, 10, 1))  # noqa: DTZ001


def test_nothing_else_reads_the_clock_for_a_day():
    found = [
        f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}"
        for folder in ("cities", "programmes", "creativecity")
        for path in Path(settings.BASE_DIR, folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in CLOCKS
    ]

    assert found == []
    assert (settings.TIME_ZONE, settings.USE_TZ) == ("Asia/Bangkok", True)
