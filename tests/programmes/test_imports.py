"""Files of rows: checked by the pages' own forms, recorded, exported, taken back."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook

from cities.models import City, Draft, Event, Reading
from creativecity.ledger.models import LogEntry
from creativecity.spreadsheets import Sheet, write_csv, write_xlsx
from programmes.imports import ADAPTERS, engine
from programmes.imports.files import read
from programmes.imports.judging import judge
from programmes.models import Import, Partner
from tests.factories import (
    make_event,
    make_evidence,
    make_partner,
    make_reading,
    make_verdict,
)
from tests.visible import visible_text

HEADER = ["เมือง", "ประเภท", "ชื่อภาษาไทย", "ชื่อภาษาอังกฤษ", "วันแรก", "หมายเหตุภายใน"]
FAIR = ["น่าน", "การจัดกิจกรรม", "งานผ้าทอ", "Weaving fair", "13/9/2569", "บันทึกของเทศบาล"]
TALK = ["Nan", "meeting", "ประชุมช่าง", "Makers' meeting", "๑๔ กันยายน ๒๕๖๙", "บันทึก"]


@pytest.fixture
def nan(cast):
    return City.objects.get(slug="nan")


@pytest.fixture
def secretary(sign_in):
    return sign_in("secretary")


def page(kind="events", language="th"):
    return f"/{language}/staff/imports/{kind}/"


def upload(rows, header=HEADER, name="rows.csv"):
    return SimpleUploadedFile(name, write_csv(header, rows))


def check(client, file, kind="events", language="th"):
    return client.post(page(kind, language), {"file": file}, follow=True)


def record(client, kind="events", action="record", language="th"):
    return client.post(page(kind, language), {"action": action}, follow=True)


def take_in(client, rows, header=HEADER, kind="events", action="record"):
    check(client, upload(rows, header), kind)
    record(client, kind, action)
    return Import.objects.first()


def counts(response):
    return response.context["judged"]["counts"]


def states(wrong=0, changed=0, new=0, unchanged=0):
    return {"wrong": wrong, "changed": changed, "new": new, "unchanged": unchanged}


def faults(response):
    return [f for line in response.context["judged"]["lines"] for f in line["faults"]]


def test_check_writes_nothing_but_a_draft(secretary, nan):
    before = LogEntry.objects.count(), Event.objects.count()

    response = check(secretary, upload([FAIR, TALK]))

    assert counts(response) == states(new=2)
    assert (LogEntry.objects.count(), Event.objects.count()) == before
    assert Draft.objects.count() == 2


def test_recorded_rows_are_events_of_their_city(secretary, nan, cast):
    row = take_in(secretary, [FAIR, TALK])

    events = nan.events.filter(code__startswith="EV").order_by("starts_on")
    assert [(e.name_th, e.kind, e.starts_on) for e in events] == [
        ("งานผ้าทอ", "activity", date(2026, 9, 13)),
        ("ประชุมช่าง", "meeting", date(2026, 9, 14)),
    ]
    assert (row.added, row.changed, row.unchanged, row.refused) == (2, 0, 0, 0)
    assert row.is_whole
    assert row.taken_in_by == cast["secretary"]
    assert not Draft.objects.exists()


def test_the_same_file_twice_changes_nothing(secretary, nan):
    take_in(secretary, [FAIR, TALK])
    before = LogEntry.objects.count()

    response = check(secretary, upload([FAIR, TALK]))

    assert counts(response) == states(unchanged=2)
    assert "เคยนำเข้าแล้ว" in visible_text(response) or "very file" in visible_text(
        response
    )
    assert LogEntry.objects.count() == before


def test_a_changed_row_tells_before_and_after(secretary, nan):
    take_in(secretary, [FAIR])
    code = nan.events.get(name_th="งานผ้าทอ").code

    response = check(
        secretary,
        upload([[code, "nan", "งานผ้าทอ", "13/9/2569", "1,200"]], CODED),
        language="en",
    )

    [line] = response.context["judged"]["lines"]
    assert line["state"] == "changed"
    assert line["changes"] == [["How many people it reached", "", "1,200"]]


CODED = ["รหัส", "เมือง", "ชื่อภาษาไทย", "วันแรก", "จำนวนผู้เข้าถึง"]


def test_a_column_that_the_file_lacks_stays_as_it_is(secretary, nan):
    take_in(secretary, [FAIR])
    event = nan.events.get(name_th="งานผ้าทอ")

    take_in(secretary, [[event.code, "nan", "งานผ้าทอ", "13/9/2569", "1,200"]], CODED)

    event.refresh_from_db()
    assert (event.reach, event.note) == (1200, "บันทึกของเทศบาล")


# Row, and what is wrong in it: column, value.
BROKEN = [
    (["พะเยา", *FAIR[1:]], "City", "พะเยา"),
    (["", *FAIR[1:]], "City", ""),
    ([FAIR[0], "งานวัด", *FAIR[2:]], "Kind", "งานวัด"),
    ([FAIR[0], "", *FAIR[2:]], "Kind", ""),
    ([*FAIR[:2], "", *FAIR[3:]], "Name in Thai", ""),
    ([*FAIR[:2], "ก" * 301, *FAIR[3:]], "Name in Thai", "ก" * 301),
    ([*FAIR[:3], "", *FAIR[4:]], "Name in English", ""),
    ([*FAIR[:4], "31/2/2569", FAIR[5]], "First day", "31/2/2569"),
    ([*FAIR[:4], "13/9/69", FAIR[5]], "First day", "13/9/69"),
    ([*FAIR[:4], "", FAIR[5]], "First day", ""),
    ([*FAIR[:4], "13/9/2590", FAIR[5]], "First day", "13/9/2590"),
    ([*FAIR[:5], ""], "Sources", ""),
]


@pytest.mark.parametrize(("row", "column", "value"), BROKEN)
def test_each_broken_file_names_row_column_value_and_reason(
    row, column, value, secretary, nan
):
    response = check(secretary, upload([TALK, row]), language="en")

    assert counts(response) == states(wrong=1, new=1)
    [fault] = faults(response)
    assert (fault[0], fault[1]) == (column, value)
    assert fault[2]


@pytest.mark.parametrize(("row", "column", "value"), BROKEN)
def test_a_file_with_a_mistake_is_not_recorded_whole(
    row, column, value, secretary, nan
):
    check(secretary, upload([TALK, row]))

    record(secretary)

    assert not Import.objects.exists()
    assert not Event.objects.filter(name_th="ประชุมช่าง").exists()


def test_good_rows_alone_are_recorded_when_that_is_said(secretary, nan):
    row = take_in(secretary, [TALK, BROKEN[0][0]], action="record-good")

    assert (row.added, row.refused, row.is_whole) == (1, 1, False)
    assert Event.objects.filter(name_th="ประชุมช่าง").exists()


def test_two_rows_about_one_event_are_refused(secretary, nan):
    response = check(secretary, upload([FAIR, FAIR]), language="en")

    assert faults(response) == [["Code", "", "Row 2 is about the same."]]


@pytest.mark.parametrize(
    ("code", "city", "column"),
    [("EV99", "nan", "Code"), ("EV1", "สุโขทัย", "City")],
)
def test_a_code_is_held_against_what_is_on_record(code, city, column, secretary, nan):
    make_event(nan, code="EV1")

    row = [code, city, "งานผ้าทอ", "13/9/2569", "5"]
    response = check(secretary, upload([row], CODED), language="en")

    assert [fault[0] for fault in faults(response)] == [column]


# How Thai offices save it.
def _cp874(rows):
    table = StringIO()
    csv.writer(table, lineterminator="\r\n").writerows([HEADER, *rows])
    return table.getvalue().encode("cp874")


def _titled(rows):
    title = ["บัญชีกิจกรรม ประจำปีงบประมาณ พ.ศ. ๒๕๖๙", *[""] * 5]
    return write_csv(title, [[""] * 6, HEADER, *rows, [""] * 6, [" "] * 6])


def _workbook(rows):
    days = [[*row[:4], date(2026, 9, 13 + n), row[5]] for n, row in enumerate(rows)]
    return write_xlsx([Sheet("งาน", HEADER, days, note="กรอกข้อมูล")])


@pytest.mark.parametrize(
    ("name", "made"), [("a.csv", _cp874), ("b.csv", _titled), ("c.xlsx", _workbook)]
)
def test_files_as_thai_offices_make_them_are_read(name, made, secretary, nan):
    file = SimpleUploadedFile(name, made([FAIR, TALK]))

    response = check(secretary, file)

    assert counts(response) == states(new=2)


def test_a_formula_is_refused(secretary, nan):
    book, out = Workbook(), BytesIO()
    book.active.append(HEADER)
    book.active.append([*FAIR[:5], "=1+1"])
    book.save(out)

    response = check(secretary, SimpleUploadedFile("f.xlsx", out.getvalue()))

    assert response.context["form"].errors["file"].as_data()[0].code == "formula"
    assert response.context["judged"] is None


@pytest.mark.parametrize("language", ["th", "en"])
def test_missing_columns_are_named_by_their_headings(language, secretary):
    response = check(secretary, upload([["x"]], ["ชื่อภาษาไทย"]), language=language)

    words = str(response.context["form"].errors["file"])
    assert ("เมือง, วันแรก" if language == "th" else "City, First day") in words


def test_a_file_without_rows_is_refused(secretary):
    response = check(secretary, upload([]))

    assert response.context["form"].errors["file"].as_data()[0].code == "rows"


def test_no_file_is_asked_for(secretary):
    response = secretary.post(page(language="en"), {"action": "check"})

    assert response.context["form"].errors["file"] == ["Choose a file."]


def test_an_unknown_column_is_told_and_not_read(secretary, nan):
    response = check(secretary, upload([[*FAIR, "x"]], [*HEADER, "สี"]), language="en")

    assert "These columns are not known here and were not read: สี" in visible_text(
        response
    )


def test_what_others_changed_since_the_check_is_not_recorded_unseen(
    secretary, nan, cast
):
    take_in(secretary, [FAIR])
    event = nan.events.get(name_th="งานผ้าทอ")
    row = [event.code, "nan", "งานผ้าทอ", "13/9/2569", "1200"]
    check(secretary, upload([row], CODED))
    event.reach = 7
    event.edit(by=cast["dasta"], fields=["reach"])

    response = record(secretary, language="en")

    event.refresh_from_db()
    assert event.reach == 7
    assert "Others changed things that your file speaks of" in visible_text(response)
    [line] = response.context["judged"]["lines"]
    assert line["changes"][0][1:] == ["7", "1200"]


def test_what_others_wrote_beside_it_does_not_matter(secretary, nan, cast):
    check(secretary, upload([FAIR]))
    make_partner(slug="elsewhere", name_th="ที่อื่น", name_en="Elsewhere")

    record(secretary)

    assert Import.objects.get().added == 1


def test_recording_without_a_checked_file_is_told(secretary):
    response = record(secretary, language="en")

    assert "There is no checked file" in visible_text(response)


def test_a_file_can_be_forgotten(secretary, nan):
    check(secretary, upload([FAIR]))

    response = record(secretary, action="discard")

    assert response.context["judged"] is None
    assert not Draft.objects.exists()


def withdraw(client, row, reason="ไฟล์ผิดปี"):
    path = f"/en/staff/imports/{row.pk}/withdraw/"
    return client.post(path, {"reason": reason}, follow=True)


@pytest.mark.slow
def test_a_whole_import_is_taken_back(secretary, nan, cast):
    event = make_event(nan, code="EV1", name_th="งานผ้าทอ", reach=3)
    row = take_in(secretary, [[event.code, "nan", "งานผ้าทอ", "13/9/2569", "9"]], CODED)
    new = take_in(secretary, [TALK])

    withdraw(secretary, row)
    response = withdraw(secretary, new)

    event.refresh_from_db()
    assert (event.reach, event.retired_on) == (3, None)
    added = Event.objects.get(name_th="ประชุมช่าง")
    assert (added.retired_on is None, added.retired_reason) == (False, "ไฟล์ผิดปี")
    new.refresh_from_db()
    assert (new.withdrawn_by, new.withdrawn_reason) == (cast["secretary"], "ไฟล์ผิดปี")
    assert "Everything that it did was taken back" in visible_text(response)


def test_what_was_changed_since_is_left_and_listed(secretary, nan, cast):
    row = take_in(secretary, [FAIR, TALK])
    event = nan.events.get(name_th="งานผ้าทอ")
    event.place_th = "วัดภูมินทร์"
    event.edit(by=cast["dasta"], fields=["place_th"])

    response = withdraw(secretary, row)

    event.refresh_from_db()
    assert event.retired_on is None
    assert Event.objects.get(name_th="ประชุมช่าง").retired_on is not None
    text = visible_text(response)
    assert "1 row was left as it is" in text
    assert "It was changed after the import, so it was left as it is." in text


def test_only_the_fields_changed_since_are_left(secretary, nan, cast):
    event = make_event(nan, code="EV1", name_th="งานผ้าทอ", reach=3)
    header = [*CODED, "สถานที่ภาษาไทย"]
    row = take_in(
        secretary, [["EV1", "nan", "งานผ้าทอ", "13/9/2569", "9", "ตลาด"]], header
    )
    event.refresh_from_db()
    event.place_th = "วัดภูมินทร์"
    event.edit(by=cast["dasta"], fields=["place_th"])

    response = withdraw(secretary, row)

    event.refresh_from_db()
    assert (event.reach, event.place_th) == (3, "วัดภูมินทร์")
    words = "Changed after the import, so left as it is: Place, in Thai."
    assert words in visible_text(response)


def test_what_was_retired_since_is_listed(secretary, nan, cast):
    row = take_in(secretary, [FAIR])
    nan.events.get(name_th="งานผ้าทอ").retire(by=cast["dasta"], reason="ไม่ได้จัด")

    withdraw(secretary, row)

    row.refresh_from_db()
    assert row.left()


def test_an_import_is_withdrawn_once(secretary, nan):
    row = take_in(secretary, [FAIR])
    withdraw(secretary, row)

    response = withdraw(secretary, row)

    assert "The import was withdrawn already." in visible_text(response)
    page = secretary.get(f"/en/staff/imports/{row.pk}/withdraw/")
    assert "The import was withdrawn already." in visible_text(page)


def test_a_withdrawal_needs_a_reason(secretary, nan):
    row = take_in(secretary, [FAIR])

    response = withdraw(secretary, row, reason=" ")

    assert response.context["form"].errors["reason"] == [
        "Say why the import is withdrawn."
    ]
    row.refresh_from_db()
    assert row.withdrawn_at is None


@pytest.mark.slow
def test_a_withdrawn_file_can_be_taken_in_again(secretary, nan):
    row = take_in(secretary, [FAIR])
    withdraw(secretary, row)

    again = take_in(secretary, [FAIR])

    assert again.added == 1
    assert nan.events.filter(retired_on=None, name_th="งานผ้าทอ").count() == 1


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["events", "partners", "readings"])
def test_what_is_on_record_comes_back_unchanged(
    kind, file_format, language, secretary, nan, cast
):
    make_event(nan, place_th="=สูตร", name_th="  งาน\u200b  ช่าง ", reach=3)
    make_partner(slug="p", name_th="'กลุ่มทอ", note="บรรทัด\r\nสอง\x07")
    make_reading(nan, "R1.1", level=2, by=cast["officer.nan"])
    piece = make_evidence(nan)
    make_reading(nan, "R1.2", level=4, by=cast["officer.nan"], evidence=[piece])
    path = f"/{language}/staff/imports/{kind}/present.{file_format}"
    file = SimpleUploadedFile(f"a.{file_format}", secretary.get(path).content)

    response = check(secretary, file, kind, language)

    found = counts(response)
    assert found == states(unchanged=sum(found.values()))
    assert found["unchanged"] > 0


@pytest.mark.parametrize("kind", ADAPTERS)
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_empty_file_has_the_headings_alone(kind, file_format, secretary):
    path = f"/en/staff/imports/{kind}/template.{file_format}"

    response = secretary.get(path)
    refused = check(
        secretary, SimpleUploadedFile(f"a.{file_format}", response.content), kind
    )

    assert f"{kind}-template.{file_format}" in response["Content-Disposition"]
    assert refused.context["form"].errors["file"].as_data()[0].code == "rows"


@pytest.mark.parametrize(
    "path", ["cities/", "events/all.csv", "events/present.pdf", "999/"]
)
def test_what_there_is_not_is_not_found(path, secretary):
    assert secretary.get(f"/th/staff/imports/{path}").status_code == 404


# Partners

BODY = {
    "ชื่อภาษาไทย": "กลุ่มทอผ้า",
    "ชื่อภาษาอังกฤษ": "Weavers",
    "ประเภท": "ชุมชนหรือเครือข่ายประชาชน",
    "เมือง": "น่าน; Sukhothai",
    "พื้นที่พิเศษ": "",
    "แหล่งอ้างอิง": "NHD",
    "ผู้ประสานงาน": "ป้ามาลี",
}


def bodies(*rows):
    return upload([row.values() for row in rows], list(rows[0]))


def take_in_bodies(client, *rows):
    check(client, bodies(*rows), "partners")
    record(client, "partners")
    return Import.objects.first()


@pytest.fixture
def community():
    with translation.override("th"):
        return {**BODY, "ประเภท": Partner.Kind.COMMUNITY.label}


def test_a_partner_comes_with_its_cities(secretary, nan, community):
    take_in_bodies(secretary, community)

    partner = Partner.objects.get(name_th="กลุ่มทอผ้า")
    assert {city.slug for city in partner.cities.all()} == {"nan", "sukhothai"}
    assert (partner.kind, partner.contact_name) == ("community", "ป้ามาลี")


def test_a_partner_of_the_same_name_is_changed(secretary, nan, community):
    take_in_bodies(secretary, community)

    row = take_in_bodies(secretary, {**community, "เมือง": "น่าน"})

    partner = Partner.objects.get(name_th="กลุ่มทอผ้า")
    assert [city.slug for city in partner.cities.all()] == ["nan"]
    assert (row.added, row.changed) == (0, 1)
    text = visible_text(secretary.get(f"/en/staff/imports/{row.pk}/"))
    assert "Sukhothai" in text


def test_a_partner_is_brought_back(secretary, nan, community):
    take_in_bodies(secretary, community)
    changed = {**community, "เมือง": "น่าน", "ผู้ประสานงาน": "ป้าแก้ว"}
    row = take_in_bodies(secretary, changed)

    withdraw(secretary, row)

    partner = Partner.objects.get(name_th="กลุ่มทอผ้า")
    assert partner.cities.count() == 2
    assert partner.contact_name == "ป้ามาลี"


def test_cities_ticked_since_are_left(secretary, nan, cast, community):
    take_in_bodies(secretary, community)
    row = take_in_bodies(secretary, {**community, "เมือง": "น่าน"})
    partner = Partner.objects.get(name_th="กลุ่มทอผ้า")
    partner.edit(by=cast["secretary"], fields=[], cities=City.objects.none())

    withdraw(secretary, row)

    row.refresh_from_db()
    assert partner.cities.count() == 0
    assert len(row.left()) == 1


def test_an_added_partner_has_left_once_its_import_is_withdrawn(
    secretary, nan, community
):
    row = take_in_bodies(secretary, community)

    withdraw(secretary, row, reason="คนละหน่วยงาน")

    partner = Partner.objects.get(name_th="กลุ่มทอผ้า")
    assert partner.has_left()
    assert partner.note == "คนละหน่วยงาน"


def test_an_added_partner_changed_since_stays(secretary, nan, cast, community):
    row = take_in_bodies(secretary, community)
    partner = Partner.objects.get(name_th="กลุ่มทอผ้า")
    partner.website = "https://example.org/"
    partner.edit(by=cast["secretary"], fields=["website"])

    withdraw(secretary, row)

    partner.refresh_from_db()
    assert not partner.has_left()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"เมือง": "พะเยา"}, "Cities"),
        ({"พื้นที่พิเศษ": "ดวงจันทร์"}, "Designated areas"),
        ({"ชื่อภาษาไทย": "อื่น", "ชื่อภาษาอังกฤษ": "Twin"}, "Name in Thai"),
    ],
)
def test_a_wrong_partner_is_told(change, column, secretary, community):
    make_partner(slug="twin", name_th="คู่แฝด", name_en="Twin")

    response = check(secretary, bodies({**community, **change}), "partners", "en")

    assert [fault[0] for fault in faults(response)] == [column]


def test_a_partner_is_known_by_its_code(secretary, cast):
    partner = make_partner(slug="twin", name_th="คู่แฝด", name_en="Twin")
    area = partner.areas.model.objects.first()
    header = ["รหัส", "ชื่อภาษาไทย", "พื้นที่พิเศษ", "แหล่งอ้างอิง"]

    check(secretary, upload([["twin", "แฝด", area.code, "NHD"]], header), "partners")
    record(secretary, "partners")
    unknown = check(
        secretary, upload([["none", "x", "", ""]], header), "partners", "en"
    )

    partner.refresh_from_db()
    assert (partner.name_th, partner.areas.get()) == ("แฝด", area)
    assert [fault[0] for fault in faults(unknown)] == ["Code"]


# Readings

LEVELS = ["เมือง", "ตัวชี้วัด", "ระดับ", "ระดับ ณ วันที่", "หมายเหตุ"]


def take_in_levels(client, rows, header=LEVELS):
    return take_in(client, rows, header, "readings")


def test_readings_of_many_cities_are_recorded_as_reported(secretary, nan, cast):
    row = take_in_levels(
        secretary,
        [
            ["น่าน", "r1.1", "๒", "13/9/2569", "ประชุมแล้ว"],
            ["Sukhothai", "R1.2", "1", "", ""],
        ],
    )

    told = Reading.objects.with_verdict().order_by("sequence")
    assert [(r.city.slug, r.level, r.is_verified) for r in told] == [
        ("nan", 2, False),
        ("sukhothai", 1, False),
    ]
    assert {reading.recorded_by for reading in told} == {cast["secretary"]}
    assert row.added == 2


def test_a_level_on_record_is_not_recorded_again(secretary, nan):
    rows = [["น่าน", "R1.1", "2", "13/9/2569", ""], ["น่าน", "R1.2", "", "", ""]]
    take_in_levels(secretary, rows)

    response = check(secretary, upload(rows, LEVELS), "readings")

    assert counts(response) == states(unchanged=2)


def test_a_later_level_is_told_as_a_change_and_withdrawn(secretary, nan, cast):
    make_reading(nan, "R1.1", level=1, by=cast["officer.nan"])
    header = LEVELS[:3]

    row = take_in_levels(secretary, [["น่าน", "R1.1", "2"]], header)
    changed = (row.added, row.changed)
    withdraw(secretary, row)

    assert changed == (0, 1)
    standing = nan.readings.standing()
    assert [reading.level for reading in standing] == [1]


def test_a_reading_verified_since_is_left(secretary, nan, cast):
    row = take_in_levels(secretary, [["น่าน", "R1.1", "2", "", ""]])
    make_verdict(Reading.objects.get(), by=cast["cea"])

    response = withdraw(secretary, row)

    assert Reading.objects.standing().count() == 1
    assert "An agency has verified it since" in visible_text(response)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["พะเยา", "R1.1", "2", "", ""], "City"),
        (["น่าน", "R9.9", "2", "", ""], "Indicator"),
        (["น่าน", "R1.1", "7", "", ""], "Level"),
        (["น่าน", "R1.1", "4", "", ""], "Evidence (numbers)"),
        (["น่าน", "R1.1", "na", "", ""], "Why it does not apply"),
        (["น่าน", "R1.1", "2", "วันนี้", ""], "Level on the day"),
        (["น่าน", "R1.1", "2", "1/1/2600", ""], "Level on the day"),
    ],
)
def test_a_wrong_reading_is_told(row, column, secretary, nan):
    response = check(secretary, upload([row], LEVELS), "readings", "en")

    assert [fault[0] for fault in faults(response)] == [column]


def test_a_reading_withdrawn_since_is_listed(secretary, nan, cast):
    row = take_in_levels(secretary, [["น่าน", "R1.1", "2", "", ""]])
    Reading.objects.get().withdraw(by=cast["officer.nan"], reason="ผิด")

    response = withdraw(secretary, row)

    assert "This reading was withdrawn." in visible_text(response)


def test_rows_are_judged_again_if_anything_was_written_since(secretary, nan, cast):
    adapter, user = ADAPTERS["events"], cast["secretary"]
    table = read(upload([FAIR]).file, "rows.csv", adapter)
    judged = judge(adapter, table["rows"], user)
    make_event(nan, name_th="งานอื่น")

    row = engine.record(
        judged,
        table["rows"],
        digest=judged.digest(),
        by=user,
        file_name="rows.csv",
        sha256=table["sha256"],
    )

    assert row.added == 1
    assert str(row).endswith(": rows.csv")


def test_mistakes_are_told_in_the_language_of_the_page(secretary, nan):
    check(secretary, upload([BROKEN[0][0]]), language="th")

    thai = faults(secretary.get(page(language="th")))
    english = faults(secretary.get(page(language="en")))

    assert (thai[0][0], english[0][0]) == ("เมือง", "City")
