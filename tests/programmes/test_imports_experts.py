"""The register of experts from a file, with the cities to which they were sent."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from cities.models import Agency, Assignment, City, Expert
from creativecity.ledger import verbs
from programmes.imports import ADAPTERS
from tests.factories import make_assignment, make_expert
from tests.programmes.importing import (
    comes_back,
    faults,
    judged,
    states,
    take_in,
    withdraw,
)

KIND = "experts"
ROW = {
    "name_th": "อารีย์ ทอผ้า",
    "name_en": "Aree Thopha",
    "speciality_th": "ผ้าทอ",
    "speciality_en": "Weaving",
    "agency": "CEA",
}
SENT = {
    "city": "น่าน",
    "starts_on": "1/10/2568",
    "ends_on": "5/10/2568",
    "days": "2.5",
    "indicators": "r1.1, R2.1",
    "result_th": "จัดทำแผนแล้ว",
    "note": "โทรนัดก่อน",
}


@pytest.fixture
def secretary(cast):
    return cast["secretary"]


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def cea(cast):
    return Agency.objects.get(code="cea")


@pytest.fixture
def aree(cea):
    names = {name: ROW[name] for name in ROW if name != "agency"}
    return make_expert(agency=cea, **names)


def test_a_new_expert_is_entered_without_an_assignment(secretary, cea):
    row = take_in(KIND, secretary, ROW)

    expert = Expert.objects.get(name_th=ROW["name_th"])
    assert (expert.agency, expert.consented_on) == (cea, None)
    assert not expert.assignments.exists()
    assert [effect["subject"] for effect in row.effects] == ["cities.expert"]


def test_who_was_sent_twice_has_two_rows_and_is_there_once(secretary, nan):
    again = {"city": "สุโขทัย", "starts_on": "1/11/2568"}

    row = take_in(KIND, secretary, {**ROW, **SENT}, {**ROW, **again})

    expert = Expert.objects.get(name_th=ROW["name_th"])
    first, second = expert.assignments.order_by("starts_on")
    assert (row.added, len(row.effects)) == (2, 3)
    assert (first.city, first.days) == (nan, Decimal("2.5"))
    assert first.indicator_codes == ["R1.1", "R2.1"]
    assert (first.ends_on, first.note) == (date(2025, 10, 5), SENT["note"])
    assert second.ends_on is None


@pytest.mark.parametrize(
    "name", ["cea", "CEA", "สศส.", "Creative Economy Agency (CEA)"]
)
def test_an_agency_is_known_by_each_of_its_names(secretary, cea, name):
    name = {"สศส.": cea.short_th, "Creative Economy Agency (CEA)": cea.name_en}.get(
        name, name
    )

    take_in(KIND, secretary, {**ROW, "agency": name})

    assert Expert.objects.get(name_th=ROW["name_th"]).agency == cea


def test_the_only_agency_of_a_user_need_not_be_written(cast, cea):
    row = {name: ROW[name] for name in ROW if name != "agency"}

    take_in(KIND, cast["cea"], row)

    assert Expert.objects.get(name_th=ROW["name_th"]).agency == cea


WRONG = {
    "no name": ({"name_th": " "}, "ชื่อภาษาไทย"),
    "no English": ({"name_en": ""}, "ชื่อภาษาอังกฤษ"),
    "no agency": ({"agency": ""}, "หน่วยงานที่ส่ง"),
    "another agency": ({"agency": "ททท."}, "หน่วยงานที่ส่ง"),
    "no such expert": ({"expert": "99999"}, "เลขที่"),
    "no number": ({"expert": "ก"}, "เลขที่"),
    "a far number": ({"expert": "9" * 30}, "เลขที่"),
    "consent ahead": ({"consented_on": "1/1/2600"}, "วันที่ยินยอมให้เปิดเผยชื่อ"),
    "no day of consent": ({"consented_on": "ยินยอม"}, "วันที่ยินยอมให้เปิดเผยชื่อ"),
    "no city": ({**SENT, "city": ""}, "เมือง"),
    "another city": ({**SENT, "city": "ภูเก็ต"}, "เมือง"),
    "no first day": ({**SENT, "starts_on": ""}, "วันแรก"),
    "not a day": ({**SENT, "starts_on": "เดือนหน้า"}, "วันแรก"),
    "ends before": ({**SENT, "ends_on": "1/1/2560"}, "วันแรก"),
    "too many days": ({**SENT, "days": "9"}, "จำนวนวันที่ปฏิบัติงาน"),
    "no number of days": ({**SENT, "days": "หลาย"}, "จำนวนวันที่ปฏิบัติงาน"),
    "no such indicator": ({**SENT, "indicators": "R99.9"}, "สำหรับตัวชี้วัด"),
    "English alone": (
        {**SENT, "result_th": "", "result_en": "Done"},
        "ผลที่เกิดขึ้น (ภาษาไทย)",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_at_its_column(secretary, name):
    changes, column = WRONG[name]

    found = faults(KIND, secretary, {**ROW, **changes})

    assert [heading for heading, _reason in found] == [column]


def test_rows_of_one_expert_may_not_contradict_each_other(secretary):
    first = {**ROW, **SENT}
    second = {**first, "city": "สุโขทัย", "speciality_th": "ดนตรี"}

    [(column, reason)] = faults(KIND, secretary, first, second)

    assert column == "สาขาความเชี่ยวชาญ (ภาษาไทย)"
    assert "ผ้าทอ" in reason


def test_the_same_assignment_twice_in_one_file_is_refused(secretary):
    rows = [{**ROW, **SENT}] * 2

    assert states(KIND, secretary, *rows) == ["new", "wrong"]


def test_several_of_one_name_are_told_apart_by_their_number(secretary, aree, cea):
    other = make_expert(
        agency=cea, **{n: getattr(aree, n) for n in ("name_th", "name_en")}
    )
    row = {**ROW, "name_en": "Aree T."}

    [(column, _reason)] = faults(KIND, secretary, row)
    take_in(KIND, secretary, {**row, "expert": str(other.pk)})

    other.refresh_from_db()
    aree.refresh_from_db()
    assert column == "เลขที่"
    assert (other.name_en, aree.name_en) == ("Aree T.", "Aree Thopha")


def test_the_same_file_twice_changes_nothing(secretary):
    rows = [{**ROW, **SENT}, {**ROW, "city": "สุโขทัย", "starts_on": "1/11/2568"}]
    take_in(KIND, secretary, *rows)

    assert states(KIND, secretary, *rows) == ["unchanged", "unchanged"]


def test_a_column_that_is_missing_stays_as_it_is(secretary, aree, nan):
    make_assignment(aree, nan, starts_on=date(2025, 10, 1), days=Decimal(2))
    row = {"name_th": aree.name_th, "city": "nan", "starts_on": "1/10/2568"}

    assert states(KIND, secretary, row) == ["unchanged"]
    take_in(KIND, secretary, {**row, "result_th": "ทำแผนแล้ว"})

    assert aree.assignments.get().days == 2
    assert aree.assignments.get().result_th == "ทำแผนแล้ว"


def test_an_expert_on_record_is_sent_to_another_city(secretary, aree, nan):
    [line] = judged(KIND, secretary, {**ROW, **SENT}).lines
    row = take_in(KIND, secretary, {**ROW, **SENT})

    assert line.state == "changed"
    assert ("เมือง", "", "น่าน") not in line.changes
    assert ("วันแรก", "", "1/10/2568") in line.changes
    assert [effect["subject"] for effect in row.effects] == ["cities.assignment"]
    assert aree.assignments.get().city == nan


def test_two_assignments_of_one_first_day_are_told_apart_by_the_last(
    secretary, aree, nan
):
    first = date(2025, 10, 1)
    make_assignment(aree, nan, starts_on=first, ends_on=date(2025, 10, 5))
    make_assignment(aree, nan, starts_on=first, ends_on=date(2025, 10, 9))

    row = {**ROW, **SENT, "indicators": "", "note": ""}
    take_in(KIND, secretary, row, {**row, "ends_on": "9/10/2568", "days": "8"})

    found = aree.assignments.order_by("ends_on").values_list("days", flat=True)
    assert list(found) == [Decimal("2.5"), Decimal(8)]


def test_codes_of_an_earlier_rubric_stay(secretary, aree, nan):
    make_assignment(aree, nan, starts_on=date(2025, 10, 1), indicator_codes=["OLD1"])
    row = {**ROW, "city": "nan", "starts_on": "1/10/2568", "indicators": "OLD1; R1.1"}

    take_in(KIND, secretary, row)

    assert aree.assignments.get().indicator_codes == ["R1.1", "OLD1"]


def test_a_change_in_two_rows_is_made_once(secretary, aree, nan):
    make_assignment(aree, nan, starts_on=date(2025, 10, 1))
    sent = {"city": "nan", "starts_on": "1/10/2568"}
    rows = [{**ROW, "speciality_en": "Cloth", **more} for more in (sent, {"city": ""})]

    row = take_in(KIND, secretary, *rows)

    assert [effect["after"] for effect in row.effects] == [{"speciality_en": "Cloth"}]


def test_what_is_on_record_comes_back_unchanged(secretary, sampled):
    assert set(comes_back(KIND, secretary)) == {"unchanged"}
    with translation.override("en"):
        assert set(comes_back(KIND, secretary, "xlsx")) == {"unchanged"}


def test_text_that_is_spelt_otherwise_comes_back_unchanged(secretary, cea):
    make_expert(agency=cea, name_th="\u200bเเม่  นํ้า", name_en="\ufffe=1+1")

    assert "changed" not in comes_back(KIND, secretary)


def test_undone_new_experts_and_assignments_are_retired(secretary, aree, nan):
    other = {**ROW, **SENT, "name_th": "ใหม่ มาก", "consented_on": "1/10/2568"}
    row = take_in(KIND, secretary, other, {**ROW, **SENT})

    assert withdraw(row, secretary) == ["", "", ""]

    gone = Expert.objects.get(name_th="ใหม่ มาก")
    assert list(Expert.objects.retired()) == [gone]
    assert not Assignment.objects.standing().filter(expert__in=[gone, aree]).exists()
    assert {a.retired_reason for a in Assignment.objects.retired()} == {"ไฟล์ผิด"}
    assert gone.retired_reason == "ไฟล์ผิด"


def test_taken_in_again_after_it_was_undone_all_is_new(secretary, nan):
    rows = [{**ROW, **SENT}, {**ROW, "city": "สุโขทัย", "starts_on": "1/11/2568"}]
    first = take_in(KIND, secretary, *rows)
    withdraw(first, secretary)

    assert states(KIND, secretary, *rows) == ["new", "new"]
    second = take_in(KIND, secretary, *rows)

    assert (second.added, len(second.effects)) == (2, 3)
    stands = Expert.objects.standing().get(name_th=ROW["name_th"])
    assert stands.assignments.standing().count() == 2
    assert states(KIND, secretary, *rows) == ["unchanged", "unchanged"]


def test_what_was_retired_is_not_in_the_file_of_what_is_on_record(secretary, aree, nan):
    retired = make_assignment(aree, nan, starts_on=date(2025, 10, 1))
    retired.retire(by=secretary, reason="ซ้ำ")
    gone = make_expert(name_th="ลบ แล้ว")
    gone.retire(by=secretary, reason="ซ้ำ")

    told = list(ADAPTERS[KIND].all(secretary))

    assert gone not in [of.expert for of in told]
    assert [of.assignment for of in told if of.expert == aree] == [None]


def test_a_number_of_a_retired_expert_is_refused(secretary, aree):
    aree.retire(by=secretary, reason="ซ้ำ")

    found = faults(KIND, secretary, {**ROW, "expert": str(aree.pk)})

    assert [column for column, _reason in found] == ["เลขที่"]


def test_a_new_expert_whom_others_sent_since_is_left(secretary, nan):
    row = take_in(KIND, secretary, ROW)
    expert = Expert.objects.get(name_th=ROW["name_th"])
    sent = Assignment(expert=expert, city=nan, starts_on=date(2026, 1, 5))
    sent.add(by=secretary)

    assert withdraw(row, secretary) == [expert.why_not_retired()]
    assert list(Expert.objects.retired()) == []


def test_a_new_assignment_that_was_changed_since_is_left_with_its_expert(
    secretary, nan
):
    row = take_in(KIND, secretary, {**ROW, **SENT})
    sent = Assignment.objects.get(expert__name_th=ROW["name_th"])
    sent.note = "แก้แล้ว"
    sent.edit(by=secretary, fields=["note"])

    assert [bool(words) for words in withdraw(row, secretary)] == [True, True]
    assert not Assignment.objects.retired().exists()


def test_what_was_changed_and_then_retired_is_left(secretary, aree, nan):
    row = take_in(KIND, secretary, {**ROW, "speciality_en": "Cloth"})
    Expert.objects.get(pk=aree.pk).retire(by=secretary, reason="ซ้ำ")

    with translation.override("en"):
        [left] = withdraw(row, secretary)

    assert left == "The entry of this expert was retired."
    aree.refresh_from_db()
    assert (aree.speciality_en, aree.retired_reason) == ("Cloth", "ซ้ำ")


def test_undone_what_was_changed_is_as_it_was(secretary, aree, nan):
    make_assignment(aree, nan, starts_on=date(2025, 10, 1), days=Decimal(2))
    row = take_in(KIND, secretary, {**ROW, **SENT, "speciality_en": "Cloth"})

    assert withdraw(row, secretary) == ["", ""]
    aree.refresh_from_db()
    sent = aree.assignments.get()
    assert aree.speciality_en == "Weaving"
    assert (sent.days, sent.ends_on, sent.indicator_codes) == (2, None, [])
    assert (sent.result_th, sent.note) == ("", "")


def test_what_was_changed_since_is_left(secretary, aree):
    row = take_in(
        KIND, secretary, {**ROW, "speciality_en": "Cloth", "name_en": "A. T."}
    )
    aree.refresh_from_db()
    aree.speciality_en = "Silk"
    aree.edit(by=secretary, fields=["speciality_en"])

    [left] = withdraw(row, secretary)

    aree.refresh_from_db()
    assert (aree.speciality_en, aree.name_en) == ("Silk", "Aree Thopha")
    assert left


def test_a_new_expert_who_was_changed_since_is_left(secretary):
    row = take_in(KIND, secretary, {**ROW, "consented_on": "1/10/2568"})
    expert = Expert.objects.get(name_th=ROW["name_th"])
    expert.speciality_en = "Silk"
    expert.edit(by=secretary, fields=["speciality_en"])

    assert withdraw(row, secretary) != [""]
    expert.refresh_from_db()
    assert expert.consented_on == date(2025, 10, 1)


def test_without_a_rubric_no_indicator_can_be_named(secretary, aree, nan):
    known = judged(KIND, secretary, ROW).known

    assert known.more["progress"] == {}


def test_a_second_expert_of_the_same_words_is_the_first(secretary, cea):
    """Somebody entered them on the page while the file was being recorded."""
    found = judged(KIND, secretary, {**ROW, **SENT})
    names = {name: ROW[name] for name in ROW if name != "agency"}
    twin = verbs.create(Expert(agency=cea, **names), by=None, personal=Expert.personal)

    done = found.adapter.save(found.lines[0].form, None, found.known)

    assert [each.row for each in done] == [Assignment.objects.get(expert=twin)]
