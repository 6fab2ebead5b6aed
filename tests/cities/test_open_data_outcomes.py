"""The public table of outcomes: the figures of the page, with where they come from."""

from datetime import date, timedelta

import pytest

from cities.models import City
from cities.outcome_series import series_of
from cities.outcome_table import HEADER, outcome_rows
from creativecity.ledger import chain
from tests.factories import (
    DAY,
    make_city,
    make_evidence,
    make_measure,
    make_outcome,
    make_user,
)
from tests.open_tables import HOST, column, narrowed, records

LATER = DAY + timedelta(days=30)
#: Columns that the file of the page has under the same names; there days are texts.
SAME = [name for name in HEADER if name not in ("sources", "as_of")]


@pytest.fixture
def city(db):
    return make_city()


def test_a_year_is_told_with_what_it_is_judged_by(city):
    make_outcome(city, kind="baseline", year=2566, value="100", note="ประมาณการ")
    make_outcome(city, kind="target", year=2570, value="200.5", source_codes=[])
    make_outcome(city, kind="actual", year=2568, value="150", source_text="รายงาน")

    [row] = [row for row in records("outcomes") if row["actual"] is not None]

    assert (row["key"], row["year_be"], row["year_ce"]) == (
        "mae-hong-son-income-2025",
        2568,
        2025,
    )
    assert (row["baseline"], row["baseline_year_ce"]) == (100, 2023)
    assert (row["target"], row["target_year_ce"]) == (200.5, 2027)
    assert (row["actual"], row["share_percent"], row["state"]) == (
        150,
        49,
        "on-the-way",
    )
    assert (row["baseline_note"], row["actual_source"], row["actual_note"]) == (
        "ประมาณการ",
        "รายงาน",
        None,
    )
    assert row["page"] == f"{HOST}/th/cities/mae-hong-son/outcomes/"


def test_what_nobody_said_of_a_year_is_empty(city):
    make_outcome(city, kind="target", year=2570, value="200")

    [row] = records("outcomes")

    assert (row["target"], row["state"]) == (200, "not-enough-data")
    empty = ("baseline", "baseline_year_ce", "actual", "share_percent")
    assert [row[name] for name in empty] == [None] * 4
    assert (row["actual_source"], row["actual_sources"]) == (None, [])


def test_every_year_of_the_page_is_a_row(sampled):
    on = date(2026, 11, 26)
    for city in {row["city"] for row in records("outcomes", on)}:
        told = [row for row in records("outcomes", on) if row["city"] == city]
        assert [[row[name] for name in SAME] for row in told] == _file(city, on)


def _file(slug, on):
    city = City.objects.get(slug=slug)
    rows = outcome_rows(city, series_of(city, on=on), on)
    return [
        [dict(zip(HEADER, row, strict=True))[name] for name in SAME] for row in rows
    ]


def test_a_large_figure_keeps_every_digit(city):
    make_outcome(city, value="12345678901234")

    assert column("outcomes", "actual") == [12345678901234]


def test_figures_stand_as_of_a_day_and_as_known(city):
    make_outcome(city, value="100")
    known = chain.latest()
    corrected = make_outcome(city, value="110", effective_on=LATER)

    assert column("outcomes", "actual") == [100]
    assert column("outcomes", "actual", LATER) == [110]
    assert column("outcomes", "actual", LATER, known) == [100]
    corrected.withdraw(by=None, reason="a mistake")
    assert column("outcomes", "actual", LATER) == [100]


def test_a_year_whose_figures_were_all_withdrawn_is_no_row(city):
    make_outcome(city).withdraw(by=None, reason="a mistake")

    assert records("outcomes") == []


def test_evidence_of_a_figure_is_told_once_it_is_public(city):
    piece = make_evidence(city)
    make_outcome(city, evidence=piece, is_sample=True)
    before = column("outcomes", "actual_evidence")
    piece.publish(by=make_user())

    assert before == [None]
    assert column("outcomes", "actual_evidence") == [piece.link]
    assert column("outcomes", "is_sample") == [True]


def test_outcomes_are_narrowed(city):
    jobs = make_measure("jobs")
    make_outcome(city, year=2567)
    make_outcome(city, year=2568, measure=jobs)
    make_outcome(make_city("trang"), year=2567)

    assert narrowed("outcomes", city="trang") == ["trang-income-2024"]
    assert narrowed("outcomes", measure="jobs") == ["mae-hong-son-jobs-2025"]
    assert narrowed("outcomes", year="2025") == ["mae-hong-son-jobs-2025"]
