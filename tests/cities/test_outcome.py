"""Yearly figures: what stands, as of a day and as known at a point of the ledger."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cities.default_measures import default_measures
from cities.models import Measure, Outcome
from cities.outcome_chart import HEIGHT, draw, shared_years
from cities.outcome_series import figures_of, series_of
from creativecity.ledger import chain, verbs
from creativecity.ledger.models import LogEntry
from creativecity.ledger.verification import first_fault
from tests.factories import (
    DAY,
    make_city,
    make_evidence,
    make_measure,
    make_outcome,
    make_user,
)

LATER = date(2026, 11, 1)


@pytest.fixture
def city(db):
    return make_city()


def standing(city, **asked):
    rows = Outcome.objects.filter(city=city).latest(**{"on": LATER, **asked})
    return [(row.kind, row.period_on.year, str(int(row.value))) for row in rows]


def series(city, **asked):
    [found] = series_of(city, **{"on": LATER, **asked})
    return found


def table(city, **asked):
    """(year, baseline, target, actual judged by, share) of each year."""
    return [
        (
            year.period.day.year,
            *(row and int(row.value) for row in (year.start, year.aim, year.actual)),
            year.achievement.share,
        )
        for year in series(city, **asked).years
    ]


# What stands


def test_a_figure_said_later_takes_the_place_of_the_earlier(city):
    make_outcome(city, value="10")
    make_outcome(city, value="12")

    assert standing(city) == [("actual", 2026, "12")]
    assert Outcome.objects.count() == 2


def test_another_year_kind_or_city_is_another_place(city):
    make_outcome(city, value="10")
    make_outcome(city, value="11", year=2568)
    make_outcome(city, value="12", kind="target")
    make_outcome(make_city("loei"), value="13")

    assert sorted(standing(city)) == [
        ("actual", 2025, "11"),
        ("actual", 2026, "10"),
        ("target", 2026, "12"),
    ]


def test_as_of_a_day_what_was_said_later_is_left_out(city):
    make_outcome(city, value="10")
    make_outcome(city, value="12", effective_on=LATER)

    assert standing(city, on=date(2026, 9, 30)) == []
    assert standing(city, on=DAY) == [("actual", 2026, "10")]
    assert standing(city, on=LATER) == [("actual", 2026, "12")]


def test_what_was_known_never_changes_by_later_rows(city):
    first = make_outcome(city, value="10")
    point = chain.latest()
    second = make_outcome(city, value="12")
    second.withdraw(by=None, reason="ผิดปี")
    first.withdraw(by=None, reason="ผิดเมือง")

    assert standing(city, known_at=point) == [("actual", 2026, "10")]
    assert standing(city, known_at=second.sequence) == [("actual", 2026, "12")]
    assert standing(city) == []


def test_what_was_said_before_stands_again_after_a_withdrawal(city):
    make_outcome(city, value="10")
    wrong = make_outcome(city, value="12")

    wrong.withdraw(by=None, reason="พิมพ์ผิด")

    assert standing(city) == [("actual", 2026, "10")]
    with pytest.raises(ValidationError) as refused:
        wrong.withdraw(by=None, reason="อีกครั้ง")
    assert refused.value.code == "withdrawn"
    assert first_fault() is None


def test_the_same_figure_twice_says_nothing_new(city):
    first = make_outcome(city, value="10")
    before = chain.latest()

    again = make_outcome(city, value="10.0000")
    later = make_outcome(city, value="10", effective_on=LATER)

    assert again == later == first
    assert chain.latest() == before


@pytest.mark.parametrize(
    "change",
    [
        {"value": "11"},
        {"source_text": "เทศบาล"},
        {"note": "ตัวเลขปรับแก้"},
        {"effective_on": date(2026, 10, 2), "value": "9"},
    ],
)
def test_whatever_is_new_is_recorded(city, change):
    make_outcome(city, value="10")

    make_outcome(city, **{"value": "10", **change})

    assert Outcome.objects.count() == 2


def test_a_figure_told_of_an_earlier_day_is_recorded_and_the_later_stands(city):
    make_outcome(city, value="10", effective_on=LATER)

    make_outcome(city, value="10")

    assert Outcome.objects.count() == 2
    assert standing(city, on=DAY) == [("actual", 2026, "10")]


# What is refused


@pytest.mark.parametrize(
    ("year", "kind", "on", "is_refused"),
    [
        (2569, "actual", date(2026, 9, 29), True),
        (2569, "actual", date(2026, 9, 30), True),
        (2569, "actual", date(2026, 10, 1), False),
        (2580, "target", date(2026, 9, 30), False),
        (2569, "baseline", date(2026, 9, 30), False),
    ],
)
def test_an_actual_waits_for_the_end_of_its_year(city, year, kind, on, is_refused):
    def say():
        return make_outcome(city, year=year, kind=kind, effective_on=on)

    if is_refused:
        with pytest.raises(ValidationError) as refused:
            say()
        assert refused.value.code == "not-ended"
    else:
        assert say().pk


def test_a_figure_without_any_source_is_refused_by_verb_and_by_database(city):
    with pytest.raises(ValidationError) as refused:
        make_outcome(city, source_text="")
    row = Outcome(
        city=city,
        measure=make_measure(),
        kind="target",
        period_on=date(2026, 9, 30),
        precision="fiscal-year",
        value=1,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        verbs.add(row, by=None)

    assert refused.value.code == "unsourced"
    assert not Outcome.objects.exists()


def test_evidence_or_a_code_is_a_source_too(city):
    piece = make_evidence(city)

    row = make_outcome(city, source_text="", evidence=piece)

    assert row.evidence == piece


def test_the_year_is_its_measures_and_kept_as_its_last_day(city):
    visitors = make_measure("visitors", year="year")

    row = make_outcome(city, measure=visitors, year=2568)

    assert (row.period_on, row.precision) == (date(2025, 12, 31), "year")
    assert str(row.period().first_day) == "2025-01-01"
    assert str(row) == "แม่ฮ่องสอน รายได้ชุมชน 2025-12-31"


# Year by year


def test_an_actual_is_judged_from_its_baseline_to_the_next_target(city):
    make_outcome(city, kind="baseline", year=2565, value="100")
    make_outcome(city, kind="target", year=2567, value="120")
    make_outcome(city, kind="target", year=2569, value="200")
    for year, value in ((2566, "110"), (2567, "90"), (2568, "150"), (2569, "300")):
        make_outcome(city, year=year, value=value)

    assert table(city) == [
        (2022, 100, 120, None, None),
        (2023, 100, 120, 110, 50),
        (2024, 100, 120, 90, -50),
        (2025, 100, 200, 150, 50),
        (2026, 100, 200, 300, 200),
    ]
    assert series(city).newest().actual.value == 300


def test_a_newer_baseline_counts_from_its_year_on(city):
    make_outcome(city, kind="baseline", year=2565, value="100")
    make_outcome(city, kind="baseline", year=2568, value="140")
    make_outcome(city, kind="target", year=2569, value="200")
    make_outcome(city, year=2567, value="150")
    make_outcome(city, year=2568, value="170")

    assert table(city) == [
        (2022, 100, 200, None, None),
        (2024, 100, 200, 150, 50),
        (2025, 140, 200, 170, 50),
        (2026, 140, 200, None, None),
    ]


def test_what_lies_before_the_baseline_or_after_the_targets_is_not_judged(city):
    make_outcome(city, kind="baseline", year=2566, value="100")
    make_outcome(city, kind="target", year=2567, value="200")
    make_outcome(city, year=2565, value="90")
    make_outcome(city, year=2568, value="250")

    before, _start, _aim, after = series(city).years

    assert before.achievement.missing == ("baseline",)
    assert after.achievement.missing == ("target",)


def test_one_made_up_figure_marks_what_rests_on_it(city):
    make_outcome(city, kind="baseline", year=2566, value="100", is_sample=True)
    make_outcome(city, year=2568, value="120")

    _start, year = series(city).years

    assert (year.is_sample(), series(city).is_sample()) == (True, True)


def test_a_measure_without_figures_is_there_until_it_goes_out_of_use(city):
    measure = make_measure(retired_on=LATER)

    assert [s.measure for s in series_of(city, on=DAY)] == [measure]
    assert series(city, on=DAY).newest() is None
    assert series_of(city, on=LATER) == []
    make_outcome(city)
    assert len(figures_of(series_of(city, on=LATER))) == 1


# The drawing


def drawn(city):
    all_series = series_of(city, on=LATER)
    return draw(all_series[0], shared_years(all_series))


def test_nothing_is_drawn_where_nothing_was_said(city):
    make_measure()

    assert drawn(city) is None


def test_heights_are_in_proportion_and_the_years_in_order(city):
    make_outcome(city, kind="baseline", year=2566, value="50")
    make_outcome(city, kind="target", year=2569, value="100")
    make_outcome(city, year=2567, value="25")
    make_outcome(city, year=2568, value="75")

    chart = drawn(city)

    assert [(bar.x, bar.y) for bar in chart.bars] == [(375, 75), (625, 25)]
    assert [(mark.x, mark.y) for mark in chart.targets] == [(875, 0)]
    assert [(mark.y, end) for mark, end in chart.baselines] == [(50, 1000)]
    assert [(mark.x, mark.y) for mark in chart.path] == [(125, 50), (875, 0)]
    assert [(n.year, n.place) for n in chart.names] == [
        (2023, "12.5%"),
        (2024, "37.5%"),
        (2025, "62.5%"),
        (2026, "87.5%"),
    ]
    assert (chart.zero, chart.is_cut()) == (HEIGHT, False)


def test_a_bar_far_above_the_aim_is_cut_and_says_so(city):
    make_outcome(city, kind="target", year=2568, value="100")
    make_outcome(city, year=2568, value="5000")
    make_outcome(city, year=2569, value="150")

    chart = drawn(city)

    assert [(bar.y, bar.is_cut) for bar in chart.bars] == [(0, True), (0, False)]
    assert chart.targets[0].y == 33
    assert (chart.is_cut(), chart.path) == (True, ())


def test_figures_below_nothing_hang_from_its_line(city):
    make_outcome(city, year=2568, value="-50")
    make_outcome(city, year=2569, value="150")

    chart = drawn(city)

    assert [bar.y for bar in chart.bars] == [100, 0]
    assert chart.zero == 75


@pytest.mark.parametrize("value", ["0", "-3"])
def test_a_single_figure_of_nothing_or_less_is_drawn(city, value):
    make_outcome(city, value=value)

    chart = drawn(city)

    assert chart.bars[0].y in {chart.zero, HEIGHT}


def test_two_baselines_share_the_line(city):
    make_outcome(city, kind="baseline", year=2568, value="1")
    make_outcome(city, kind="baseline", year=2569, value="2")

    chart = drawn(city)

    assert [end for _mark, end in chart.baselines] == [chart.baselines[1][0].left, 1000]


def test_only_as_many_years_are_named_as_there_is_room_for(city):
    make_outcome(city, year=2550)
    make_outcome(city, year=2569)

    assert [name.year for name in drawn(city).names] == [2010, 2014, 2018, 2022, 2026]


# Measures


def test_three_measures_come_with_the_program_and_no_figure(facts):
    codes = list(Measure.objects.values_list("code", flat=True))

    assert codes == ["community-income", "visitors", "creative-jobs"]
    assert [row["code"] for row in default_measures()] == codes
    assert not Outcome.objects.exists()
    for measure in Measure.objects.all():
        assert "project's proposal" in measure.definition_en
        assert "ข้อเสนอของโครงการ" in measure.definition_th


def test_measures_that_staff_changed_stay_as_they_are(facts, run):
    measure = Measure.objects.get(code="visitors")
    measure.name_en = "Guests"
    measure.edit(by=make_user(), fields=["name_en"])

    printed = run("load_facts")

    assert "0 added, 0 changed, 0 left" in printed
    assert Measure.objects.get(code="visitors").name_en == "Guests"


def test_a_new_measure_stands_behind_the_others(facts):
    measure = Measure(code="x", name_th="ก", name_en="x", unit_th="ก", unit_en="x")

    measure.add(by=None)

    assert Measure.objects.last() == measure
    assert LogEntry.objects.last().verb == "create"


def test_the_first_measure_of_all_is_there(db):
    measure = Measure(code="x", name_th="ก", name_en="x", unit_th="ก", unit_en="x")

    assert measure.add(by=None).position == 0


@pytest.mark.parametrize("field", ["unit_th", "unit_en", "better", "year"])
def test_what_figures_rest_on_stays(city, field):
    measure = make_measure()
    assert measure.edit(by=None, fields=[field])
    make_outcome(city).withdraw(by=None, reason="ผิด")

    with pytest.raises(ValidationError) as refused:
        measure.edit(by=None, fields=["name_th", field])

    assert refused.value.code == "has-figures"
    assert measure.edit(by=None, fields=["name_th", "decimals", "retired_on"])


def test_a_value_is_kept_to_four_decimals(city):
    row = make_outcome(city, value="12.3456")

    row.refresh_from_db()

    assert row.value == Decimal("12.3456")


def test_visitors_are_counted_as_visits_in_both_languages():
    [visitors] = [row for row in default_measures() if row["code"] == "visitors"]

    assert (visitors["unit_th"], visitors["unit_en"]) == ("คน-ครั้ง", "visits")
    assert visitors["definition_en"].startswith("Visits to the city")
    assert visitors["definition_th"].startswith("จำนวนครั้ง")
