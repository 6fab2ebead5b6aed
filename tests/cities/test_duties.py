from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.duties import (
    monitoring_years,
    next_monitoring_year,
    past_monitoring_years,
)

BUDDHIST_ERA = 543

SUKHOTHAI, PHETCHABURI, SUPHAN_BURI, CHIANG_RAI, NAN = 2562, 2564, 2566, 2566, 2568


@pytest.mark.parametrize(
    ("designated", "until", "due"),
    [
        (SUKHOTHAI, 2570, (2566, 2570)),
        (PHETCHABURI, 2570, (2568,)),
        (SUPHAN_BURI, 2570, (2570,)),
        (CHIANG_RAI, 2570, (2570,)),
        (NAN, 2572, (2572,)),
        (NAN, 2571, ()),
        (NAN, 2568, ()),
        (NAN, 2560, ()),
        (SUKHOTHAI, 2579, (2566, 2570, 2574, 2578)),
    ],
)
def test_a_report_is_due_every_four_years_after_designation(designated, until, due):
    years = monitoring_years(designated - BUDDHIST_ERA, until=until - BUDDHIST_ERA)

    assert tuple(year + BUDDHIST_ERA for year in years) == due


@pytest.mark.parametrize(
    ("designated_year", "on", "past", "following"),
    [
        # as of 1 October 2569 (B.E.), in the order in which the cities joined
        (2019, date(2026, 10, 1), (2023,), 2027),
        (2021, date(2026, 10, 1), (2025,), 2029),
        (2023, date(2026, 10, 1), (), 2027),
        (2025, date(2026, 10, 1), (), 2029),
        # the whole of its year belongs to a report, the last day too
        (2019, date(2022, 12, 31), (), 2023),
        (2019, date(2023, 1, 1), (), 2023),
        (2019, date(2023, 12, 31), (), 2023),
        (2019, date(2024, 1, 1), (2023,), 2027),
        (2019, date(2028, 1, 1), (2023, 2027), 2031),
        # in the year of designation, and before there was any
        (2025, date(2025, 10, 31), (), 2029),
        (2025, date(2020, 6, 25), (), 2029),
    ],
)
def test_reports_past_and_the_next_one(designated_year, on, past, following):
    assert past_monitoring_years(designated_year, on=on) == past
    assert next_monitoring_year(designated_year, on=on) == following


@given(
    designated_year=st.integers(1980, 2100),
    on=st.dates(min_value=date(1980, 1, 1), max_value=date(2200, 12, 31)),
)
def test_past_and_next_lie_on_the_same_row_of_years(designated_year, on):
    past = past_monitoring_years(designated_year, on=on)
    following = next_monitoring_year(designated_year, on=on)

    assert (*past, following) == monitoring_years(designated_year, until=following)
    assert all(date(year, 12, 31) < on for year in past)
    assert date(following, 12, 31) >= on
