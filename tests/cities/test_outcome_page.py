"""A city's yearly figures as everybody reads them."""

import csv
import io
import re
from datetime import date

import pytest
from django.utils import translation

from cities.models import City, Measure, Outcome
from programmes.sample_outcomes import SOURCE, sample_outcomes
from tests.addresses import address
from tests.factories import make_evidence, make_file, make_outcome
from tests.visible import squeeze, visible_text

PAGE, FILE, CITY = "cities:outcomes", "cities:outcomes_csv", "cities:detail"


@pytest.fixture
def nan(facts):
    return City.objects.get(slug="nan")


@pytest.fixture
def income(nan):
    return Measure.objects.get(code="community-income")


@pytest.fixture
def figures(nan, income):
    """A baseline, a target, three years: below, on the way, beyond."""
    for kind, year, value in (
        ("baseline", 2564, "1000"),
        ("target", 2567, "2000"),
        ("actual", 2565, "900"),
        ("actual", 2566, "1500"),
        ("actual", 2567, "2600"),
    ):
        make_outcome(nan, measure=income, kind=kind, year=year, value=value)


def english(name, **query):
    with translation.override("en"):
        return address(name) + "".join(f"?{k}={v}" for k, v in query.items())


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def titles(response):
    return [
        squeeze(title)
        for title in re.findall(r'<title id="chart-.*?>(.*?)</title>', _html(response))
    ]


def _html(response):
    return response.content.decode().replace("\n", " ")


def test_without_figures_the_page_says_what_will_be_measured(client, nan):
    text = visible_text(client.get(english(PAGE)))

    assert "No figure is on record by this day" in text
    assert "first the baseline" in text
    assert text.count("no figures yet") == 3
    for name in ("Community income", "Visitors", "Creative jobs"):
        assert name in text
    assert text.count("This definition is this project's proposal") == 3
    assert "<svg" not in client.get(english(PAGE)).content.decode()


def test_without_measures_the_page_says_so(client, nan):
    Measure.objects.all().delete()

    assert "No measure is in use." in visible_text(client.get(english(PAGE)))
    assert 'id="outcomes"' not in client.get(english(CITY)).content.decode()


def test_the_table_tells_each_year(client, figures):
    text = visible_text(client.get(english(PAGE)))

    for row in (
        "2024 1,000 of 2021 2,000 2,600 better than the target 160 % of the way",
        "2023 1,000 of 2021 2,000 of 2024 1,500 on the way to the target 50 % of",
        "2022 1,000 of 2021 2,000 of 2024 900 fallen behind the baseline −10 % of",
        "2021 1,000 2,000 of 2024 – –",
    ):
        assert row in text
    assert "2,600 baht fiscal year 2024 (B.E. 2567)" in text
    assert "Target: 2,000 by fiscal year 2024 (B.E. 2567)" in text


def test_in_thai_years_are_buddhist(client, figures):
    text = visible_text(client.get(address(PAGE)))

    assert "2,600 บาท ปีงบประมาณ 2567" in text


def test_the_drawing_has_the_numbers_of_the_table(client, figures):
    response = client.get(english(PAGE))

    [title] = titles(response)
    assert title == (
        "Community income (baht): "
        "baseline fiscal year 2021 (B.E. 2564) 1,000; "
        "actual fiscal year 2022 (B.E. 2565) 900; "
        "actual fiscal year 2023 (B.E. 2566) 1,500; "
        "target fiscal year 2024 (B.E. 2567) 2,000; "
        "actual fiscal year 2024 (B.E. 2567) 2,600"
    )
    [(_series, chart), *_others] = response.context["drawn"]
    drawn = [
        (mark.figure.kind, mark.figure.period_on.year, mark.figure.value)
        for mark in (*chart.bars, *chart.targets, *(m for m, _end in chart.baselines))
    ]
    told = [
        (row[kind], int(row["year_ce"]))
        for row in rows(client.get(english(FILE)))
        for kind in ("actual",)
        if row[kind]
    ]
    bars = [(str(int(value)), year) for kind, year, value in drawn if kind == "actual"]
    assert bars == told
    assert len(drawn) == 5


def test_a_bar_that_is_cut_is_explained(client, nan, income, figures):
    make_outcome(nan, measure=income, year=2568, value="90000")

    text = visible_text(client.get(english(PAGE)))

    assert "A bar with a gap reaches far beyond its drawing" in text
    assert "90,000" in text


def test_as_of_a_past_day_it_stands_as_it_was_said_then(client, nan, income):
    make_outcome(nan, measure=income, year=2565, value="900")
    later = date(2026, 10, 20)
    make_outcome(nan, measure=income, year=2565, value="950", effective_on=later)

    then = visible_text(client.get(english(PAGE, as_of="2026-10-19")))
    before = visible_text(client.get(english(PAGE, as_of="2026-09-30")))

    assert ("900" in then, "950" in then) == (True, False)
    assert "As of 19 October 2026." in then
    assert "No figure is on record by this day" in before
    assert "950" in visible_text(client.get(english(PAGE)))


def test_a_day_that_is_not_understood_is_named(client, nan):
    page = client.get(english(PAGE, as_of="soon"))
    file = client.get(english(FILE, as_of="soon"))

    assert "Please correct the following" in visible_text(page)
    assert (file.status_code, "such" in file.content.decode()) == (400, False)


def test_sources_are_named_and_only_published_evidence_is_shown(client, nan, cast):
    measure = Measure.objects.get(code="visitors")
    kept = make_evidence(nan, title_th="บันทึกภายใน")
    shown = make_file(nan, cast["cea"], title_th="รายงานสถิติ")
    make_outcome(nan, measure=measure, year=2566, source_text="", evidence=kept)
    make_outcome(nan, measure=measure, year=2567, source_text="", evidence=shown)
    make_outcome(nan, measure=measure, year=2568, source_codes=["ART"], note="ปรับแก้")

    response = client.get(english(PAGE))
    file = rows(client.get(english(FILE)))

    text = visible_text(response)
    assert "actual: evidence on file" in text
    assert "บันทึกภายใน" not in text
    assert "รายงานสถิติ" in text
    assert "สำนักงานสถิติจังหวัด [ART] (ปรับแก้)" in text
    assert 'id="source-ART"' in response.content.decode()
    assert [row["sources"] for row in file] == [
        "",
        "รายงานสถิติ",
        "สำนักงานสถิติจังหวัด, ART",
    ]


def test_the_file_has_a_row_for_each_year(client, figures):
    response = client.get(english(FILE, as_of="2026-10-02"))

    told = [
        tuple(
            row[name]
            for name in (
                "year_be",
                "baseline",
                "baseline_year_ce",
                "target",
                "target_year_ce",
                "actual",
                "share_percent",
                "state",
            )
        )
        for row in rows(response)
    ]
    assert told == [
        ("2564", "1000", "2021", "2000", "2024", "", "", "not-enough-data"),
        ("2565", "1000", "2021", "2000", "2024", "900", "-10", "gone-back"),
        ("2566", "1000", "2021", "2000", "2024", "1500", "50", "on-the-way"),
        ("2567", "1000", "2021", "2000", "2024", "2600", "160", "exceeded"),
    ]
    assert response["Content-Disposition"] == (
        'attachment; filename="nan-outcomes-2026-10-02.csv"'
    )
    assert {row["is_sample"] for row in rows(response)} == {"FALSE"}


def test_a_figure_below_nothing_is_a_number_in_the_file(client, nan, income):
    make_outcome(nan, measure=income, value="-1000", year=2565)
    make_outcome(nan, measure=income, value="-12.50", year=2566)

    told = [row["actual"] for row in rows(client.get(english(FILE)))]

    assert told == ["-1000", "-12.5"]


def test_what_a_source_starts_with_an_equals_sign_is_no_formula(client, nan, income):
    make_outcome(nan, measure=income, source_text="=1+1", year=2565)

    [row] = rows(client.get(english(FILE)))

    assert row["sources"] == "'=1+1"


def test_the_citys_page_has_the_newest_of_each_measure(client, figures):
    response = client.get(english(CITY))

    text = visible_text(response)
    assert "Community income 2,600 baht fiscal year 2024" in text
    assert "better than the target, 160 % of the way" in text
    assert "Visitors no figures yet" in text
    assert english(PAGE) in response.content.decode()


def test_a_measure_with_an_aim_alone_has_no_actual_yet(client, nan, income):
    make_outcome(nan, measure=income, kind="target", year=2580)

    assert "no actual figure yet" in visible_text(client.get(english(PAGE)))


def test_staff_are_led_to_where_figures_are_kept(client, sign_in, figures):
    there = address("staff:cities:outcomes")

    assert there not in client.get(address(PAGE)).content.decode()
    assert there in sign_in("officer.nan").get(address(PAGE)).content.decode()


# Sample data


@pytest.mark.parametrize("on", [date(2026, 11, 26), date(2026, 9, 30)])
def test_sample_figures_are_marked_wherever_they_are_read(client, cast, on):
    sample_outcomes(cast["secretary"], on)

    response, file = client.get(english(PAGE)), rows(client.get(english(FILE)))

    text = visible_text(response)
    assert "Sample data." in text
    assert text.count("Sample figures, made up for trying out.") == 3
    assert {row["is_sample"] for row in file} == {"TRUE"}
    assert {row.source_text for row in Outcome.objects.all()} == {SOURCE}
    assert {row.city.slug for row in Outcome.objects.all()} == {"nan", "sukhothai"}
    assert all(row.is_sample for row in Outcome.objects.all())


def fill(city, measures, years):
    for measure in measures:
        for year in range(2568 - years, 2568):
            for kind in Outcome.Kind:
                piece = make_evidence(city, link=f"https://example.org/{year}{kind}")
                make_outcome(
                    city, kind=kind, measure=measure, year=year, evidence=piece
                )


@pytest.mark.parametrize(("measures", "years"), [(1, 1), (3, 3)])
@pytest.mark.parametrize(("name", "queries"), [(PAGE, 5), (FILE, 4)])
def test_queries_do_not_grow(
    client, nan, name, queries, measures, years, django_assert_num_queries
):
    fill(nan, Measure.objects.all()[:measures], years)
    client.get(english(name))

    with django_assert_num_queries(queries):
        client.get(english(name))
