"""Figures and years as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cities.outcome_figures import decimals_of, parse_figure, written
from creativecity.thai_years import YearNotUnderstood, parse_year


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("๑,๒๓๔.๕", "1234.5"),
        (" 12 ", "12"),
        ("1,234,567", "1234567"),
        ("007", "7"),
        ("12.50", "12.5"),
        ("0", "0"),
        ("0.0", "0"),
        ("-0", "0"),
        ("-12.5", "-12.5"),
        ("−3", "-3"),
        ("12345678901234", "12345678901234"),
    ],
)
def test_figure_is_understood(typed, value):
    assert str(parse_figure(typed)) == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "มาก",
        "1,23",
        "1,2345",
        "12,34,567",
        ",123",
        "1.",
        ".5",
        "1.234,5",
        "1 000",
        "12 บาท",
        "1e5",
        "NaN",
        "Infinity",
        "--1",
        "+1",
        "123456789012345",
        "½",
        "١٢",
    ],
)
def test_figure_is_refused(typed):
    assert parse_figure(typed) is None


@given(st.decimals(-(10**13), 10**13, places=4, allow_nan=False))
def test_what_is_written_is_read_back(value):
    assert parse_figure(written(value, 0)) == value


def test_figure_is_written_as_exactly_as_it_is_and_as_its_measure_asks():
    stored = Decimal("1234.5000")

    assert (written(stored, 0), written(stored, 2)) == ("1,234.5", "1,234.50")
    assert (decimals_of(stored), decimals_of(Decimal("1000.0000"))) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2569", 2026),
        ("๒๕๖๙", 2026),
        ("2026", 2026),
        ("พ.ศ. 2569", 2026),
        ("พศ2569", 2026),
        ("ปีงบประมาณ 2569", 2026),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๙", 2026),
        ("ปี 2569", 2026),
        ("ค.ศ. 2026", 2026),
        ("FY2026", 2026),
        ("fiscal year 2026", 2026),
        ("2569 B.E.", 2026),
        ("2026 CE", 2026),
        ("1942", 1942),
        ("2485", 1942),
        ("2398", 2398),
    ],
)
def test_year_is_understood(typed, year):
    assert parse_year(typed) == year


@pytest.mark.parametrize(
    ("typed", "language", "words"),
    [
        ("69", "th", "2569"),
        ("256", "th", "2569"),
        ("", "en", "2026"),
        ("next year", "en", "2026"),
        ("2569-2570", "en", "2026"),
        ("1941", "en", "1942"),
        ("พ.ศ. 2026", "th", "2485"),
        ("ค.ศ. 2569", "en", "2398"),
    ],
)
def test_year_is_refused_with_what_to_do(typed, language, words):
    with pytest.raises(YearNotUnderstood, match=words):
        parse_year(typed, language)
