"""Yearly figures from a file: one row, one figure, through the page's own form."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cities.models import City, Measure, Outcome
from creativecity.thai_text import normalise
from tests.factories import make_evidence, make_outcome
from tests.programmes.importing import (
    comes_back,
    faults,
    judged,
    rows_of,
    states,
    take_in,
    withdraw,
)

KIND = "outcomes"
ROW = {
    "city": "น่าน",
    "measure": "รายได้ชุมชน",
    "year": "2568",
    "kind": "ค่าจริง",
    "value": "1,250,000",
    "source_text": "สำนักงานสถิติจังหวัดน่าน",
}


@pytest.fixture
def secretary(cast):
    return cast["secretary"]


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def income(cast):
    return Measure.objects.get(code="community-income")


def test_a_new_figure_is_recorded_of_its_city_measure_and_year(secretary, nan, income):
    row = take_in(KIND, secretary, ROW)

    figure = Outcome.objects.get()
    assert (row.added, row.changed, row.unchanged, row.refused) == (1, 0, 0, 0)
    assert (figure.city, figure.measure, figure.kind) == (nan, income, "actual")
    assert figure.period_on == date(2025, 9, 30)
    assert figure.value == 1_250_000
    assert figure.recorded_by == secretary
    assert row.effects[0]["after"]["value"] == "1250000"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ({"city": "nan"}, {}),
        ({"city": "จังหวัดน่าน"}, {}),
        ({"city": "Nan"}, {}),
        ({"measure": "community-income"}, {}),
        ({"measure": "Community income"}, {}),
        ({"year": "ปีงบประมาณ ๒๕๖๘"}, {}),
        ({"year": "2025"}, {}),
        ({"kind": "actual"}, {}),
        ({"value": "๑,๒๕๐,๐๐๐"}, {}),
        ({"effective_on": "๑ ตุลาคม ๒๕๖๙"}, {"effective_on": date(2026, 10, 1)}),
        ({"kind": "target", "year": "2570"}, {"kind": "target"}),
        ({"note": "  นับเฉพาะ  สมาชิก "}, {"note": "นับเฉพาะ สมาชิก"}),
        ({"source_codes": "art, CEA1"}, {"source_codes": ["ART", "CEA1"]}),
    ],
)
def test_what_people_write_is_understood(secretary, nan, typed, meant):
    take_in(KIND, secretary, {**ROW, **typed})

    figure = Outcome.objects.get()
    assert figure.city == nan
    assert {name: getattr(figure, name) for name in meant} == meant


def test_a_file_of_windows_is_read(secretary):
    rows = rows_of(KIND, [ROW], encoding="cp874")

    assert rows[0]["city"] == "น่าน"


WRONG = {
    "no city": ({"city": ""}, "เมือง"),
    "another city": ({"city": "ภูเก็ต"}, "เมือง"),
    "another measure": ({"measure": "ความสุข"}, "ตัววัดผลลัพธ์"),
    "no year": ({"year": " "}, "ปี"),
    "two digits of a year": ({"year": "68"}, "ปี"),
    "not ended": ({"year": "2575"}, "ปี"),
    "no kind": ({"kind": ""}, "ประเภทของค่า"),
    "another kind": ({"kind": "ประมาณการ"}, "ประเภทของค่า"),
    "no figure": ({"value": ""}, "ตัวเลข"),
    "words": ({"value": "ราวล้านบาท"}, "ตัวเลข"),
    "too fine": ({"value": "10.5"}, "ตัวเลข"),
    "no source": ({"source_text": ""}, "แหล่งอ้างอิงเป็นข้อความ"),
    "an unknown source": ({"source_codes": "XX99"}, "รหัสแหล่งอ้างอิง"),
    "an unknown piece": ({"evidence": "999"}, "หลักฐาน (หมายเลข)"),
    "no day": ({"effective_on": "เมื่อวาน"}, "แจ้งเมื่อวันที่"),
    "a day ahead": ({"effective_on": "1/1/2600"}, "แจ้งเมื่อวันที่"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_column(secretary, name):
    changes, column = WRONG[name]

    found = faults(KIND, secretary, {**ROW, **changes})

    assert [heading for heading, _reason in found] == [column]


def test_the_reason_is_in_the_language_of_the_reader(secretary):
    with translation.override("en"):
        [(column, reason)] = faults(KIND, secretary, {**ROW, "measure": "joy"})

    assert column == "Measure"
    assert reason.startswith("There is no such measure. Write one of: Community income")


def test_the_same_figure_twice_in_one_file_is_refused(secretary):
    assert states(KIND, secretary, ROW, ROW) == ["new", "wrong"]


def test_the_same_file_twice_changes_nothing(secretary):
    rows = [ROW, {**ROW, "kind": "เป้าหมาย", "effective_on": "1/10/2569"}]
    take_in(KIND, secretary, *rows)

    assert states(KIND, secretary, *rows) == ["unchanged", "unchanged"]
    assert Outcome.objects.count() == 2


def test_another_figure_takes_the_place_of_the_one_that_stood(secretary, nan, income):
    make_outcome(nan, measure=income, year=2568, source_text=ROW["source_text"])

    [line] = judged(KIND, secretary, ROW).lines
    row = take_in(KIND, secretary, ROW)

    assert line.state == "changed"
    assert line.changes == (("ตัวเลข", "1000000", "1,250,000"),)
    assert row.effects[0]["before"]["value"] == "1000000"
    assert Outcome.objects.latest().get().value == 1_250_000
    assert Outcome.objects.count() == 2


def test_a_file_without_days_says_it_today(secretary, nan, income):
    make_outcome(nan, measure=income, year=2568)

    take_in(KIND, secretary, ROW)

    newest = Outcome.objects.latest().get()
    assert newest.effective_on > date(2026, 10, 1)


def test_the_same_said_on_a_later_day_adds_nothing(secretary):
    take_in(KIND, secretary, {**ROW, "effective_on": "1/10/2569"})

    assert states(KIND, secretary, {**ROW, "effective_on": "2/10/2569"}) == [
        "unchanged"
    ]


def test_what_stood_on_the_day_of_the_row_is_what_it_is_held_against(secretary):
    early = {**ROW, "effective_on": "1/10/2569"}
    take_in(KIND, secretary, early)
    take_in(KIND, secretary, {**ROW, "value": "2", "effective_on": "3/10/2569"})

    assert states(KIND, secretary, early) == ["unchanged"]


def test_evidence_may_be_the_source(secretary, nan):
    piece = make_evidence(nan)

    take_in(KIND, secretary, {**ROW, "source_text": "", "evidence": str(piece.pk)})

    assert Outcome.objects.get().evidence == piece


def test_what_is_on_record_comes_back_unchanged(secretary, sampled):
    assert set(comes_back(KIND, secretary)) == {"unchanged"}
    with translation.override("en"):
        assert set(comes_back(KIND, secretary, "xlsx")) == {"unchanged"}


@given(
    value=st.integers(-(10**9), 10**9),
    kind=st.sampled_from(Outcome.Kind.values),
    texts=st.tuples(*[st.text(max_size=40).map(normalise)] * 2),
    on=st.dates(date(2025, 10, 1), date(2026, 11, 1)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_every_figure_comes_back_as_it_went_out(
    secretary, nan, income, value, kind, texts, on
):
    with transaction.atomic():
        make_outcome(
            nan,
            measure=income,
            kind=kind,
            year=2568,
            value=Decimal(value),
            note=texts[0],
            source_text=texts[1] or "แหล่ง",
            effective_on=on,
        )
        assert comes_back(KIND, secretary) == ["unchanged"]
        transaction.set_rollback(True)


def test_undone_a_new_figure_is_withdrawn(secretary):
    row = take_in(KIND, secretary, ROW)

    assert withdraw(row, secretary) == [""]
    assert not Outcome.objects.standing()
    assert states(KIND, secretary, ROW) == ["new"]


def test_undone_a_changed_figure_gives_way_to_the_one_before(secretary, nan, income):
    before = make_outcome(nan, measure=income, year=2568)
    row = take_in(KIND, secretary, ROW)

    assert withdraw(row, secretary) == [""]
    assert Outcome.objects.latest().get() == before


def test_what_was_said_after_the_import_stays_when_it_is_undone(secretary):
    row = take_in(KIND, secretary, ROW)
    take_in(KIND, secretary, {**ROW, "value": "7"})

    assert withdraw(row, secretary) == [""]
    assert Outcome.objects.latest().get().value == 7


def test_a_figure_that_was_withdrawn_meanwhile_is_left(secretary):
    row = take_in(KIND, secretary, ROW)
    Outcome.objects.get().withdraw(by=secretary, reason="พิมพ์ผิด")

    assert withdraw(row, secretary) == ["ตัวเลขนี้ถอนไปแล้ว"]


def test_a_figure_that_somebody_said_meanwhile_is_there_once(secretary, nan, income):
    found = judged(KIND, secretary, ROW)
    make_outcome(
        nan,
        measure=income,
        year=2568,
        value="1250000",
        source_text=ROW["source_text"],
    )

    assert found.adapter.save(found.lines[0].form, None, found.known) == []
    assert Outcome.objects.count() == 1


def test_an_officer_finds_the_own_city_alone(cast):
    assert states(KIND, cast["officer.nan"], ROW) == ["new"]
    assert states(KIND, cast["officer.sukhothai"], ROW) == ["wrong"]


def test_many_rows_are_looked_up_as_one(secretary, nan, django_assert_num_queries):
    rows = [{**ROW, "year": str(year)} for year in (2560, 2561, 2562)]
    take_in(KIND, secretary, *rows)

    for some in (rows[:1], rows):
        with django_assert_num_queries(4):
            assert set(states(KIND, secretary, *some)) == {"unchanged"}
